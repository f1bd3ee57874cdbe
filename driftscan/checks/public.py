"""public: from outside, only the declared modules and names of a component may be used."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.checks.findings import direct_finding, named_finding
from driftscan.checks.interface import Interface, computed_exports, interface_of
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import counted, listed, shown_path, verb
from driftscan.graph.names import EVERY_NAME
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency
from driftscan.model.rule import Public


def check(question: CheckInput, rule: Public) -> Iterator[Finding]:
    """One finding for each dependency from outside on a module, or on a name, that is not public.

    Outside is every module that is not under the component's paths, those without a component
    included: an interface that only some must respect protects nothing. Where only some names of
    a module are public, what counts is which names a statement takes.
    """
    interface = interface_of(question, rule)
    modules = question.graph.modules
    for dependency in _from_outside(question, rule):
        does = f"{modules[dependency.source].id} {verb(dependency.kind)}"
        target = dependency.target
        if target in interface.doors:
            yield from _through_door(question, rule, interface, dependency)
        elif target not in interface.whole and target not in interface.unsure:
            what = f"{does} {modules[target].id}"
            yield direct_finding(question, rule, dependency, f"{what}, {_not_part(rule)}.")


def unjudged(question: CheckInput, rule: Public) -> str:
    """A sentence about the imports whose names may be public or not, '' if there are none."""
    interface = interface_of(question, rule)
    if not interface.doors:
        return ""
    imports = 0
    for dependency in _from_outside(question, rule):
        judge = interface.doors.get(dependency.target)
        names = _names_taken(question, dependency) if judge else {}
        imports += sum(len(lines) for name, lines in names.items() if judge and judge(name) is None)
        imports += len(dependency.lines) if dependency.target in interface.unsure else 0
    if not imports:
        return ""
    places = [
        f"{shown_path(question.graph.modules[position].path)}:{line}"
        for position, line in computed_exports(question, rule)
    ]
    return (
        f"{counted(imports, 'import')} of {rule.component} could not be judged: its __all__ is "
        f"computed at {listed(places)}"
    )


def _from_outside(question: CheckInput, rule: Public) -> Iterator[Dependency]:
    kinds, graph = kinds_of(rule.via), question.graph
    inside = set(question.territory.extent(rule.component))
    for source in range(len(graph.modules)):
        if source in inside or inside.isdisjoint(graph.reached(source)):
            continue
        yield from [d for d in graph.outgoing(source) if d.target in inside and d.kind in kinds]


def _through_door(
    question: CheckInput, rule: Public, interface: Interface, dependency: Dependency
) -> Iterator[Finding]:
    modules, judge = question.graph.modules, interface.doors[dependency.target]
    for name, lines in _names_taken(question, dependency).items():
        if judge(name) is False:
            taken = f"everything from {modules[dependency.target].id}"
            if name != EVERY_NAME:
                taken = f"{modules[dependency.target].id}.{name}"
            does = f"{modules[dependency.source].id} {verb(dependency.kind)} {taken}"
            part = replace(dependency, lines=tuple(sorted(lines)))
            yield named_finding(question, rule, part, name, f"{does}, {_not_part(rule)}.")


def _names_taken(question: CheckInput, dependency: Dependency) -> dict[str, set[int]]:
    """The names that a dependency takes, and the lines that take each."""
    names = question.names_of([dependency.source])[dependency.source]
    taken: dict[str, set[int]] = defaultdict(set)
    for use in names.uses:
        if use.target == dependency.target and use.kind == dependency.kind:
            taken[use.name].add(use.line)
    return taken


def _not_part(rule: Public) -> str:
    return f"which is not part of the public interface of {rule.component}"
