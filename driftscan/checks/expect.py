"""expect: a planned dependency; that it is not there is the finding."""

from collections.abc import Iterator

from driftscan.checks.externals import named_externals
from driftscan.checks.findings import End, finding_of, spec_location
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.sides import Sides, divide_sides
from driftscan.model.finding import Finding
from driftscan.model.rule import Expect, Side


def check(question: CheckInput, rule: Expect) -> Iterator[Finding]:
    """One finding for each source component without any direct dependency on the target.

    Where the source names several components, or `*` for all of them, each must have one. Where
    the target names several, a dependency on one of them will do.
    """
    source = rule.source
    if source.everything:
        others = [n for n in question.territory.names if n not in rule.target.components]
        source = Side(text=source.text, components=tuple(others))
    sides = divide_sides(question, source, rule.target)
    fulfilled = _internal(question, rule, sides) | _external(question, rule, sides)
    kind = " or ".join(rule.via) or "any"
    for unit, name in enumerate(sides.names):
        if unit in sides.sources and name in source.components and unit not in fulfilled:
            how = f" by {kind}" if rule.via else ""
            due = f"; it is due by {rule.by.isoformat()}" if rule.by else ""
            message = f"{name} does not depend on {rule.target.text}{how} yet{due}."
            target = rule.target.text
            yield finding_of(
                rule,
                (End(name, name, name), End(target, target, _only(rule.target))),
                kind,
                message,
                spec_location(question, rule.head.line),
                nature="absence",
            )


def _internal(question: CheckInput, rule: Expect, sides: Sides) -> set[int]:
    unit_of, kinds = sides.unit_of, kinds_of(rule.via)
    return {
        unit_of[dependency.source]
        for dependency in question.graph.internal
        if unit_of[dependency.source] != unit_of[dependency.target]
        and unit_of[dependency.target] in sides.targets
        and dependency.kind in kinds
    }


def _external(question: CheckInput, rule: Expect, sides: Sides) -> set[int]:
    wanted, kinds = named_externals(question, rule.target), kinds_of(rule.via)
    return {
        sides.unit_of[dependency.source]
        for dependency in question.graph.external
        if dependency.target in wanted and dependency.kind in kinds
    }


def _only(side: Side) -> str:
    return side.components[0] if len(side.components) == 1 else ""
