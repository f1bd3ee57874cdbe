"""Dependencies between components, derived from those between modules."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.graph import Dependency, Kind
from driftscan.report.picture import Picture


class ComponentEdge(Struct, frozen=True, order=True):
    """All dependencies of one kind from one component to another.

    source, target: component names, '' for modules without one; the target of an external
        edge is a package name. dependencies: module pairs. statements: lines that state them.
    confidence: that of the surest among them.
    """

    source: str
    target: str
    kind: Kind
    dependencies: int
    statements: int
    confidence: float


def component_edges(picture: Picture) -> list[ComponentEdge]:
    """Edges between different components, sorted; what stays inside a component is left out."""
    component_of = picture.component_of
    grouped: dict[tuple[str, str, Kind], list[Dependency]] = defaultdict(list)
    for dependency in picture.internal():
        source, target = component_of[dependency.source], component_of[dependency.target]
        if source != target:
            grouped[source, target, dependency.kind].append(dependency)
    return _summed(grouped)


def external_edges(picture: Picture) -> list[ComponentEdge]:
    """Edges from components to external packages, sorted."""
    packages = picture.graph.externals
    grouped: dict[tuple[str, str, Kind], list[Dependency]] = defaultdict(list)
    for dependency in picture.external():
        source = picture.component_of[dependency.source]
        grouped[source, packages[dependency.target].name, dependency.kind].append(dependency)
    return _summed(grouped)


def shown_components(picture: Picture, edges: Sequence[ComponentEdge]) -> list[str]:
    """Names of the components to show, as declared; '' last, if modules without one matter."""
    names = [component.name for component in picture.components]
    if picture.only:
        touched = picture.only.union(*((edge.source, edge.target) for edge in edges))
        names = [name for name in names if name in touched]
        return names + [""] * ("" in touched)
    return names + [""] * ("" in picture.component_of)


def _summed(
    grouped: dict[tuple[str, str, Kind], list[Dependency]],
) -> list[ComponentEdge]:
    return sorted(
        ComponentEdge(
            *ends_and_kind,
            dependencies=len(dependencies),
            statements=sum(len(dependency.lines) for dependency in dependencies),
            confidence=max(dependency.confidence for dependency in dependencies),
        )
        for ends_and_kind, dependencies in grouped.items()
    )
