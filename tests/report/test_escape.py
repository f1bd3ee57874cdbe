"""What a scanned tree names itself cannot steer, confuse or break any output."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.report.escape import (
    HAZARDS,
    LONGEST_SHOWN,
    dot_label,
    json_document,
    mermaid_label,
    name_text,
    path_text,
    terminal,
)

HAZARD = re.compile(f"[{HAZARDS}]")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (b"services/billing/models.py", "services/billing/models.py"),
        ("übung/日本.py".encode(), "übung/日本.py"),
        (b"line\nbreak.py", r"line\x0abreak.py"),
        (b"\x1b[31mred", r"\x1b[31mred"),
        (b"not-\xff-utf8", r"not-\xff-utf8"),
        (b"back\\slash", r"back\\slash"),
        ("right\u202eto-left".encode(), r"right\u202eto-left"),
        ("zero\u200bwidth\ufeff".encode(), r"zero\u200bwidth\ufeff"),
        ("c1\u009bcsi".encode(), r"c1\u009bcsi"),
        ("tag\U000e0041".encode(), r"tag\U000e0041"),
        (b"cut\xe2\x80", r"cut\xe2\x80"),
        ("\ud800".encode("utf-8", "surrogatepass"), r"\xed\xa0\x80"),
    ],
)
def test_path_as_text(path: bytes, shown: str) -> None:
    assert path_text(path) == shown


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_different_paths_never_look_alike(one: bytes, other: bytes) -> None:
    assert (path_text(one) == path_text(other)) == (one == other)


@given(st.binary(max_size=60))
def test_no_path_carries_a_hazard(path: bytes) -> None:
    assert not HAZARD.search(path_text(path))


@given(st.text(st.characters()))
def test_no_name_carries_a_hazard(name: str) -> None:
    for escaped in (name_text(name), terminal(name), mermaid_label(name), dot_label(name)):
        assert not HAZARD.search(escaped)
        escaped.encode("utf-8")


@given(st.text(st.characters()))
def test_mermaid_labels_hold_no_markup(name: str) -> None:
    without_entities = re.sub(r"#\d+;", "", mermaid_label(name))
    assert not re.search(r"""["'<>&#;`\[\]{}|@%\\]""", without_entities)


@given(st.text(st.characters()))
def test_dot_labels_stay_inside_their_quotes(name: str) -> None:
    assert re.fullmatch(r'(?:[^"\\]|\\\\|\\")*', dot_label(name))
    assert "&" not in dot_label(name).replace("&amp;", "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_keeps_its_meaning(name: str) -> None:
    document = json.dumps({"name": name}, ensure_ascii=False)
    assert json.loads(json_document(document)) == {"name": name}
    assert not HAZARD.search(json_document(document).replace("\n", ""))


def test_json_spells_out_what_it_cannot_hold() -> None:
    assert json.loads(json_document('"a\udcff\ud800"')) == r"a\xff\ud800"


def test_a_very_long_name_is_shortened_in_the_middle() -> None:
    shown = terminal("a" * 10_000 + "z")
    assert len(shown) < LONGEST_SHOWN + 40
    assert shown.endswith("az")
    assert "[... 9701 more characters ...]" in shown


@pytest.mark.parametrize("beyond", [1, 10, 25])
def test_nothing_is_shortened_to_something_longer(beyond: int) -> None:
    text = "a" * (LONGEST_SHOWN + beyond)
    assert terminal(text) == text
