"""The JSON of `driftscan graph --level module`; docs/json.md is its reference."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.graph import Dependency, ExternalPackage
from driftscan.report.escape import path_text
from driftscan.report.json_document import written
from driftscan.report.picture import Picture
from driftscan.report.shared_json import (
    CoverageJson,
    EvidenceJson,
    UnresolvedJson,
    coverage_json,
    unresolved_json,
)

SCHEMA = "driftscan.graph/1"


class ModuleJson(Struct):
    """One importable source file; component is null where it has none."""

    id: str
    path: str
    language: str
    component: str | None
    test: bool
    generated: bool


class EdgeJson(Struct):
    """A typed dependency with every line that states it."""

    source: str
    target: str
    kind: str
    confidence: float
    evidence: list[EvidenceJson]
    reexport: bool


class ExternalEdgeJson(Struct):
    """A typed dependency on an external package; scope is '' where no manifest asks for it."""

    source: str
    target: str
    kind: str
    confidence: float
    evidence: list[EvidenceJson]
    scope: str
    guarded: bool


class ExternalPackageJson(Struct):
    """A package outside the scanned tree; distribution is '' where no manifest tells."""

    name: str
    distribution: str
    standard: bool


class ModuleGraphJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    level: Annotated[str, Meta(pattern="^module$")]
    root: str
    revision: str
    coverage: CoverageJson
    modules: list[ModuleJson]
    edges: list[EdgeJson]
    external_packages: list[ExternalPackageJson]
    external_edges: list[ExternalEdgeJson]
    unresolved: list[UnresolvedJson]


def render(picture: Picture) -> str:
    """Modules and the dependencies between them as one JSON document."""
    graph = picture.graph
    paths = [path_text(module.path) for module in graph.modules]
    external = picture.external()
    return written(
        ModuleGraphJson(
            schema=SCHEMA,
            level="module",
            root=picture.root,
            revision=picture.revision,
            coverage=coverage_json(picture.coverage),
            modules=_modules(picture, paths),
            edges=_edges(picture, paths),
            external_packages=shown_packages(graph.externals, external),
            external_edges=_external_edges(picture, external, paths),
            unresolved=unresolved_json(graph.unresolved),
        )
    )


def shown_packages(
    packages: Sequence[ExternalPackage], dependencies: Sequence[Dependency]
) -> list[ExternalPackageJson]:
    """The packages that the dependencies lead to, in the order of packages."""
    return [
        ExternalPackageJson(package.name, package.distribution, package.standard)
        for package in (packages[at] for at in sorted({d.target for d in dependencies}))
    ]


def _modules(picture: Picture, paths: Sequence[str]) -> list[ModuleJson]:
    modules = picture.graph.modules
    return [
        ModuleJson(
            modules[at].id,
            paths[at],
            modules[at].language,
            picture.component_of[at] or None,
            modules[at].is_test,
            modules[at].is_generated,
        )
        for at in picture.positions()
    ]


def _edges(picture: Picture, paths: Sequence[str]) -> list[EdgeJson]:
    ids = [module.id for module in picture.graph.modules]
    return [
        EdgeJson(
            ids[dependency.source],
            ids[dependency.target],
            dependency.kind.label,
            dependency.confidence,
            [EvidenceJson(paths[dependency.source], line) for line in dependency.lines],
            dependency.reexport,
        )
        for dependency in picture.internal()
    ]


def _external_edges(
    picture: Picture, dependencies: Sequence[Dependency], paths: Sequence[str]
) -> list[ExternalEdgeJson]:
    graph = picture.graph
    return [
        ExternalEdgeJson(
            graph.modules[dependency.source].id,
            graph.externals[dependency.target].name,
            dependency.kind.label,
            dependency.confidence,
            [EvidenceJson(paths[dependency.source], line) for line in dependency.lines],
            dependency.scope,
            dependency.guarded,
        )
        for dependency in dependencies
    ]
