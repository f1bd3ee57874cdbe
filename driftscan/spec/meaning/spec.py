"""All parts of the file put together: the Spec."""

from collections.abc import Sequence

from driftscan.model.rule import Rule
from driftscan.model.spec import Component, Spec
from driftscan.spec.meaning.capabilities import SECTION as CAPABILITIES
from driftscan.spec.meaning.capabilities import read_capabilities, read_packages
from driftscan.spec.meaning.components import SECTION as COMPONENTS
from driftscan.spec.meaning.components import read_components, read_names, read_public
from driftscan.spec.meaning.decisions import read_decision
from driftscan.spec.meaning.definition_rules import SECTION as DEFINITIONS
from driftscan.spec.meaning.definition_rules import read_definitions
from driftscan.spec.meaning.exceptions import read_exceptions
from driftscan.spec.meaning.includes import SECTION as INCLUDE
from driftscan.spec.meaning.includes import read_includes
from driftscan.spec.meaning.layers import read_layers
from driftscan.spec.meaning.measures import read_measures
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.protection import read_visible_to
from driftscan.spec.meaning.rule_names import check_rule_names
from driftscan.spec.meaning.rules import read_rule
from driftscan.spec.meaning.service_rules import SECTION as DATA
from driftscan.spec.meaning.service_rules import read_data
from driftscan.spec.meaning.settings import (
    read_coverage,
    read_sources,
    read_strategy,
)
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.tree import Path, Problems, Value

_RULE_SECTIONS = ("rules", "layers", INCLUDE, COMPONENTS, DATA, CAPABILITIES, DEFINITIONS)


def read_spec(shapes: Shapes, value: dict[str, Value], file: str, problems: Problems) -> Spec:
    """The spec that the shapes mean; it is whole only if problems stay empty."""
    names = read_names(shapes, value)
    components = read_components(shapes, problems)
    rules, complete = _read_rules(shapes, components, names, problems)
    rule_names = [rule.head.name for rule in rules]
    strategy = read_strategy(shapes.file.strategy)
    return Spec(
        file=file,
        strategy=strategy,
        components=components,
        rules=tuple(rules),
        exceptions=read_exceptions(shapes, rule_names, complete, names, problems),
        coverage=read_coverage(shapes.file, problems),
        sources=read_sources(shapes.file, problems),
        goals=read_measures(dict(strategy.measures), problems),
        decisions=tuple(
            read_decision(shape, path, problems)
            for path, shape in shapes.located("decisions", shapes.file.decisions)
        ),
        packages=tuple(read_packages(shapes, problems)),
    )


def _read_rules(
    shapes: Shapes, components: Sequence[Component], names: Names, problems: Problems
) -> tuple[list[Rule], bool]:
    """All rules in the order of the file, and whether none was left out."""
    read: list[tuple[Path, Rule | None]] = [
        (path, read_layers(shape, path, names, problems))
        for path, shape in shapes.located("layers", shapes.file.layers)
    ]
    for path, shape in shapes.located("rules", shapes.file.rules):
        read.append((path, read_rule(shape, path, names, problems)))
    read += read_includes(list(shapes.located(INCLUDE, shapes.file.include)), names, problems)
    read += [
        ((COMPONENTS, component.name, "public"), read_public(component, component.public, problems))
        for component in components
        if component.public is not None
    ]
    read += [
        ((COMPONENTS, name, "visible_to"), read_visible_to(name, shape, names, problems))
        for name, shape in (shapes.file.components or {}).items()
        if shape.visible_to is not None
    ]
    read += read_data(shapes, names, problems)
    read += read_capabilities(shapes, problems)

    read += read_definitions(shapes, names, problems)
    found = [(path, rule) for path, rule in read if rule]
    found.sort(key=lambda each: problems.tree.position(each[0]))
    check_rule_names(found, problems)
    complete = len(found) == len(read) and not any(map(shapes.lost, _RULE_SECTIONS))
    return [rule for _, rule in found], complete
