"""Evaluates one rule as if the statements that comments silence for it weren't there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

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
    status 'excepted'. unused: suppressions on which no finding rests, as far as
    that can be said. ended: of the others those
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
    are evaluated twice, none more often than it has suppressions, and twice more.
    """

    def findings_without(gone: Collection[Location]) -> tuple[Finding, ...]:
        rest = without_statements(question.graph, gone)
        return tuple(find(question.about(rest) if gone else question))

    wanted = {place for s in suppressions if not s.ended for place in s.statements}
    seen: dict[str, Finding] = {}
    evidence: set[Location] = set()
    gone: set[Location] = set()
    standing = findings_without(gone)
    while _add(standing, seen, evidence) and (new := (wanted & evidence) - gone):
        gone |= new
        standing = findings_without(gone)
    used = [s for s in suppressions if not s.statements.isdisjoint(evidence)]
    if wanted - gone:
        standing = findings_without(wanted)
    return Silence(
        (*standing, *_silenced(seen, standing, [s for s in used if not s.ended])),
        () if _may_hide_others(standing) else tuple(s for s in suppressions if s not in used),
        tuple(s for s in used if s.ended),
    )


def _add(found: Iterable[Finding], seen: dict[str, Finding], evidence: set[Location]) -> bool:
    """Note what was found and the lines it rests on; whether anything was."""
    for finding in found:
        seen.setdefault(finding.id, finding)
        evidence |= evidence_of(finding)
    return bool(found)


def _may_hide_others(standing: Iterable[Finding]) -> bool:
    """A chain is one example. What lies on another one is not seen as long as this one stands."""
    return any(len(finding.chain) > 1 for finding in standing)


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
