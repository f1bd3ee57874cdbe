"""Patterns mean the same on a Python whose possessive quantifiers are broken."""

import re
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import driftscan
from driftscan.extract.possessive import IS_SOUND, Awaited, compiled, mended

PACKAGE = Path(driftscan.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
READERS = [
    import_module(f"driftscan.extract.python.{path.stem}")
    for path in sorted((PACKAGE / "extract" / "python").glob("*.py"))
]
SOUND = pytest.mark.skipif(not IS_SOUND, reason="this Python has nothing to compare with")


def _patterns() -> list[re.Pattern[str]]:
    """Every text pattern that a reader of Python holds, by itself or in a table."""
    held = [value for reader in READERS for value in vars(reader).values()]
    held += [each for value in held if isinstance(value, dict) for each in value.values()]
    patterns = {each for each in held if isinstance(each, re.Pattern | Awaited)}
    found = [cast("re.Pattern[str]", each) for each in patterns if isinstance(each.pattern, str)]
    return sorted(found, key=lambda each: each.pattern)


@SOUND
def test_there_are_patterns_to_compare() -> None:
    assert sum("+" in each.pattern for each in _patterns()) > 15


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("(?:ab?c)*+", "aca", 2),
        ("(?:ab?c)++", "aca", 2),
        ("(?:ab?c)?+", "ab", 0),
        ("(?:(?:ab?c)*+x)*+", "acxac", 3),
        ("(?=(?:ab?c)*+)a", "aca", 1),
        ("(?:\n(?!i)|[^\n]++)*+", "a\nb\ni", 3),
        ("a*+", "aab", 2),
    ],
)
def test_what_failed_half_way_is_given_back(pattern: str, text: str, end: int) -> None:
    found = mended(pattern).match(text)
    assert found is not None
    assert found.end() == end


def test_a_pattern_is_compiled_when_it_is_first_of_use() -> None:
    wrong = compiled("(")
    with pytest.raises(re.error):
        wrong.match("a")
    right = compiled("(a)b?+")
    assert [right.fullmatch(text) is not None for text in ("ab", "a", "b")] == [True, True, False]
    assert (right.groups, right.pattern) == (1, "(a)b?+")


@SOUND
@pytest.mark.parametrize("source", SOURCES[::9], ids=lambda path: path.stem)
def test_mended_patterns_find_the_same_in_code(source: Path) -> None:
    text = "\n" + source.read_text("utf-8")
    for pattern in _patterns():
        other = mended(pattern.pattern, pattern.flags & ~re.UNICODE)
        assert _found(other, text) == _found(pattern, text)


@SOUND
@given(st.text(st.sampled_from(list("\n \t\\'\"#([{}]):;,.=abimport_frxA0*é")), max_size=60))
def test_mended_patterns_find_the_same_in_anything(text: str) -> None:
    for pattern, other in MENDED:
        assert _found(other, text) == _found(pattern, text)


MENDED = [
    (pattern, mended(pattern.pattern, pattern.flags & ~re.UNICODE))
    for pattern in (_patterns() if IS_SOUND else ())
]


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(match.span(), match.groups()) for match in pattern.finditer(text)]


def test_no_pattern_goes_past_the_mending() -> None:
    """A possessive group, spelled out or taken from the lexical pieces, is compiled by us."""
    suspicious = re.compile(r"[)}][*+?]\+|BRACKET_GAP|\{STRING\}")
    careless = [
        str(path.relative_to(PACKAGE))
        for path in SOURCES
        if suspicious.search(text := path.read_text("utf-8")) and "re.compile(" in text
    ]
    assert careless == ["extract/possessive.py"]
