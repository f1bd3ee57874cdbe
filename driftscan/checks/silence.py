"""Evaluates one rule as if the statements that comments silence for it weren't there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.suppressions import Suppression, evidence_of, rests_on
from driftscan.graph.pruned import without_statements
from driftscan.model.finding import Finding
from driftscan.model.location import Location


class Silence(Struct, frozen=True):
    """What a rule finds beside its suppressions.

    findings: those that stand, with the evidence that is left, and those that are silenced, with
    status 'excepted'. unused: suppressions on which no finding rests. ended: of the others those
    whose day has passed.
    """

    findings: tuple[Finding, ...]
    unused: tuple[Suppression, ...]
    ended: tuple[Suppression, ...]


def silence(
    question: CheckInput,
    find: Callable[[CheckInput], Iterable[Finding]],
    suppressions: Sequence[Suppression],
) -> Silence:
    """Evaluate a rule again and again, each time without what has turned out to be silenced.

    One time is not enough: behind the shortest chain that is silenced there may be another one,
    with a suppression of its own, and only where the first is gone the second is seen. Most rules
    are evaluated twice, none more often than it has suppressions, and once more.
    """
    wanted = {place for s in suppressions if not s.ended for place in s.statements}
    gone: set[Location] = set()
    seen: dict[str, Finding] = {}
    evidence: set[Location] = set()
    asked = question
    while True:
        standing = tuple(find(asked))
        for finding in standing:
            seen.setdefault(finding.id, finding)
            evidence |= evidence_of(finding)
        new = (wanted & evidence) - gone
        if not new:
            break
        gone |= new
        asked = question.about(without_statements(question.graph, gone))
    used = [s for s in suppressions if not s.statements.isdisjoint(evidence)]
    return Silence(
        (*standing, *_silenced(seen, standing, [s for s in used if not s.ended])),
        tuple(s for s in suppressions if s not in used),
        tuple(s for s in used if s.ended),
    )


def _silenced(
    seen: Mapping[str, Finding], standing: Iterable[Finding], used: Sequence[Suppression]
) -> Iterator[Finding]:
    """Findings that don't stand any more, each as it was first seen.

    One that rests on nothing silenced has given way to another (cycles can be cut elsewhere).
    """
    left = {finding.id for finding in standing}
    for known, finding in seen.items():
        why = [s.note for s in used if rests_on(finding, s.statements)]
        if known not in left and why:
            yield replace(finding, status="excepted", note="; ".join(why))
