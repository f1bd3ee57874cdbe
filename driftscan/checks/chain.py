"""chain: so many calls at most wait for each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import counted
from driftscan.graph.components import NOBODY
from driftscan.graph.cycles import cycle_through
from driftscan.graph.longest import LongestWays, within
from driftscan.model.finding import Finding, Step
from driftscan.model.graph import Dependency, Kind
from driftscan.model.location import Location
from driftscan.model.rule import Chain

Pair = tuple[int, int]

_ENDLESS = "circle of calls"
_LONG = "chain of calls"


class _Calls(Struct, frozen=True):
    """names: the members, sorted, so that the same chain is shown however they were written. By
    caller and called, as positions in these, all calls between them."""

    names: Sequence[str]
    successors: Mapping[int, Sequence[int]]
    between: Mapping[Pair, Sequence[Dependency]]


def check(question: CheckInput, rule: Chain) -> Iterator[Finding]:
    """One finding for each member that nobody calls and from which too many calls follow, with the
    longest chain; and one for each circle, in which no chain is the longest.

    A circle counts as one stop of the chains that lead through it, whatever happens inside.
    """
    calls = _calls(question, rule)
    ways = LongestWays(calls.successors)
    _involve(question, rule, calls, ways)
    for circle in ways.circles:
        yield _circle(question, rule, calls, circle)
    for start in ways.starts(rule.longest):
        yield _too_long(question, rule, calls, ways, start)


def _calls(question: CheckInput, rule: Chain) -> _Calls:
    names = sorted(rule.members)
    unit_of = question.territory.divide(names)
    kinds = kinds_of(rule.via) - {Kind.RUNS}
    between: dict[Pair, list[Dependency]] = defaultdict(list)
    for dependency in question.graph.internal:
        ends = unit_of[dependency.source], unit_of[dependency.target]
        if dependency.kind in kinds and NOBODY not in ends and ends[0] != ends[1]:
            between[ends].append(dependency)
    successors: dict[int, list[int]] = {unit: [] for unit in range(len(names))}
    for source, target in sorted(between):
        successors[source].append(target)
    return _Calls(names, successors, between)


def _too_long(
    question: CheckInput, rule: Chain, calls: _Calls, ways: LongestWays, start: int
) -> Finding:
    way = ways.longest_from(start)
    names = [calls.names[unit] for unit in way]
    length = ways.below[start]
    inside = len(way) - 1 - length
    besides = f" (besides {counted(inside, 'call')} inside a circle)" if inside else ""
    message = (
        f"{counted(length, 'call')} in a row wait for each other{besides}, where at most "
        f"{rule.longest} may: {' -> '.join(names)}. If the last is slow or down, so is the first."
    )
    return _made(question, rule, calls, way, _LONG, message)


def _circle(question: CheckInput, rule: Chain, calls: _Calls, circle: Sequence[int]) -> Finding:
    inner = {unit: [t for t in calls.successors[unit] if t in circle] for unit in circle}
    first = circle[0]
    cycles = [cycle_through(inner, first, target) for target in inner[first]]
    way = min((cycle for cycle in cycles if cycle), key=lambda each: (len(each), each))
    names = [calls.names[unit] for unit in (*way, first)]
    others = len(circle) - len(way)
    more = f" ({others} more are in the same knot)" if others else ""
    message = (
        f"{' -> '.join(names)}: these call each other in a circle{more}, so a chain of calls "
        f"through them has no end; `acyclic` with `via: {' '.join(_words(rule))}` says which call "
        "to cut."
    )
    return _made(question, rule, calls, (*way, first), _ENDLESS, message)


def _words(rule: Chain) -> Sequence[str]:
    return ("call",) if len(rule.via) > 1 else rule.via


def _made(
    question: CheckInput,
    rule: Chain,
    calls: _Calls,
    way: Sequence[int],
    kind: str,
    message: str,
) -> Finding:
    steps = tuple(
        Step(calls.names[source], calls.names[target], _evidence(question, calls, source, target))
        for source, target in pairwise(way)
    )
    first = calls.names[way[0]]
    last = calls.names[way[-2] if kind == _ENDLESS else way[-1]]
    return finding_of(
        rule,
        (End(first, first, first), End(last, last, last)),
        kind,
        message,
        steps[0].evidence[0],
        evidence=steps[0].evidence,
        chain=steps,
    )


def _evidence(
    question: CheckInput, calls: _Calls, source: int, target: int
) -> tuple[Location, ...]:
    found = {
        place
        for dependency in calls.between[source, target]
        for place in question.locations(dependency.source, dependency.lines)
    }
    return tuple(sorted(found))


def _involve(question: CheckInput, rule: Chain, calls: _Calls, ways: LongestWays) -> None:
    """All calls that take part in a chain or circle, shown or not: see findings.involve."""
    if question.involved is None:
        return
    pairs = set(ways.edges_on_ways(rule.longest))
    for circle in ways.circles:
        pairs |= set(within(calls.successors, frozenset(circle)))
    for source, target in pairs:
        question.involved.update(_evidence(question, calls, source, target))
