"""What components say of a term, and what they say differently, in sentences."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.model.term import OR_NOTHING, Row, Term
from driftscan.notation.words import listed

_MOST_ROWS = 4


def apart_from(term: Term, one: str, other: str) -> tuple[str, ...]:
    """In what two components differ; () where they do not."""
    ends = {one, other}
    for each in term.apart:
        if {term.components[each.one], term.components[each.other]} == ends:
            return each.differences
    return ()


def is_sure_of(term: Term, one: str, other: str) -> bool:
    """Whether two components differ, and surely speak of one thing."""
    ends = {one, other}
    return any(
        each.is_sure and {term.components[each.one], term.components[each.other]} == ends
        for each in term.apart
    )


def said(term: Term, names: Iterable[str]) -> str:
    """What components say of it, in sentences."""
    return "; ".join(_sentences(term, names))


def what_differs(term: Term, names: Sequence[str]) -> str:
    """What components say differently: row by row, or in sentences where rows do not tell it."""
    rows = [row for row in term.rows if row.differs and len(_cells(term, row, names)) > 1]
    if term.kind == "meaning" or not rows:
        return said(term, names)
    told = [row_in_words(term, row, names) for row in rows[:_MOST_ROWS]]
    more = len(rows) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])


def row_in_words(term: Term, row: Row, names: Sequence[str]) -> str:
    """`amount is number in billing, and integer in shop`; `paused is missing in shop`."""
    cells = _cells(term, row, names)
    lacking = [*cells.pop("-", ()), *cells.pop("", ())]
    if row.aspect in ("field", "label") and lacking:
        return f"{row.subject} is missing in {listed(lacking)}"
    if row.aspect == "nullable":
        free = [name for cell, who in cells.items() if cell.endswith(OR_NOTHING) for name in who]
        bound = [name for name in names if name not in (*free, *lacking)]
        if free and bound:
            return f"{row.subject} may be nothing in {listed(free)}, and not in {listed(bound)}"
    each = [f"{cell} in {listed(who)}" for cell, who in cells.items()]
    each += [f"missing in {listed(lacking)}"] if lacking else []
    return f"{row.subject} is {', and '.join(each)}"


def _cells(term: Term, row: Row, names: Sequence[str]) -> dict[str, list[str]]:
    """Who of these says what."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(row.cells[term.components.index(name)], []).append(name)
    return found


def _sentences(term: Term, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield term.sentences[term.components.index(name)]
