"""Entries of `layers` to rules."""

from driftscan.model.rule import Layer, Layers
from driftscan.spec.meaning.names import Names, check_component, is_module_name, repeated
from driftscan.spec.meaning.rules import kinds_of, rule_head
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.rules import LayersShape, SiblingsShape
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import REEXPORTS


def read_layers(shape: LayersShape, path: Path, names: Names, problems: Problems) -> Layers:
    """The layers from the top down; components are looked up, children of one are not."""
    place = (*path, "order")
    order = tuple(map(_layer, shape.order))
    members = [member for layer in order for member in layer.members]
    _check_order(order, members, place, problems)
    if shape.container:
        check_component(shape.container, (*path, "in"), names, problems)
        _check_children(members, place, problems)
    else:
        for number, layer in enumerate(order):
            for member in layer.members:
                check_component(member, (*place, number), names, problems)
    default = f"layers in {shape.container}" if shape.container else f"layers {', '.join(members)}"
    return Layers(
        head=rule_head(shape, default, path, problems),
        order=order,
        container=shape.container,
        via=kinds_of(shape.via, path, problems),
        through_others=shape.through_others is True,
        reexports=shape.through_others == REEXPORTS,
    )


def _layer(level: str | tuple[str, ...] | SiblingsShape) -> Layer:
    if isinstance(level, SiblingsShape):
        return Layer(members=level.members, independent=False)
    return Layer(members=(level,) if isinstance(level, str) else level)


def _check_order(
    order: tuple[Layer, ...], members: list[str], path: Path, problems: Problems
) -> None:
    """At least two layers, none empty, and each name once."""
    if len(order) < 2:
        problems.add(
            path,
            "an order needs two layers or more, for example order: [api, domain, storage]; "
            "for members of one layer write a rule `independent`",
        )
    for number, layer in enumerate(order):
        if not layer.members:
            problems.add((*path, number), "this layer is empty; name a member or remove it")
    for name in repeated(members):
        problems.add(path, f"{quoted(name)} stands in two layers; name it once")


def _check_children(members: list[str], path: Path, problems: Problems) -> None:
    """Children are modules and packages inside a component; whether they exist is seen later."""
    for name in members:
        if not is_module_name(name):
            problems.add(
                path,
                f"{quoted(name)} cannot be the name of a child; write the name of a module or "
                "package inside the component, with dots if it is deeper",
            )
