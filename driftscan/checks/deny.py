"""deny: one side must not depend on the other."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, crossings
from driftscan.checks.externals import named_externals
from driftscan.checks.findings import external_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.sides import Sides, divide_sides
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.rule import Deny, Side


def check(question: CheckInput, rule: Deny) -> Iterator[Finding]:
    """One finding for each dependency of a source module on a target module or package."""
    sides = divide_sides(question, rule.source, rule.target)
    because = _because(rule.source, rule.target)
    boundary = Boundary(
        sides.names,
        sides.unit_of,
        forbids=lambda source, target: source in sides.sources and target in sides.targets,
        because=lambda _source, _target: because,
    )
    yield from crossings(question, rule, boundary)
    yield from _externals(question, rule, sides, because)


def _because(source: Side, target: Side) -> str:
    if source.everything and target.everything:
        return "no component may depend on another"
    who = "nothing else may" if source.everything else f"{source.text} may not"
    what = "anything else" if target.everything else target.text
    return f"{who} depend on {what}"


def _externals(question: CheckInput, rule: Deny, sides: Sides, because: str) -> Iterator[Finding]:
    denied = named_externals(question, rule.target)
    if not denied:
        return
    kinds = kinds_of(rule.via)
    for dependency in question.graph.external:
        if sides.unit_of[dependency.source] not in sides.sources:
            continue
        if dependency.target in denied and dependency.kind in kinds:
            source = question.graph.modules[dependency.source].id
            package = question.graph.externals[dependency.target].name
            message = f"{source} {verb(dependency.kind)} {package}: {because}."
            yield external_finding(question, rule, dependency, message)
