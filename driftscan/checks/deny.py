"""deny: one side must not depend on the other."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, crossings
from driftscan.checks.external_chains import chains_to_externals
from driftscan.checks.external_uses import uses_of_externals
from driftscan.checks.question import CheckInput
from driftscan.checks.sides import divide_sides
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
    yield from uses_of_externals(
        question, rule, lambda module: sides.unit_of[module] in sides.sources, because
    )
    if rule.through_others:
        yield from chains_to_externals(question, rule, sides, because)


def _because(source: Side, target: Side) -> str:
    if source.everything and target.everything:
        return "no component may depend on another"
    who = "nothing else may" if source.everything else f"{source.text} may not"
    what = "anything else" if target.everything else target.text
    return f"{who} depend on {what}"
