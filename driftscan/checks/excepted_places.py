"""Exceptions that name a place, from rules whose findings rest on several files: what is there is
left out, as a comment would do, and what stands elsewhere is still found."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from driftscan.checks.question import (
    CheckInput,
    speaks_of_capabilities,
    speaks_of_data,
    speaks_of_families,
    speaks_of_places,
    speaks_of_terms,
)
from driftscan.graph.paths import parse_pattern
from driftscan.model.location import Location
from driftscan.model.rule import Rule
from driftscan.model.spec import SpecException


class ExceptedPlaces(Struct, frozen=True):
    """An exception as silence.py wants it. statements: all that stands where it says."""

    exception: SpecException
    statements: frozenset[Location]
    ended: bool = False

    @property
    def note(self) -> str:
        """Why it is there, and until when."""
        until = self.exception.until
        return self.exception.reason + (f" (until {until.isoformat()})" if until else "")


def excepted_places(
    question: CheckInput, rule: Rule, exceptions: Iterable[SpecException]
) -> list[ExceptedPlaces]:
    """What exceptions from a rule about places take out."""
    wanted = [each for each in exceptions if leaves_out(each, rule)]
    places = set(_places(question, rule)) if wanted else set()
    found = []
    for each in wanted:
        pattern = parse_pattern(each.where)
        inside = frozenset(place for place in places if pattern.matches(place.path))
        found.append(ExceptedPlaces(each, inside))
    return found


def leaves_out(exception: SpecException, rule: Rule) -> bool:
    """Whether it leaves out places of a rule, rather than findings."""
    return bool(exception.where) and speaks_of_places(rule) and exception.speaks_of(rule.head.name)


def _places(question: CheckInput, rule: Rule) -> Iterator[Location]:
    """Everything that a finding of the rule could rest on."""
    if speaks_of_families(rule):
        for family in question.families or ():
            yield from (unit.place for unit in family.units)
    elif speaks_of_terms(rule) and question.vocabulary is not None:
        for term in question.vocabulary.terms:
            yield from (Location(place.path, place.line) for place in term.places)
    elif speaks_of_capabilities(rule):
        for use in question.uses.found:
            yield from question.locations(use.module, use.lines)
    elif speaks_of_data(rule):
        for access in question.accesses:
            yield from question.locations(access.source, access.lines)
