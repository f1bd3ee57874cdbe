"""The comments of a Python file that silence an import, and which statements they speak of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.extract.directive import MARK, read_directives
from driftscan.extract.python.comments import Comment, read_comments
from driftscan.model.fact import FileFacts


def with_suppressions(text: str, facts: FileFacts) -> FileFacts:
    """The facts of a text, with those of its comments that speak to driftscan."""
    if MARK not in text:
        return facts
    imports = sorted({fact.line for fact in facts.imports})
    unread = [problem.line for problem in facts.problems if problem.code == "unfinished"]
    found = [
        replace(directive, statements=_statements(comment, imports))
        for comment in read_comments(text)
        # What was not read may be anything; its imports are not known either.
        if MARK in comment.text and (not unread or comment.line < unread[0])
        for directive in read_directives(comment.text[1:], comment.line)
    ]
    return replace(facts, suppressions=tuple(found)) if found else facts


def _statements(comment: Comment, imports: Sequence[int]) -> tuple[int, ...]:
    """Lines of the import statements a comment speaks of, out of the lines of all.

    Above a logical line: all in it. Inside or behind: the one it stands in or behind. On a line
    of its own between brackets: the one that follows, for there may be one call on each line.
    """
    low, high = bisect_left(imports, comment.begin), bisect_right(imports, comment.end)
    inside = imports[low:high]
    if comment.is_above:
        return tuple(inside)
    before = [line for line in inside if line <= comment.line]
    after = [line for line in inside if line > comment.line]
    if comment.alone and after:
        return (after[0],)
    return tuple(before[-1:] or after)
