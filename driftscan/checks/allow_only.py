"""allow_only: a component may use what is listed, and nothing else."""

from collections.abc import Iterator

from driftscan.checks.externals import named_externals
from driftscan.checks.findings import direct_finding, external_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.sides import Sides, divide_sides
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.rule import AllowOnly, Side


def check(question: CheckInput, rule: AllowOnly) -> Iterator[Finding]:
    """One finding for each dependency on a component or external package that is not listed.

    Each component of the source may use itself, with all that is nested in it. Modules without a
    component are neither source nor target here: that they have none is what coverage says.
    External packages count where the rule limits them; the standard library is always allowed.
    """
    source = rule.source
    if source.everything:
        source = Side(text=source.text, components=question.territory.names)
    sides = divide_sides(question, source, rule.target)
    who = "every component" if rule.source.everything else rule.source.text
    because = f"{who} may use only {rule.target.text or 'itself'}"
    if not rule.target.everything:
        yield from _components(question, rule, sides, because)
    if rule.limits_externals and not rule.target.every_external:
        yield from _externals(question, rule, sides, because)


def _components(
    question: CheckInput, rule: AllowOnly, sides: Sides, because: str
) -> Iterator[Finding]:
    modules, kinds = question.graph.modules, kinds_of(rule.via)
    territory, unit_of = question.territory, sides.unit_of
    for dependency in question.graph.internal:
        source, target = dependency.source, dependency.target
        unit = unit_of[source]
        if unit not in sides.sources or unit_of[target] in (unit, *sides.targets):
            continue
        used = territory.home_name(target)
        if not used or territory.belongs(target, sides.names[unit]):
            continue
        if dependency.kind in kinds:
            does = verb(dependency.kind)
            message = f"{modules[source].id} {does} {modules[target].id} of {used}: {because}."
            yield direct_finding(question, rule, dependency, message)


def _externals(
    question: CheckInput, rule: AllowOnly, sides: Sides, because: str
) -> Iterator[Finding]:
    allowed = named_externals(question, rule.target)
    kinds = kinds_of(rule.via)
    for dependency in question.graph.external:
        package = question.graph.externals[dependency.target]
        if sides.unit_of[dependency.source] not in sides.sources or package.standard:
            continue
        if dependency.target not in allowed and dependency.kind in kinds:
            source = question.graph.modules[dependency.source].id
            message = f"{source} {verb(dependency.kind)} {package.name}: {because}."
            yield external_finding(question, rule, dependency, message)
