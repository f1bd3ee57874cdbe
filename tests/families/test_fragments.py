"""Functions that are found in each language, and what of a function counts."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.fragments.extractor import extract
from driftscan.extract.fragments.languages import LEXICONS
from driftscan.extract.fragments.registry import LANGUAGE_OF_SUFFIX
from driftscan.extract.fragments.spelling import spelt

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "languages.cases.yaml").read_text("utf-8")
)

ROUND = """\
def total(items, rate, store):
    found = 0
    for item in items:
        if item.price > 3:
            found += item.price * rate
    store.save(found, "total")
    return found
"""


@pytest.mark.parametrize("case", CASES, ids=[case["language"] for case in CASES])
def test_functions_are_found(case: dict[str, Any]) -> None:
    found = extract(case["source"].encode(), case["language"]).fragments
    assert [f"{each.name} {each.start}-{each.end}" for each in found] == case["functions"]


def test_every_language_has_a_case() -> None:
    assert {case["language"] for case in CASES} == set(LEXICONS)
    assert set(LANGUAGE_OF_SUFFIX.values()) == set(LEXICONS)


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("found", "total_so_far", True),
        ('"total"', "'sum of all'", True),
        ('"total"', '"to" + "tal"', True),
        ('"total"', '"to"\n        "tal"', True),
        ('"total"', '"to" f"tal"', True),
        ('"total"', '"to", "tal"', False),
        ('"total"', '"to" + tal', False),
        ('"total"', '"to" in "tal"', False),
        ("> 3", "> 30", True),
        ("    store", "    # why\n\n    store", True),
        ("save(found, ", "save(\n        found,\n        ", True),
        ("total(items", "sum_up(items", True),
        ("item.price >", "item.price >=", False),
        (".save(", ".keep(", False),
        (".price", ".cost", False),
        ("for item in items", "while items", False),
    ],
)
def test_what_counts_of_a_token(old: str, new: str, is_same: bool) -> None:
    (one,) = extract(ROUND.encode(), "python").fragments
    (other,) = extract(ROUND.replace(old, new).encode(), "python").fragments
    assert ROUND.replace(old, new) != ROUND
    assert (one.digest == other.digest) is is_same
    assert (one.grams == other.grams) is is_same


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('"total"', ['"total"']),
        ('"to" + "tal"', ['"total"']),
        ('"to"\n"tal"', ['"total"']),
        ('"to" + f"t" + "al"', ['"total"']),
        ('"to", "tal"', ['"to"', '"tal"']),
        ('""', ['""']),
        ('"to" + x', ['"to"', "name"]),
    ],
)
def test_a_text_that_is_split_is_the_same_text(text: str, keys: list[str]) -> None:
    source = f"def f():\n    g({text})\n"
    (row,) = spelt(source.encode(), "python", {1: source.count("\n")}).values()
    told = [token.key for token in row if token.is_literal or token.key == "name"]
    assert told == keys


def test_names_do_not_count_for_the_blind_digest() -> None:
    (one,) = extract(ROUND.encode(), "python").fragments
    (other,) = extract(ROUND.replace(".price", ".cost").encode(), "python").fragments
    assert one.blind == other.blind


@given(st.sampled_from(sorted(LEXICONS)), st.binary(max_size=300))
def test_any_bytes_are_read(language: str, content: bytes) -> None:
    last = content.count(b"\n") + content.count(b"\r") + 1
    found = extract(content, language).fragments
    assert all(1 <= each.start <= each.end <= last for each in found)


_SNIPPETS = st.sampled_from(
    [
        *"(){}[]'\"`/\\;=<>\n ",
        "def f(",
        "function f(",
        "=>",
        "class A",
        '"""',
        "//",
        "/*",
        "#",
        "if",
    ]
)


@given(st.sampled_from(sorted(LEXICONS)), st.lists(_SNIPPETS, max_size=80))
def test_lines_are_lines_of_the_file(language: str, parts: list[str]) -> None:
    text = "".join(parts)
    for each in extract(text.encode(), language).fragments:
        assert 1 <= each.start <= each.end <= text.count("\n") + 1
