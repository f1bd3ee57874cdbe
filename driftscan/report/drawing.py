"""Boxes and arrows: what every drawing format draws, whatever the level."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.model.graph import Kind
from driftscan.report.component_level import component_edges, shown_components
from driftscan.report.picture import Picture

NO_COMPONENT = "(no component)"


class Box(Struct, frozen=True):
    """A module or component. group: the component a module is drawn inside of, '' for none."""

    label: str
    group: str = ""


class Arrow(Struct, frozen=True):
    """A dependency between two boxes, by position. type_only: nothing of it happens at run time.

    weight: statements at module level, module pairs at component level.
    """

    source: int
    target: int
    weight: int
    type_only: bool


class Drawing(Struct, frozen=True):
    """Boxes, sorted by group and label, and arrows, sorted by their ends."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawing(picture: Picture, level: str) -> Drawing:
    """The picture at level 'module' or 'component'."""
    return _of_components(picture) if level == "component" else _of_modules(picture)


def _of_components(picture: Picture) -> Drawing:
    edges = component_edges(picture)
    names = shown_components(picture, edges)
    box_of = {name: position for position, name in enumerate(names)}
    return Drawing(
        boxes=tuple(Box(name or NO_COMPONENT) for name in names),
        arrows=_arrows(
            (box_of[edge.source], box_of[edge.target], edge.dependencies, edge.kind)
            for edge in edges
        ),
    )


def _of_modules(picture: Picture) -> Drawing:
    modules, component_of = picture.graph.modules, picture.component_of
    shown = sorted(picture.positions(), key=lambda at: (component_of[at], modules[at].id))
    box_of = {at: box for box, at in enumerate(shown)}
    return Drawing(
        boxes=tuple(Box(modules[at].id, component_of[at]) for at in shown),
        arrows=_arrows(
            (box_of[d.source], box_of[d.target], len(d.lines), d.kind) for d in picture.internal()
        ),
    )


def _arrows(dependencies: Iterable[tuple[int, int, int, Kind]]) -> tuple[Arrow, ...]:
    between: dict[tuple[int, int], list[tuple[int, Kind]]] = defaultdict(list)
    for source, target, weight, kind in dependencies:
        between[source, target].append((weight, kind))
    return tuple(_arrow(*ends, parts) for ends, parts in sorted(between.items()))


def _arrow(source: int, target: int, parts: Sequence[tuple[int, Kind]]) -> Arrow:
    weight = sum(weight for weight, _ in parts)
    return Arrow(source, target, weight, all(kind is Kind.TYPE_ONLY for _, kind in parts))
