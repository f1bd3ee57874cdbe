"""one_implementation: each capability is implemented in one way."""

from collections.abc import Iterator

from driftscan.checks.capability_uses import (
    KIND,
    Usage,
    evidence_of_shape,
    in_files,
    shown,
    stated,
    target_key,
    usage_finding,
)
from driftscan.checks.findings import identity
from driftscan.checks.newness import is_new
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.ways import Contest, Ways, contests, ways_of
from driftscan.model.capability import Way
from driftscan.model.finding import Finding
from driftscan.model.rule import OneImplementation

_NAMED = 3


def check(question: CheckInput, rule: OneImplementation) -> Iterator[Finding]:
    """One finding for each component and each way that it takes beside the usual one.

    A way whose findings are accepted stays the one that is not usual, whoever else takes it; and
    one that nobody took at the commit that is compared with has yet to become usual.
    """
    ways = _ways(question, rule)

    def is_usual(way: Way) -> bool:
        known = (identity(rule.head.name, user, target_key(way), KIND) for user in ways[way])
        if not question.accepted.isdisjoint(known):
            return False
        uses = (use for each in ways[way].values() for use in each)
        return not is_new(
            question, (p for u in uses for p in question.locations(u.module, u.lines))
        )

    for contest in contests(ways, question.uses, rule.across_languages, is_usual):
        for way in contest.others:
            for component, uses in sorted(ways[way].items()):
                usage = Usage(way, component, uses)
                yield usage_finding(question, rule, usage, _message(usage, contest, ways))


def _ways(question: CheckInput, rule: OneImplementation) -> Ways:
    territory = question.territory
    unit_of = territory.divide(rule.members or territory.names)
    names = rule.members or territory.names
    uses = [
        use
        for use in stated(question)
        if unit_of[use.module] >= 0
        and (not rule.capabilities or use.capability in rule.capabilities)
    ]
    return ways_of(uses, lambda position: names[unit_of[position]])


def _message(usage: Usage, contest: Contest, ways: Ways) -> str:
    way, usual = usage.way, contest.usual
    users = sorted(ways[usual])
    more = [f"{len(users) - _NAMED} more"] if len(users) > _NAMED else []
    others = len(contest.others) + 1
    return (
        f"{usage.component} does {way.capability} with {shown(way)} in {in_files(usage.uses)}; "
        f"of {others} ways the usual one is {shown(usual)}, in {listed([*users[:_NAMED], *more])}."
        f"{evidence_of_shape(way, usage.uses)}"
    )
