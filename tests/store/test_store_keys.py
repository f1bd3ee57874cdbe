"""Keys of facts: everything that facts depend on changes the key."""

from types import ModuleType

import msgspec
import pytest
from msgspec import Struct

from driftscan.model import fact
from driftscan.store.keys import FactKeys, facts_layout

BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def test_each_part_counts_and_parts_do_not_run_together() -> None:
    keys = [
        FactKeys(*parts).key(blob)
        for parts, blob in [
            (("python", "1"), BLOB),
            (("python", "2"), BLOB),
            (("pyproject", "1"), BLOB),
            (("python1", ""), BLOB),
            (("", "python1"), BLOB),
            (("python", "1"), "0" * 40),
        ]
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {16}


def test_key_is_stable() -> None:
    keys = FactKeys("python", "1")
    assert keys.key(BLOB) == keys.key(BLOB) == FactKeys("python", "1").key(BLOB)


def test_layout_names_every_value_of_the_fact_model() -> None:
    layout = facts_layout(fact)
    for name in ("FileFacts", "ImportFact", "Problem", "ImportContext", "LAZY", "source_roots"):
        assert name in layout


def test_layout_is_made_once() -> None:
    assert facts_layout(fact) is facts_layout(fact)  # a key is asked for thousands of times


def _module(fields: list[tuple[str, type] | tuple[str, type, object]]) -> ModuleType:
    module = ModuleType("values")
    vars(module)["Value"] = msgspec.defstruct("Value", fields, bases=(Struct,))
    return module


@pytest.mark.parametrize(
    "fields",
    [
        [("b", int), ("a", str)],
        [("a", int)],
        [("a", str)],
        [("a", str), ("b", int), ("c", int)],
        [("a", str), ("b", int, 1)],
        [("a", str), ("b", int, 2)],
    ],
)
def test_layout_changes_with_the_fields(
    fields: list[tuple[str, type] | tuple[str, type, object]],
) -> None:
    assert facts_layout(_module([("a", str), ("b", int)])) != facts_layout(_module(fields))
