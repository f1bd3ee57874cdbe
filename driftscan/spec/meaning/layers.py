"""Entries of `layers` to rules."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.rule import Layer, Layers
from driftscan.spec.meaning.names import Names, is_module_name, members_of
from driftscan.spec.meaning.rule_head import (
    kinds_of,
    refuse_services_inside,
    refuse_services_passing_on,
    rule_head,
    words_of,
)
from driftscan.spec.meaning.validity import order_problems, repeated
from driftscan.spec.meaning.words import TAG
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.layers import LayerShape, LayersShape
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import KIND_BY_PLURAL, REEXPORTS


def read_layers(shape: LayersShape, path: Path, names: Names, problems: Problems) -> Layers:
    """The layers from the top down; components are looked up, children of one are not."""
    place = (*path, "order")
    order = tuple(
        _layer(level, shape.closed, (*place, number), problems)
        for number, level in enumerate(shape.order)
    )
    members = [member for layer in order for member in layer.members]
    inside = words_of(shape.containers)
    contained = problems.tree.has((*path, "in"))
    containers = _containers(inside, (*path, "in"), names, problems) if contained else ()
    if contained:
        _check_children(members, place, problems)
    else:
        order = _of_components(order, place, names, problems)
    # One layer says something where it must hold all children, or keeps some of them apart.
    apart = any(layer.independent and len(layer.members) > 1 for layer in order)
    _check_order(order, shape.exhaustive or (contained and apart), place, problems)
    if contained:
        refuse_services_inside(shape.via, path, problems)
    elif shape.through_others == REEXPORTS:
        refuse_services_passing_on(shape.via, path, problems)
    default = f"layers in {', '.join(inside)}" if inside else f"layers {', '.join(members)}"
    return Layers(
        head=rule_head(shape, default, path, problems),
        order=order,
        containers=containers,
        exhaustive=shape.exhaustive,
        besides=_besides(shape, members, path, names, problems),
        via=kinds_of(shape.via, path, problems),
        through_others=shape.through_others is True,
        reexports=shape.through_others == REEXPORTS,
    )


def _layer(
    level: str | tuple[str, ...] | LayerShape, closed: bool, path: Path, problems: Problems
) -> Layer:
    if isinstance(level, str):
        return Layer(members=(level,), closed=closed)
    if not isinstance(level, LayerShape):
        _check_members(level, path, problems)
        return Layer(members=level, closed=closed)
    members = level.together if level.independent is None else level.independent
    if members is None or None not in (level.independent, level.together):
        problems.add(
            path,
            "a layer names its members by 'layer', or by 'any' where they may use each other; "
            "write one of the two",
        )
    else:
        _check_members(members, path, problems)
    members = members or ()
    return Layer(
        members=members,
        independent=level.together is None,
        closed=closed or level.closed,
        optional=_optional(level.may_miss, members, path, problems),
    )


def _check_members(members: tuple[str, ...], path: Path, problems: Problems) -> None:
    if not members:
        problems.add(path, "this layer is empty; name a member or remove it")


def _optional(
    value: bool | tuple[str, ...], members: tuple[str, ...], path: Path, problems: Problems
) -> tuple[str, ...]:
    if isinstance(value, bool):
        return members if value else ()
    for name in value:
        if name not in members:
            message = f"{quoted(name)} is optional but no member of this layer"
            problems.add((*path, "optional"), message, name, members, "name a member, or true")
    return value


def _containers(
    words: tuple[str, ...], path: Path, names: Names, problems: Problems
) -> tuple[str, ...]:
    """The components that `in` means, each once, in the order written."""
    if not words:
        problems.add(path, "'in' is empty; name a component, or remove the key")
    for word in repeated(words):
        problems.add(path, f"{quoted(word)} is named twice; name each component once")
    return tuple(dict.fromkeys(members_of(words, path, names, problems)))


def _of_components(
    order: tuple[Layer, ...], path: Path, names: Names, problems: Problems
) -> tuple[Layer, ...]:
    """Layers of the components that words stand for; those of one word are siblings.

    A tag or a kind that may be missing and that no component has is left out.
    """
    found = []
    for number, layer in enumerate(order):
        missing = [word for word in layer.optional if _means_nothing(word, names)]

        def meant(words: Sequence[str], number: int = number) -> tuple[str, ...]:
            return tuple(members_of(words, (*path, number), names, problems))

        members = [word for word in layer.members if word not in missing]
        optional = [word for word in layer.optional if word in members]
        if members or not missing:
            found.append(replace(layer, members=meant(members), optional=meant(optional)))
    return tuple(found)


def _means_nothing(word: str, names: Names) -> bool:
    of_several = word.startswith(TAG) or word in KIND_BY_PLURAL
    return of_several and not names.meant_by(word)


def _check_order(order: tuple[Layer, ...], enough: bool, path: Path, problems: Problems) -> None:
    """At least two layers, where one is not enough, and each name once."""
    if not order or (len(order) < 2 and not enough):
        problems.add(
            path,
            "an order needs two layers or more, for example order: [api, domain, storage]; "
            "for members of one layer write a rule `independent`",
        )
    for problem in order_problems(name for layer in order for name in layer.members):
        problems.add(path, problem)


def _check_children(members: Sequence[str], path: Path, problems: Problems) -> None:
    """Children are modules and packages inside a component; whether they exist is seen later."""
    for name in members:
        if not is_module_name(name):
            problems.add(
                path,
                f"{quoted(name)} cannot be the name of a child; write the name of a module or "
                "package inside the component, with dots if it is deeper",
            )


def _besides(
    shape: LayersShape, members: Sequence[str], path: Path, names: Names, problems: Problems
) -> tuple[str, ...]:
    """Those that need no layer: components, or direct children where the names are children."""
    place, contained = (*path, "besides"), problems.tree.has((*path, "in"))
    if shape.besides and not shape.exhaustive:
        problems.add(
            place,
            "'besides' names what needs no layer, but without exhaustive: true nothing needs one; "
            "add it",
        )
    for name in shape.besides:
        if name in members:
            problems.add(place, f"{quoted(name)} is a layer already; remove it from 'besides'")
        elif contained and (not is_module_name(name) or "." in name):
            problems.add(
                place,
                f"{quoted(name)} is no direct child; write one name, without the package above it",
            )
    if contained:
        return shape.besides
    return tuple(dict.fromkeys(members_of(shape.besides, place, names, problems)))
