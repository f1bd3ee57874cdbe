"""Comments as stdlib tokenize sees them; directives that are put at random into real files."""

import ast
import io
import random
import sysconfig
import tokenize
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from driftscan.extract.python.comments import Comment, read_comments
from driftscan.extract.python.extractor import extract
from driftscan.extract.python.source_text import read_text

_STDLIB = Path(sysconfig.get_path("stdlib"))
_SITE = Path(sysconfig.get_path("purelib"))
_SHARES = ((_STDLIB, 47), (_SITE, 89))
_NO_CODE = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.COMMENT,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}

_PIECES = (
    *("import a", "from a import (b,", "c)", "x = (", ")", "[", "]", "{", "}", "if x:", "\\\n"),
    *("# c", "#", "# ' \" (", "driftscan:", "\n", "\n    ", "\n\t", "\f", ";", " ", "'#'", '"#"'),
    *("'''\n#'''", '"""#\n"""', "'\\'#'", "rb'#\\'#'", "x", "1", ":", "=", ",", "'", '"', "\\"),
)


def comments_by_tokenize(text: str) -> list[Comment] | None:
    """The comments with their logical lines, by tokenize; None for what is no Python."""
    found: list[Comment] = []
    waiting: list[tokenize.TokenInfo] = []
    begin, last_code = 0, 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError):
        return None
    alone: dict[int, bool] = {}
    for token in tokens:
        line = token.start[0]
        if token.type == tokenize.COMMENT:
            alone[line] = last_code != line
            waiting.append(token)
        # A comment after a lone backslash ends a logical line too, though none has begun.
        elif (begin and token.type == tokenize.NEWLINE) or token is tokens[-1]:
            end = line if begin else 0
            found += [
                Comment(each.string, each.start[0], alone[each.start[0]], begin, end)
                for each in waiting
            ]
            waiting, begin = [], 0
        elif token.type not in _NO_CODE:
            begin, last_code = begin or line, token.end[0]
    return found


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example("x = 1  # a\n# b\n\n# c\ny = (  # d\n  # e\n)  # f\n# g")
@example("import a \\\n# c")
@example("\\\n# a\\\nimport b")
@example("'''\n'''  # a\n# b\n")
def test_comments_are_those_of_tokenize(text: str) -> None:
    text += "\n"  # without it, tokenize puts the end of the last line on a line of its own
    expected = comments_by_tokenize(text)
    if expected is None:
        read_comments(text)  # no Python, but no exception either
    else:
        assert read_comments(text) == expected


@given(st.text(alphabet="#'\"()[]{}\\\n fFrR:ab\f\t", max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_comments_in_order(text: str) -> None:
    lines = text.split("\n")
    found = read_comments(text)
    assert [each.line for each in found] == sorted(each.line for each in found)
    assert all(lines[each.line - 1].endswith(each.text) for each in found)
    assert extract(f"{text}\n# driftscan: allow R -- why\n".encode()).problems is not None


def _sample(folder: Path, share: int) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*.py")):
        if folder == _STDLIB and "site-packages" in file.parts:
            continue
        if zlib.crc32(file.name.encode()) % share == 0:
            text = read_text(file.read_bytes())
            if isinstance(text, str):
                yield file, f"{text}\n"


def _with_directives(text: str, chance: random.Random) -> tuple[str, list[int]]:
    """The text with a directive at the end of some of its lines, but of none inside a string or
    before a continuation; and their line numbers."""
    lines = text.split("\n")
    ends = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type in (tokenize.NEWLINE, tokenize.NL) and token.start[0] <= len(lines)
    }
    chosen = [line for line in sorted(ends) if chance.random() < 0.2]
    for line in chosen:
        lines[line - 1] += "  # driftscan: allow R -- why"
    return "\n".join(lines), chosen


@pytest.mark.parametrize(("folder", "share"), _SHARES, ids=["stdlib", "site-packages"])
def test_equal_on_real_files(folder: Path, share: int) -> None:
    compared = directives = silenced = 0
    for file, text in _sample(folder, share):
        if comments_by_tokenize(text) is None or "driftscan:" in text:
            continue
        changed, chosen = _with_directives(text, random.Random(file.name))
        expected = comments_by_tokenize(changed)
        assert read_comments(changed) == expected, file
        facts = extract(changed.encode())
        assert [fact.line for fact in facts.suppressions] == chosen, file
        imports = {fact.line for fact in facts.imports}
        # Behind the import's own line it can mean no other.
        silenced += len(imports.intersection(chosen))
        for fact in facts.suppressions:
            assert imports.issuperset(fact.statements), file
            if fact.line in imports:
                assert fact.statements == (fact.line,), file
        compared, directives = compared + 1, directives + len(chosen)
    assert compared > 10
    assert directives > 100
    assert silenced > 5
