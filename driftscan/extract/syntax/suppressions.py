"""Comments of a parsed file that silence an import, and which statements they speak of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.directive import MARK, read_directives
from driftscan.extract.syntax.parsed import Parsed, last_line_of, line_of, nodes_of, text_of
from driftscan.model.fact import FileFacts, Problem, SuppressionFact

# A hostile file must not make many comments speak of many imports each.
_MOST_STATEMENTS = 100
_OVERRUN = Problem(
    "syntax", "nested so deeply that parts of it were passed over, so imports in it may be missing"
)
_BEGINS = re.compile(r"\s*(?:///*!?|/\*+!?|#+!?|\*(?!/)|<!--)?\s?")
_NOT_A_NEWLINE = re.compile(rb"[^\n]")
_ENDS = re.compile(r"\s*(?:\*+/|-->)\s*$")


class Statement(Struct, frozen=True, order=True):
    """First and last line of what brought forth facts of the first line."""

    first: int
    last: int


def with_suppressions(
    parsed: Parsed, facts: FileFacts, statements: Iterable[Statement] = ()
) -> FileFacts:
    """The facts of a file, with those of its comments that speak to driftscan, and the problem that
    a query could not follow all of it.

    statements: of the imports that may be longer than a line; all other facts stand on theirs.
    """
    if parsed.overrun:
        facts = replace(facts, problems=(*facts.problems, _OVERRUN))
    if MARK.encode() not in parsed.content:
        return facts
    placed = _Statements(_statements(facts, statements))
    comments = [node for node in nodes_of(parsed.root) if "comment" in node.type]
    lines = parsed.content.split(b"\n")
    following = _code_from(_without(comments, parsed.content).split(b"\n"))
    found = [
        _placed(directive, _meant(node, directive.line, placed, lines, following))
        for node in comments
        if node.is_named and MARK in text_of(node)
        for directive in _directives(node)
    ]
    return replace(facts, suppressions=tuple(found)) if found else facts


def _statements(facts: FileFacts, known: Iterable[Statement]) -> list[Statement]:
    last = {statement.first: statement.last for statement in known}
    lines = {fact.line for fact in facts.imports}
    lines.update(line for use in facts.uses for line in use.lines)
    return sorted(Statement(line, max(line, last.get(line, line))) for line in lines)


def _directives(comment: Node) -> list[SuppressionFact]:
    found = []
    for number, line in enumerate(text_of(comment).split("\n"), line_of(comment)):
        said = _ENDS.sub("", line[_end_of_marks(line) :])
        found += read_directives(said, number)
    return found


def _end_of_marks(line: str) -> int:
    begins = _BEGINS.match(line)
    return begins.end() if begins else 0


def _placed(directive: SuppressionFact, statements: Sequence[Statement]) -> SuppressionFact:
    if directive.trouble:
        return directive
    if len(statements) > _MOST_STATEMENTS:
        trouble = f"it speaks of {len(statements):,} imports at once, more than {_MOST_STATEMENTS}"
        return SuppressionFact("", "", "", directive.line, trouble=trouble)
    return replace(directive, statements=tuple(each.first for each in statements))


def _meant(
    comment: Node,
    line: int,
    placed: "_Statements",
    lines: Sequence[bytes],
    following: Sequence[int],
) -> Sequence[Statement]:
    """Which statements a comment speaks of: those that it stands in or behind; on a line of its
    own between two statements: those that begin on the next line of code."""
    around = placed.around(line)
    if around:
        own_line = [each for each in around if each.first == line]
        return own_line or around
    before = lines[line_of(comment) - 1][: comment.start_point[1]]
    if before.strip():
        return []
    return placed.at(following[last_line_of(comment) + 1])


def _without(comments: Sequence[Node], content: bytes) -> bytes:
    """A text with blanks for its comments; what stands beside one on its line is code."""
    text = bytearray(content)
    for node in comments:
        start, end = node.start_byte, node.end_byte
        text[start:end] = _NOT_A_NEWLINE.sub(b" ", content[start:end])
    return bytes(text)


def _code_from(lines: Sequence[bytes]) -> list[int]:
    """For each line, by its 1-based number, the next one that has code, itself included. lines: of
    the text without its comments."""
    found = [len(lines) + 1] * (len(lines) + 3)
    for number in range(len(lines), 0, -1):
        found[number] = number if lines[number - 1].strip() else found[number + 1]
    return found


class _Statements:
    """Statements in the order of their first lines. A file may have many, and many comments."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._all = statements
        self._firsts = [each.first for each in statements]
        # The last line of any statement up to each one: how far back it is worth looking.
        self._reach = list(accumulate((each.last for each in statements), max))

    def at(self, line: int) -> Sequence[Statement]:
        """Those that begin on a line."""
        return self._all[bisect_left(self._firsts, line) : bisect_right(self._firsts, line)]

    def around(self, line: int) -> list[Statement]:
        """Those that a line is in."""
        found: list[Statement] = []
        position = bisect_right(self._firsts, line) - 1
        while position >= 0 and self._reach[position] >= line:
            if self._all[position].last >= line:
                found.append(self._all[position])
            position -= 1
        return found[::-1]
