"""What rules about terms share: which components define a term, and where."""

from collections.abc import Sequence

from driftscan.checks.findings import End, finding_of
from driftscan.checks.newness import newest_first
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import OneDefinition, TermOwner
from driftscan.model.term import Defined, Term, Vocabulary, plain_name

_MOST_PLACES = 6


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
    evidence = tuple(
        newest_first(question, evidence_of(question, term, names), lambda place: place)
    )
    if question.involved is not None:
        question.involved.update(location_of(p) for p in term.places if p.component in names)
    (start, other), (kind, message) = ends, said_of
    towards = (start, _term_end(term, other))
    return finding_of(rule, towards, kind, message, evidence[0], evidence=evidence)


def _term_end(term: Term, component: str) -> End:
    """A term as the end of a finding. Its kind is part of it: an entity and an enumeration may
    have one name."""
    return End(term.name, term_key(term), component)


def term_key(term: Term) -> str:
    """What the identity of a finding has of a term."""
    return f"{term.kind}:{plain_name(term.name)}"
