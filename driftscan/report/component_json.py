"""The JSON of `driftscan graph --level component`; docs/json.md is its reference."""

from collections import Counter
from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.spec import Component
from driftscan.report.component_level import (
    ComponentEdge,
    component_edges,
    external_edges,
    shown_components,
)
from driftscan.report.graph_json import SCHEMA, ExternalPackageJson, shown_packages
from driftscan.report.json_document import written
from driftscan.report.picture import Picture
from driftscan.report.shared_json import (
    CoverageJson,
    UnresolvedJson,
    coverage_json,
    unresolved_json,
)


class ComponentJson(Struct):
    """One component; name is null for the modules that belong to none."""

    name: str | None
    kind: str
    owner: str
    modules: int


class ComponentEdgeJson(Struct):
    """All dependencies of one kind between two components; null for modules without one."""

    source: str | None
    target: str | None
    kind: str
    confidence: float
    dependencies: int
    statements: int


class ComponentGraphJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    level: Annotated[str, Meta(pattern="^component$")]
    root: str
    revision: str
    coverage: CoverageJson
    components: list[ComponentJson]
    edges: list[ComponentEdgeJson]
    external_packages: list[ExternalPackageJson]
    external_edges: list[ComponentEdgeJson]
    unresolved: list[UnresolvedJson]


def render(picture: Picture) -> str:
    """Components and the dependencies between them as one JSON document."""
    edges = component_edges(picture)
    return written(
        ComponentGraphJson(
            schema=SCHEMA,
            level="component",
            root=picture.root,
            revision=picture.revision,
            coverage=coverage_json(picture.coverage),
            components=_components(picture, edges),
            edges=[_edge(edge) for edge in edges],
            external_packages=shown_packages(picture.graph.externals, picture.external()),
            external_edges=[_edge(edge) for edge in external_edges(picture)],
            unresolved=unresolved_json(picture.graph.unresolved),
        )
    )


def _components(picture: Picture, edges: list[ComponentEdge]) -> list[ComponentJson]:
    modules = Counter(picture.component_of)
    declared = {component.name: component for component in picture.components}
    unassigned = Component(name="", kind="", paths=())
    return [
        ComponentJson(name or None, component.kind, component.owner, modules[name])
        for name in shown_components(picture, edges)
        for component in [declared.get(name, unassigned)]
    ]


def _edge(edge: ComponentEdge) -> ComponentEdgeJson:
    return ComponentEdgeJson(
        edge.source or None,
        edge.target or None,
        edge.kind.label,
        edge.confidence,
        edge.dependencies,
        edge.statements,
    )
