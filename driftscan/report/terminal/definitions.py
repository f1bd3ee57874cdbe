"""The text of `driftscan definitions`: what each component says of a term, side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.term import NOT_THERE, ONLY_IN_ONE, Defined, Definitions, Row, Term
from driftscan.notation.words import listed
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.term_kinds import NOUNS
from driftscan.report.terminal.columns import columns, fits
from driftscan.report.terminal.layout import BOLD, FAINT, counted, painted, paragraph, pieces
from driftscan.report.view import View

_SHOWN_TERMS = 12
_SHOWN_ROWS = 12
_SAID_OF = {
    "differs": "differs",
    "unsure": "differs, if one thing is meant",
    "projection": "some of the same fields",
}


def render(found: Definitions, view: View, with_unsure: bool = False) -> str:
    """The answer for a person. with_unsure: also terms that need not be of one thing."""
    return "".join(f"{line}\n" for line in _lines(found, view, with_unsure))


def _lines(found: Definitions, view: View, with_unsure: bool) -> Iterator[str]:
    yield from paragraph(_headline(found))
    yield f"asked {counted(found.files - len(found.unread), 'file')} of {found.files:,}"
    apart = [term for term in found.terms if _is_worth(term)]
    unsure = [term for term in found.terms if term.relation == "unsure"]
    sure = found.terms if view.verbose else apart[:_SHOWN_TERMS]
    shown = [term for term in sure if term.relation != "unsure"] + (unsure if with_unsure else [])
    for term in shown:
        yield ""
        yield from _term(term if with_unsure else term.surely, view)
    if not view.verbose:
        yield from _rest(found, apart[_SHOWN_TERMS:])
    if unsure and not with_unsure:
        yield ""
        yield from paragraph(_told_apart(len(unsure)))


def _is_worth(term: Term) -> bool:
    return term.relation == "differs" or term.kind == "copy"


def _told_apart(number: int) -> str:
    differ = "differs, and need" if number == 1 else "differ, and need"
    return f"{counted(number, 'further name')} {differ} not be of one thing (--all)"


def _headline(found: Definitions) -> str:
    differing = Counter(term.kind for term in found.divergences)
    total = counted(sum(differing.values()), "term")
    said = ", ".join(
        counted(differing[kind], noun)
        for kind, noun in (
            ("meaning", "meaning"),
            ("entity", "entity"),
            ("enum", "enumeration"),
            ("constant", "constant"),
        )
        if differing[kind]
    )
    parts = f" ({said})" if said else ""
    return (
        f"{total} differ{'s' if total[:2] == '1 ' else ''} between "
        f"{counted(len(found.components), 'component')}{parts}"
    )


def _rest(found: Definitions, left: Sequence[Term]) -> Iterator[str]:
    """How many more there are; what may be of two things is counted beside. left: those that are
    worth to be shown, and are not."""
    relations = Counter(term.relation for term in found.terms if not _is_worth(term))
    differing = sum(term.relation == "differs" for term in left)
    parts = [f"{differing:,} more that differ"] if differing else []
    if copies := len(left) - differing:
        parts.append(f"{copies:,} more of one shape under several names")
    if relations["projection"]:
        parts.append(f"{relations['projection']:,} where one has some of another's fields")
    if relations["same"]:
        parts.append(f"{relations['same']:,} that several define alike")
    if parts:
        yield ""
        yield from paragraph(f"and {', '.join(parts)} (-v shows them)")


def _term(term: Term, view: View) -> Iterator[str]:
    head = painted(terminal(term.name), BOLD, view)
    noun = NOUNS[term.kind]
    relation = _SAID_OF.get(term.relation)
    yield f"{head}  {noun}{', ' + relation if relation else ''}"
    if term.kind in ("meaning", "copy") or not term.rows:
        for sentence in term.sentences:
            yield from paragraph(terminal(sentence), 2, 4)
    else:
        yield from _holders(term)
        yield from _apart(term)
    yield from _table(term, view)
    for place in _places(term, view):
        where = f"{terminal_path(place.path)}:{place.line}"
        yield from pieces([painted(where, FAINT, view), terminal(place.name)], 2)


def _holders(term: Term) -> Iterator[str]:
    """Who has which labels of an enumeration, and who has not: of those that make a difference."""
    by_holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in term.rows if term.kind == "enum" else ():
        if row.differs and NOT_THERE in row.cells:
            cells = zip(term.components, row.cells, strict=True)
            holders = tuple(name for name, cell in cells if cell != NOT_THERE)
            by_holders[holders].append(f"'{terminal(row.subject)}'")
    for holders, labels in by_holders.items():
        more = len(labels) - _SHOWN_ROWS
        shown = [*labels[:_SHOWN_ROWS], *([f"{more} more"] if more > 0 else [])]
        have = "has" if len(holders) == 1 else "have"
        said = f"only {listed(list(map(terminal, holders)))} {have} {listed(shown)}"
        yield from paragraph(said, 2, 4)


def _apart(term: Term) -> Iterator[str]:
    """Who differs from whom, and in what; pairs that differ alike are told together."""
    by_difference: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in term.apart:
        told = tuple(one for one in each.differences if not _is_of_holders(term, one))
        if told:
            by_difference[told] |= {term.components[each.one], term.components[each.other]}
    for differences, names in by_difference.items():
        listed = ", ".join(map(terminal, sorted(names)))
        said = "; ".join(map(terminal, differences[:_SHOWN_ROWS]))
        yield from paragraph(f"{listed}: {said}", 2, 4)


def _is_of_holders(term: Term, difference: str) -> bool:
    return term.kind == "enum" and difference.endswith(ONLY_IN_ONE)


def _table(term: Term, view: View) -> Iterator[str]:
    rows = sorted(term.rows, key=lambda row: not row.differs)
    shown = rows if view.verbose else rows[:_SHOWN_ROWS]
    if not shown:
        return
    if fits(len(term.components)):
        head = ["", *map(terminal, term.components)]
        yield from columns(head, [_cells(row) for row in shown])
    else:
        for row in shown:
            yield from paragraph(_spoken(term.components, row), 2, 4)
    if len(rows) > len(shown):
        yield f"  and {counted(len(rows) - len(shown), 'more row')} (-v)"


def _cells(row: Row) -> list[str]:
    return [terminal(row.subject), *(terminal(cell) or "-" for cell in row.cells)]


def _spoken(names: Sequence[str], row: Row) -> str:
    """For more components than fit side by side: who says what."""
    by_cell: dict[str, list[str]] = defaultdict(list)
    for name, cell in zip(names, row.cells, strict=True):
        by_cell[cell or "-"].append(name)
    said = [f"{terminal(cell)} in {', '.join(map(terminal, who))}" for cell, who in by_cell.items()]
    return f"{terminal(row.subject)}: {'; '.join(said)}"


def _places(term: Term, view: View) -> Iterator[Defined]:
    """One for each component; all of them if everything is wanted."""
    seen: set[str] = set()
    for place in term.places:
        if view.verbose or place.component not in seen:
            seen.add(place.component)
            yield place
