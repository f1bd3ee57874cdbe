"""The comments of a Python file that silence an import, and which statements they speak of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.extract.directive import MARK, read_directives
from driftscan.extract.python.comments import Comment, read_comments
from driftscan.model.fact import FileFacts, SuppressionFact

# A hostile file must not make many comments speak of many imports each.
_MOST_STATEMENTS = 100


def with_suppressions(text: str, facts: FileFacts) -> FileFacts:
    """The facts of a text, with those of its comments that speak to driftscan."""
    if MARK not in text:
        return facts
    imports = sorted({fact.line for fact in facts.imports})
    unread = [problem.line for problem in facts.problems if problem.code == "unfinished"]
    found = [
        _placed(directive, imports, _meant(comment, imports))
        for comment in read_comments(text)
        # What was not read may be anything; its imports are not known either.
        if MARK in comment.text and (not unread or comment.line < unread[0])
        for directive in read_directives(comment.text[1:], comment.line)
    ]
    return replace(facts, suppressions=tuple(found)) if found else facts


def _placed(directive: SuppressionFact, lines: Sequence[int], meant: range) -> SuppressionFact:
    if len(meant) > _MOST_STATEMENTS:
        trouble = f"it speaks of {len(meant):,} imports at once, more than {_MOST_STATEMENTS}"
        return SuppressionFact("", "", "", directive.line, trouble=trouble)
    return replace(directive, statements=tuple(lines[meant.start : meant.stop]))


def _meant(comment: Comment, imports: Sequence[int]) -> range:
    """Which of all import statements a comment speaks of; imports: their lines, ascending.

    Above a logical line: all in it. Inside or behind: the one it stands in or behind. On a line
    of its own between brackets: the one that follows, for there may be one call on each line.
    """
    low, high = bisect_left(imports, comment.begin), bisect_right(imports, comment.end)
    after = bisect_right(imports, comment.line, low, high)
    if comment.is_above:
        return range(low, high)
    if comment.alone and after < high:
        return range(after, after + 1)
    return range(after - 1, after) if after > low else range(after, high)
