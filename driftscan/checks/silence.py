"""Evaluates one rule as if the statements that comments silence for it weren't there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.suppressions import evidence_of
from driftscan.graph.pruned import without_statements
from driftscan.model.finding import Finding
from driftscan.model.location import Location


class Silencer(Protocol):
    """A comment or an exception: which statements it is about, whether its last day has passed,
    and why it is there."""

    @property
    def statements(self) -> frozenset[Location]:
        """Where they begin."""
        ...

    @property
    def ended(self) -> bool:
        """Whether it silences nothing any more."""
        ...

    @property
    def note(self) -> str:
        """Why it is there."""
        ...


class Silence(Struct, frozen=True):
    """What a rule finds beside its suppressions.

    findings: those that stand, with the evidence that is left, and those that are silenced, with
    status 'excepted'. unused: suppressions of statements on which no finding rests. ended: of the
    others those whose day has passed.
    """

    findings: tuple[Finding, ...]
    unused: tuple[Silencer, ...]
    ended: tuple[Silencer, ...]


def silence(
    question: CheckInput,
    find: Callable[[CheckInput], Iterable[Finding]],
    suppressions: Sequence[Silencer],
) -> Silence:
    """Evaluate a rule with all statements, and without those that are silenced.

    The first shows which suppressions are of use. A chain that a finding shows is an example:
    what lies on another one is used as well, or new drift elsewhere would make it look idle.
    """
    involved: set[Location] = set()
    found = tuple(find(replace(question, involved=involved)))
    involved.update(place for finding in found for place in evidence_of(finding))
    used = [s for s in suppressions if not s.statements.isdisjoint(involved)]
    unused = [s for s in suppressions if s.statements.isdisjoint(involved)]
    active = [s for s in used if not s.ended]
    standing = found
    if active:
        gone = {place for s in active for place in s.statements}
        asked = question.about(without_statements(question.graph, gone))
        standing = tuple(find(replace(asked, silenced=frozenset(gone))))
    return Silence(
        (*standing, *_silenced(found, standing, active)),
        tuple(unused),
        tuple(s for s in used if s.ended),
    )


def _silenced(
    found: Iterable[Finding], standing: Iterable[Finding], active: Sequence[Silencer]
) -> Iterator[Finding]:
    """Findings that don't stand without what is silenced.

    One that rests on nothing silenced has given way to another (cycles can be cut elsewhere). It
    points at what is silenced: the rest may stand.
    """
    left = {finding.id for finding in standing}
    own: dict[Location, list[int]] = {}
    for number, suppression in enumerate(active):
        for place in suppression.statements:
            own.setdefault(place, []).append(number)
    for finding in found:
        if finding.id not in left:
            evidence = evidence_of(finding)
            why = {number for place in evidence for number in own.get(place, ())}
            if why:
                note = "; ".join(active[number].note for number in sorted(why))
                where = finding.where if finding.where in own else min(evidence & own.keys())
                yield replace(finding, status="excepted", note=note, where=where)
