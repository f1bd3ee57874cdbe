"""contracts: what is called is served, what is published is consumed, and the reverse."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.checks.findings import End, finding_of, module_end
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Finding, Step
from driftscan.model.graph import Unmet
from driftscan.model.location import Location
from driftscan.model.rule import Contracts

_UNUSED = "unused"
_KINDS = {
    "http": "no such endpoint",
    "grpc": "no such interface",
    "publish": "nobody consumes",
    "consume": "nobody publishes",
    _UNUSED: "nobody calls",
}
_CALLS = ("http", "grpc")

# Whose doing it is, to whom, how and what.
Key = tuple[str, int, str, str]


def check(question: CheckInput, rule: Contracts) -> Iterator[Finding]:
    """One finding for each component and each endpoint or topic that lacks its other side.

    A request belongs to the member that is asked, a topic to the member that speaks of it. What is
    compared, and what cannot be, linking knows (services/contracts.py).
    """
    unit_of = question.territory.divide(rule.members)
    there = {(d.source, d.target, line) for d in question.graph.internal for line in d.lines}
    found: dict[Key, list[Unmet]] = defaultdict(list)
    for unmet in question.unmet:
        whose = unmet.target if unmet.kind in _CALLS else unmet.source
        is_meant = rule.unused if unmet.kind == _UNUSED else _place(unmet) in there
        if is_meant and unit_of[whose] != NOBODY and question.takes_part(unmet.source):
            source = question.territory.home_name(unmet.source)
            found[source, unmet.target, unmet.kind, unmet.what].append(unmet)
    for key, places in sorted(found.items()):
        yield _finding(question, rule, key, places)


def _place(unmet: Unmet) -> tuple[int, int, int]:
    return unmet.source, unmet.target, unmet.line


def _finding(question: CheckInput, rule: Contracts, key: Key, places: Sequence[Unmet]) -> Finding:
    component, at, kind, what = key
    target = question.graph.modules[at]
    evidence = tuple(
        sorted({p for each in places for p in question.locations(each.source, [each.line])})
    )
    first = places[0]
    who = component or question.graph.modules[first.source].id
    shown = f"{target.id} {what}"
    return finding_of(
        rule,
        (
            End(who, component or question.graph.modules[first.source].key, component),
            End(shown, f"{target.key}:{what}", question.territory.home_name(at)),
        ),
        _KINDS[kind],
        _message(who, target.name, first),
        evidence[0],
        evidence=evidence,
        chain=_chain(question, first, target.id, evidence),
    )


def _chain(
    question: CheckInput, unmet: Unmet, target: str, evidence: Sequence[Location]
) -> tuple[Step, ...]:
    if unmet.kind == _UNUSED:
        return ()
    source = module_end(question, unmet.source)
    path = question.graph.modules[unmet.source].path
    own = tuple(place for place in evidence if place.path == path)
    return (Step(source.shown, target, own),)


def _message(who: str, target: str, unmet: Unmet) -> str:
    what, known = unmet.what, listed(unmet.known)
    if unmet.kind == "http":
        return f"{who} asks {target} for {what}, which it is not seen to serve; nearest: {known}."
    if unmet.kind == "grpc":
        return f"{who} calls {what} of {target}, and nobody here serves that; it serves {known}."
    if unmet.kind == "publish":
        return f"{who} publishes {what} to {target}, and nobody in this system takes it."
    if unmet.kind == "consume":
        return f"{who} waits for {what} from {target}, and nobody in this system sends it."
    return f"{who} serves {what}, and nobody in this system asks {target} for it."
