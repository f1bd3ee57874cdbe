"""Entries of `components` to components and to the rules about their public modules."""

from driftscan.model.rule import Public, RuleHead
from driftscan.model.spec import Component
from driftscan.spec.meaning.names import (
    Names,
    check_component,
    check_component_name,
    is_module_name,
)
from driftscan.spec.meaning.rule_head import kinds_of, rule_head
from driftscan.spec.meaning.words import STAR, is_name, is_pattern_name
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.shapes.rules import PublicShape
from driftscan.spec.shapes.sections import ComponentShape
from driftscan.spec.tree import Path, Problems, Value

SECTION = "components"
EXPORTS = "exports"  # as the only word of `public`; a module of that name is `common.exports`


def read_names(shapes: Shapes, value: dict[str, Value]) -> Names:
    """The names of all components, those with a broken description included."""
    sound = shapes.file.components or {}
    written = value.get(SECTION)
    every = written if isinstance(written, dict) else {}
    return Names(
        {name: sound[name].kind if name in sound else "" for name in every},
        {name: shape.tags for name, shape in sound.items() if shape.tags},
    )


def read_components(shapes: Shapes, problems: Problems) -> tuple[Component, ...]:
    """The components in the order written."""
    owners: dict[str, str] = {}
    components = []
    for name, shape in (shapes.file.components or {}).items():
        path = (SECTION, name)
        check_component_name(name, path, problems)
        _check_paths(name, shape, path, owners, problems)
        _check_tags(shape, path, problems)
        components.append(_component(name, shape, problems.tree.position(path).line))
    return tuple(components)


def _component(name: str, shape: ComponentShape, line: int) -> Component:
    return Component(
        name=name,
        kind=shape.kind,
        paths=shape.path,
        owner=shape.owner,
        tags=tuple(dict.fromkeys(shape.tags)),
        public=shape.public,
        nested=shape.nested,
        services=tuple(dict.fromkeys(shape.services)),
        line=line,
    )


def _check_paths(
    name: str, shape: ComponentShape, path: Path, owners: dict[str, str], problems: Problems
) -> None:
    """Each path belongs to one component."""
    place = (*path, "path")
    if not shape.path:
        _add_no_path(name, shape, path, problems)
    if shape.services and is_pattern_name(name):
        problems.add(
            (*path, "services"),
            f"all that {quoted(name)} makes would have the same 'services'; give them to a "
            "component with a name of its own",
        )
    for each in shape.path:
        owner = owners.setdefault(each, name)
        if owner != name:
            problems.add(
                place, f"path {quoted(each)} belongs to component {quoted(owner)} already; keep one"
            )
        if is_pattern_name(name) and not _has_one_star(each):
            problems.add(
                place,
                f"{quoted(each)} must have exactly one '*' and no other wildcard, for what the "
                f"'*' of {quoted(name)} stands for, for example services/*",
            )


def _add_no_path(name: str, shape: ComponentShape, path: Path, problems: Problems) -> None:
    if problems.tree.has((*path, "path")):
        problems.add((*path, "path"), "'path' is empty; name at least one path")
    elif not shape.services:
        problems.add(
            path,
            f"component {quoted(name)} has no 'path'; add one, for example path: services/billing",
        )


def _has_one_star(path: str) -> bool:
    return path.count(STAR) == 1 and "?" not in path


def _check_tags(shape: ComponentShape, path: Path, problems: Problems) -> None:
    for tag in shape.tags:
        if not is_name(tag):
            problems.add(
                (*path, "tags"),
                f"tag {quoted(tag)} may have letters, digits, '-', '_', '.' and '/' only, and "
                "begins with a letter or digit; rename it",
            )


def read_public_rule(shape: PublicShape, path: Path, names: Names, problems: Problems) -> Public:
    """The interface of a component, stated by a rule of its own."""
    check_component(shape.public, (*path, "public"), names, problems)
    _check_public(shape.names, (*path, "names"), problems)
    exports = shape.names == (EXPORTS,)
    return Public(
        head=rule_head(shape, f"public {shape.public}", path, problems),
        component=shape.public,
        modules=() if exports else shape.names,
        exports=exports,
        itself=shape.itself,
        via=kinds_of(shape.via, path, problems),
    )


def read_public(component: Component, modules: tuple[str, ...], problems: Problems) -> Public:
    """The rule that a component's `public` states; its owner is the component's."""
    path = (SECTION, component.name, "public")
    exports = modules == (EXPORTS,)
    _check_public(modules, path, problems)
    head = RuleHead(
        name=f"public {component.name}",
        owner=component.owner,
        component=component.name,
        line=problems.tree.position(path).line,
    )
    declared = () if exports else modules
    return Public(head=head, component=component.name, modules=declared, exports=exports)


def _check_public(modules: tuple[str, ...], path: Path, problems: Problems) -> None:
    for name in modules:
        if not is_module_name(name):
            problems.add(
                path, f"{quoted(name)} is no module name; write it with dots, as it is imported"
            )
