"""What rules about terms share: which components define a term, where, and what they say."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import OneDefinition, TermOwner
from driftscan.model.term import Defined, Row, Term, Vocabulary, plain_name

_MOST_PLACES = 6
_MOST_ROWS = 4


def vocabulary_of(question: CheckInput) -> Vocabulary:
    """What components say; a rule about terms is only asked where that is known."""
    assert question.vocabulary is not None, "a rule about terms needs definitions"
    return question.vocabulary


def is_named(term: Term, name: str) -> bool:
    """Whether a term is the one of this name, however either is spelled."""
    return term.kind != "copy" and plain_name(term.name) == plain_name(name)


def left_of(question: CheckInput, term: Term) -> list[str]:
    """Components of a term of which not every definition is silenced."""
    left = {p.component for p in term.places if location_of(p) not in question.silenced}
    return [name for name in term.components if name in left]


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


def evidence_of(question: CheckInput, term: Term, names: Sequence[str]) -> tuple[Location, ...]:
    """Where the components define it, in the order of their names; what is silenced is left out."""
    found: list[Location] = []
    for name in names:
        places = [location_of(each) for each in term.places if each.component == name]
        found += [place for place in places if place not in question.silenced][:_MOST_PLACES]
    return tuple(dict.fromkeys(found))


def location_of(place: Defined) -> Location:
    """Where a definition stands."""
    return Location(place.path, place.line)


def said(term: Term, names: Iterable[str]) -> str:
    """What components say of it, in sentences."""
    return "; ".join(_sentences(term, names))


def what_differs(term: Term, names: Sequence[str]) -> str:
    """What components say differently: row by row, or in sentences where rows do not tell it."""
    rows = [row for row in term.rows if row.differs and len(_cells(term, row, names)) > 1]
    if term.kind == "meaning" or not rows:
        return said(term, names)
    told = [_row_in_words(term, row, names) for row in rows[:_MOST_ROWS]]
    more = len(rows) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])


def _row_in_words(term: Term, row: Row, names: Sequence[str]) -> str:
    """`amount is number in billing, and integer in shop`; `paused is missing in shop`."""
    cells = _cells(term, row, names)
    lacking = cells.get("-") or cells.get("")
    if row.aspect in ("field", "label") and lacking:
        return f"{row.subject} is missing in {listed(lacking)}"
    each = [f"{cell} in {listed(who)}" for cell, who in cells.items()]
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


def finding_about(
    question: CheckInput,
    rule: OneDefinition | TermOwner,
    term: Term,
    ends: tuple[End, str],
    said_of: tuple[str, str],
    names: Sequence[str],
) -> Finding:
    """A finding about a term. ends: who says it, and the component whose rule it is held against.
    said_of: what kind of finding it is, and its message. names: whose places are its evidence."""
    evidence = evidence_of(question, term, names)
    (start, other), (kind, message) = ends, said_of
    towards = (start, _term_end(term, other))
    return finding_of(rule, towards, kind, message, evidence[0], evidence=evidence)


def _term_end(term: Term, component: str) -> End:
    """A term as the end of a finding. Its kind is part of it: an entity and an enumeration may
    have one name."""
    return End(term.name, f"{term.kind}:{plain_name(term.name)}", component)
