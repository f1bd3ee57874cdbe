"""The JSON of `driftscan graph --level service`; docs/json.md is its reference."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from driftscan.model.service_graph import (
    DataUse,
    Evidence,
    Library,
    LostCall,
    OutsideHost,
    Program,
    Service,
    ServiceCoverage,
    ServiceEdge,
    ServiceGraph,
)
from driftscan.report.escape import name_text, path_text
from driftscan.report.json_document import written
from driftscan.report.shared_json import SkippedJson, skipped_json

SCHEMA = "driftscan.services/1"
_Key = TypeVar("_Key")


class WayJson(Struct):
    """A line that says something of a service or an edge; what: in a few words."""

    path: str
    line: int
    what: str


class ServiceJson(Struct):
    """One service, store, broker or party outside."""

    name: str
    kind: str
    aliases: list[str]
    engine: str
    path: str | None
    unsure: list[str]
    evidence: list[WayJson]


class ServiceEdgeJson(Struct):
    """One service depends on another: source is who needs target."""

    source: str
    target: str
    kind: str
    detail: str
    confidence: float
    evidence: list[WayJson]


class DataSetJson(Struct):
    """A table, collection, topic, key or bucket path in a store. evidence: of all its uses."""

    name: str
    database: str
    mode: str
    evidence: list[WayJson]


class AccessJson(Struct):
    """What a service does in a store. mode: 'r', 'w', 'rw', or '' where nothing tells."""

    service: str
    mode: str
    confidence: float
    objects: list[DataSetJson]
    evidence: list[WayJson]


class DatastoreJson(Struct):
    """A store and who uses it."""

    name: str
    engine: str
    aliases: list[str]
    accessed_by: list[AccessJson]


class LostCallJson(Struct):
    """A call whose target is not known."""

    path: str
    line: int
    written: str
    cause: str


class OutsideJson(Struct):
    """A host that is none of the system's. calls: lines that call it; callers: services."""

    host: str
    calls: int
    callers: list[str]
    evidence: list[WayJson]


class LibraryJson(Struct):
    """Code of the system that nothing deploys. used_by: services that are made of it."""

    name: str
    path: str
    used_by: list[str]
    evidence: list[WayJson]


class ProgramJson(Struct):
    """That code or a build file declares a program. form: as of model.service_graph.Program."""

    form: str
    name: str
    path: str
    line: int


class ServiceCoverageJson(Struct):
    """How many files were asked, how many could be read, and the others."""

    files: int
    checked: int
    skipped: list[SkippedJson]


class ServiceGraphJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    level: Annotated[str, Meta(pattern="^service$")]
    root: str
    revision: str
    coverage: ServiceCoverageJson
    services: list[ServiceJson]
    edges: list[ServiceEdgeJson]
    datastores: list[DatastoreJson]
    unresolved: list[LostCallJson]
    outside: list[OutsideJson]
    libraries: list[LibraryJson]
    programs: list[ProgramJson]
    dockerfiles: list[str]


class ServiceEdgesJson(Struct, kw_only=True):
    """What `driftscan explain "a -> b"` prints."""

    schema: str
    edges: list[ServiceEdgeJson]


def render(graph: ServiceGraph, coverage: ServiceCoverage, root: str, revision: str) -> str:
    """Services and all that joins them as one JSON document."""
    return written(document(graph, coverage, root, revision))


def document(
    graph: ServiceGraph, coverage: ServiceCoverage, root: str, revision: str
) -> ServiceGraphJson:
    """The same as a value, to be part of another document."""
    return ServiceGraphJson(
        schema=SCHEMA,
        level="service",
        root=root,
        revision=revision,
        coverage=ServiceCoverageJson(
            coverage.files, coverage.checked, [skipped_json(each) for each in coverage.unread]
        ),
        services=[_service(service) for service in graph.services],
        edges=_edges(graph, graph.edges),
        datastores=_datastores(graph),
        unresolved=[_lost(call) for call in graph.lost],
        outside=[_outside(graph, host) for host in graph.outside],
        libraries=[_library(graph, library) for library in graph.libraries],
        programs=[_program(each) for each in graph.programs],
        dockerfiles=[path_text(path) for path in graph.dockerfiles],
    )


def render_edges(graph: ServiceGraph, edges: Sequence[ServiceEdge]) -> str:
    """Some edges of a graph as a JSON document."""
    return written(ServiceEdgesJson(schema=SCHEMA, edges=_edges(graph, edges)))


def _program(each: Program) -> ProgramJson:
    name = name_text(each.name)
    return ProgramJson(each.form, name, path_text(each.where.path), each.where.line)


def _outside(graph: ServiceGraph, host: OutsideHost) -> OutsideJson:
    callers = [graph.services[at].name for at in host.callers]
    return OutsideJson(host.host, len(host.sites), callers, _ways(host.sites))


def _library(graph: ServiceGraph, library: Library) -> LibraryJson:
    users = [graph.services[at].name for at in library.users]
    return LibraryJson(library.name, path_text(library.folder), users, _ways(library.evidence))


def _edges(graph: ServiceGraph, edges: Sequence[ServiceEdge]) -> list[ServiceEdgeJson]:
    names = [service.name for service in graph.services]
    return [
        ServiceEdgeJson(
            names[edge.source],
            names[edge.target],
            edge.kind,
            edge.detail,
            edge.confidence,
            _ways(edge.evidence),
        )
        for edge in edges
    ]


def _service(service: Service) -> ServiceJson:
    return ServiceJson(
        service.name,
        service.kind,
        list(service.aliases),
        service.engine,
        path_text(service.folder) if service.folder is not None else None,
        list(service.unsure),
        _ways(service.evidence),
    )


def _datastores(graph: ServiceGraph) -> list[DatastoreJson]:
    found = _grouped(graph.uses, lambda use: use.store)
    return [
        DatastoreJson(
            store.name, store.engine, list(store.aliases), _accesses(graph, found.get(at, []))
        )
        for at, store in enumerate(graph.services)
        if store.kind == "datastore"
    ]


def _accesses(graph: ServiceGraph, uses: Sequence[DataUse]) -> list[AccessJson]:
    found = _grouped(uses, lambda use: use.service)
    return [_access(graph.services[service].name, found[service]) for service in sorted(found)]


def _access(service: str, uses: Sequence[DataUse]) -> AccessJson:
    sets = _grouped((use for use in uses if use.data_set), lambda use: (use.database, use.data_set))
    objects = [
        DataSetJson(
            name,
            database,
            united_mode(use.mode for use in sets[database, name]),
            _ways(where for use in sets[database, name] for where in use.evidence),
        )
        for database, name in sorted(sets)
    ]
    return AccessJson(
        service,
        united_mode(use.mode for use in uses),
        max(use.confidence for use in uses),
        objects,
        _ways(where for use in uses if not use.data_set for where in use.evidence),
    )


def _grouped(uses: Iterable[DataUse], key: Callable[[DataUse], _Key]) -> dict[_Key, list[DataUse]]:
    found: dict[_Key, list[DataUse]] = {}
    for use in uses:
        found.setdefault(key(use), []).append(use)
    return found


def united_mode(modes: Iterable[str]) -> str:
    """'rw' if some read and some write; who defines a data set writes it."""
    letters = {letter for mode in modes for letter in ("w" if mode == "define" else mode)}
    return "".join(letter for letter in "rw" if letter in letters)


def _ways(evidence: Iterable[Evidence]) -> list[WayJson]:
    return [WayJson(path_text(e.path), e.line, e.what) for e in dict.fromkeys(evidence)]


def _lost(call: LostCall) -> LostCallJson:
    return LostCallJson(path_text(call.path), call.line, call.written, call.cause)
