"""Comments are taken out of a text that is searched for words; code never is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.syntax.remarks import without_remarks
from tests.bounded import bounded

LONG = re.compile(rb'"""')
CASES = {
    "a licence and what stands above it": ("\ufeff// a\n/* b */\npackage x;", "package x;"),
    "lines that are comments": ("x;\n  // a\n\t/** b\n c */\ny;", "x;\n\n\ny;"),
    "behind a comment that begins a line": ("x;\n/* a */ y;", "x;\n y;"),
    "behind code it is left": ("x; // a\ny; /* b */", "x; // a\ny; /* b */"),
    "in a text it is one": ('x = "/* a";\ny = "*/";', 'x = "/* a";\ny = "*/";'),
    "a path in a text": ('get(\n"/**", "/*/");', 'get(\n"/**", "/*/");'),
    "a line in a comment that began behind code": ("x; /* a\n// b */ y;", "x; /* a\n// b */ y;"),
    "one that never ends": ("x;\n/* a\ny;", "x;\n/* a\ny;"),
    "with a long text only the first": ('// a\nx = """\n// b\n""";', 'x = """\n// b\n""";'),
}


@pytest.mark.parametrize(("content", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_is_left(content: str, wanted: str) -> None:
    assert without_remarks(content.encode(), LONG.search) == wanted.encode()


def in_code(text: str) -> str:
    """The text without comments, read letter by letter."""
    kept, at = [], 0
    while at < len(text):
        if text.startswith("//", at):
            at = len(text) if "\n" not in text[at:] else text.index("\n", at)
        elif text.startswith("/*", at) and "*/" in text[at + 2 :]:
            at = text.index("*/", at + 2) + 2
        elif found := re.compile(r'"[^"\n]*"?').match(text, at):
            kept.append(found[0])
            at = found.end()
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)


PIECES = st.sampled_from(["/*", "*/", "//", "\n", "\n ", " ", "w", '"', "/", "*"])


@given(st.lists(PIECES, max_size=30))
def test_no_word_of_code_is_lost(pieces: list[str]) -> None:
    text = "".join(f"w{at} " if piece == "w" else piece for at, piece in enumerate(pieces))
    if '"""' in text:
        text = text.replace('"""', '"')
    left = set(re.findall(r"w\d+", without_remarks(text.encode(), LONG.search).decode()))
    assert set(re.findall(r"w\d+", in_code(text))) <= left


HOSTILE = {
    "comments that do not end": b"x\n" + b"/* a\n" * 100_000,
    "and one that does": b"x */\n" + b"/* a\n" * 100_000,
    "ends of comments": b"x\n" + b"// */ /*\n" * 100_000,
    "blanks": b"x\n" + b" " * 500_000,
    "comments above": b"/**/ // a\n" * 100_000,
    "one half of a comment": b"/" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_alone(name: str) -> None:
    with bounded():
        left = without_remarks(HOSTILE[name], LONG.search)
    assert left.count(b"x") == HOSTILE[name].count(b"x")
