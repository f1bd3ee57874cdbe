"""A part of a `from` import: some of its names, with their comments and their layout."""

from collections.abc import Sequence
from itertools import pairwise

import libcst as cst

_Space = cst.BaseParenthesizableWhitespace
_NOTHING = cst.SimpleWhitespace("")


def part_of(
    statement: cst.ImportFrom, names: Sequence[cst.ImportAlias], chosen: Sequence[int], first: bool
) -> cst.ImportFrom:
    """The statement with only the chosen names. names: all it has; chosen: ascending positions.

    A comment above or beside a name stays with it; those around all of them stay with the first.
    """
    gaps = _gaps(statement, names)
    opening = gaps[0] if first else _without_comment(gaps[0])
    closing = gaps[-1] if chosen[-1] == len(names) - 1 else _without_lines(gaps[-1])
    kept = [
        names[one].with_changes(comma=_comma(names[one], _bridge(gaps[one + 1], gaps[other])))
        for one, other in pairwise(chosen)
    ]
    start = _bridge(opening, gaps[chosen[0]], opening) if chosen[0] else opening
    last = names[chosen[-1]]
    end = _bridge(gaps[chosen[-1] + 1], closing) if last is not names[-1] else closing
    rpar = statement.rpar
    if isinstance(names[-1].comma, cst.Comma):
        kept.append(last.with_changes(comma=_comma(names[-1], end)))
    else:
        kept.append(last.with_changes(comma=cst.MaybeSentinel.DEFAULT))
        rpar = rpar and rpar.with_changes(whitespace_before=end)
    lpar = statement.lpar and statement.lpar.with_changes(whitespace_after=start)
    return statement.with_changes(names=kept, lpar=lpar, rpar=rpar)


def with_module(statement: cst.ImportFrom, written: str) -> cst.ImportFrom:
    """The statement with another module after `from`."""
    name = written.lstrip(".")
    changed = statement.with_changes(
        relative=[cst.Dot() for _ in range(len(written) - len(name))],
        module=cst.parse_expression(name) if name else None,
    )
    if not changed.relative and changed.whitespace_after_from.empty:
        changed = changed.with_changes(whitespace_after_from=cst.SimpleWhitespace(" "))
    if name and changed.whitespace_before_import.empty:
        changed = changed.with_changes(whitespace_before_import=cst.SimpleWhitespace(" "))
    return changed


def _gaps(statement: cst.ImportFrom, names: Sequence[cst.ImportAlias]) -> list[_Space]:
    """What stands before each name, and after the last."""
    inner = [name.comma.whitespace_after for name in names if isinstance(name.comma, cst.Comma)]
    opening = statement.lpar.whitespace_after if statement.lpar else _NOTHING
    if len(inner) == len(names):
        return [opening, *inner]
    return [opening, *inner, statement.rpar.whitespace_before if statement.rpar else _NOTHING]


def _comma(name: cst.ImportAlias, after: _Space) -> cst.Comma:
    assert isinstance(name.comma, cst.Comma)
    return name.comma.with_changes(whitespace_after=after)


def _bridge(before: _Space, after: _Space, plain: _Space | None = None) -> _Space:
    """One gap for two, between which a name has gone: the comment beside the name before it, and
    those above the name after it. plain: where both are on one line, instead of the latter."""
    if before is after:
        return before
    if isinstance(after, cst.ParenthesizedWhitespace):
        first = cst.TrailingWhitespace(newline=after.first_line.newline)
        if isinstance(before, cst.ParenthesizedWhitespace):
            first = before.first_line
        return after.with_changes(first_line=first)
    if isinstance(before, cst.ParenthesizedWhitespace):
        commented = before.first_line.comment
        return before.with_changes(empty_lines=()) if commented else after
    return plain or after


def _without_comment(gap: _Space) -> _Space:
    if not isinstance(gap, cst.ParenthesizedWhitespace):
        return gap
    line = cst.TrailingWhitespace(newline=gap.first_line.newline)
    return gap.with_changes(first_line=line)


def _without_lines(gap: _Space) -> _Space:
    if not isinstance(gap, cst.ParenthesizedWhitespace):
        return gap
    return gap.with_changes(empty_lines=())
