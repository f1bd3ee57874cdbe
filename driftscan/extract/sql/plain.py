"""Whether a text is so plain that its tokens tell its tables as well as its syntax does.

Most statements in code are, and a parser in Python takes a hundred times as long, and a tenth of a
second to be loaded at all. What the two read alike was found by comparing them over statements of
seventy systems (docs/figures.md).
"""

from collections.abc import Sequence
from itertools import pairwise

from driftscan.extract.sql.scanned import NO_NAMES
from driftscan.extract.sql.tokens import Token

_ODD = frozenset(
    "WITH MERGE COPY TEMP TEMPORARY LATERAL APPLY PIVOT UNPIVOT TABLESAMPLE IGNORE RENAME "
    "CONSTRAINT".split()
)
_USES = frozenset("SELECT UPDATE DELETE INSERT".split())
_DEFINES = frozenset("CREATE ALTER DROP".split())
_NOT_IN_DEFINITIONS = frozenset("LIKE USING PARTITION".split())
_VIEWS = (["VIEW"], ["OR", "ALTER", "VIEW"])
_NAMES = frozenset(("word", "quoted", "mark"))


def is_plain(tokens: Sequence[Token]) -> bool:
    """Whether it is made of statements that tokens alone tell all about."""
    if any(_is_odd(token) for token in tokens) or _breaks_off(tokens):
        return False
    statements = _statements(tokens)
    alike = _USES if len(statements) > 1 else _USES | _DEFINES
    return bool(statements) and all(
        words[0] in alike and _is_one_plain(words) for words in statements
    )


def _is_odd(token: Token) -> bool:
    """A temporary table, a table called like a word of the language, a word that few know."""
    if token.kind == "quoted":
        return token.text.upper() in NO_NAMES
    return token.kind == "temporary" or token.keyword in _ODD


def _breaks_off(tokens: Sequence[Token]) -> bool:
    """Whether a name goes on with something that is none, as `root. ?` may."""
    return any(
        before.text == "." and token.kind not in _NAMES for before, token in pairwise(tokens)
    )


def _statements(tokens: Sequence[Token]) -> list[list[str]]:
    """The keywords of each."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token.text == ";":
            found.append([])
        else:
            found[-1].append(token.keyword)
    return [words for words in found if words]


def _is_one_plain(words: list[str]) -> bool:
    behind = zip(words, [*words[1:], ""], [*words[2:], "", ""], strict=False)
    if any(_is_unlike(*three) for three in behind):
        return False
    if words[0] in _DEFINES:
        return _is_plain_definition(words)
    if words.count("INTO") != (words[0] == "INSERT"):
        return False
    return words[0] != "DELETE" or words[1:2] == ["FROM"]


def _is_unlike(word: str, after: str, second: str) -> bool:
    """A bracket where a table should be, that holds no query; REPLACE that is no function."""
    if word in ("FROM", "JOIN"):
        return after == "(" and second != "SELECT"
    return word == "REPLACE" and after != "("


def _is_plain_definition(words: list[str]) -> bool:
    if words[0] != "CREATE" and "INDEX" in words:
        return False
    is_view = words[1:2] in _VIEWS or words[1:4] in _VIEWS
    return _NOT_IN_DEFINITIONS.isdisjoint(words) and (is_view or "SELECT" not in words)
