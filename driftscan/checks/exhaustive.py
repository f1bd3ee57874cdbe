"""What an exhaustive order of layers leaves out: children of its containers, or components."""

from collections.abc import Iterator

from driftscan.checks.findings import End, finding_of, spec_location
from driftscan.checks.layer_places import member_names
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted
from driftscan.graph.components import NOBODY
from driftscan.graph.packages import Child
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Layers

_KIND = "coverage"
_SHOWN_MODULES = 10


def left_out(question: CheckInput, rule: Layers) -> Iterator[Finding]:
    """One finding for each child of a container, or component, that is not wholly in a layer.

    The evidence of a child names its first ten modules that are in none. A component that lies
    in one of the order is in a layer with it.
    """
    if not rule.containers:
        yield from _components(question, rule)
    for container in rule.containers:
        for child in question.package_tree(container).beside(member_names(rule)):
            if child.name not in rule.besides:
                yield _child(question, rule, container, child)


def _child(question: CheckInput, rule: Layers, container: str, child: Child) -> Finding:
    modules, first = question.graph.modules, child.positions[0]
    evidence = tuple(Location(modules[at].path) for at in child.positions[:_SHOWN_MODULES])
    number = counted(len(child.positions), "module")
    what = child.shown if child.whole else f"{number} of {child.shown}"
    verb = "is" if child.whole or len(child.positions) == 1 else "are"
    home = question.territory.home_name(first)
    return finding_of(
        rule,
        (End(child.shown, f"{container}:{child.shown}", home), End("", "")),
        _KIND,
        f"{what} {verb} in no layer, and every child of {container} must be in one.",
        evidence[0],
        evidence=evidence,
    )


def _components(question: CheckInput, rule: Layers) -> Iterator[Finding]:
    names = member_names(rule)
    unit_of = question.territory.divide(names)
    for component in question.territory.components:
        name = component.name
        extent = question.territory.extent(name)
        inside = bool(extent) and all(unit_of[at] != NOBODY for at in extent)
        if not inside and name not in names and name not in rule.besides:
            yield finding_of(
                rule,
                (End(name, name, name), End("", "")),
                _KIND,
                f"{name} is in no layer, and every component must be in one.",
                spec_location(question, component.line),
            )
