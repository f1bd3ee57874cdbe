"""What services do to each other, as single statements: who, to whom, how, and on which line."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from driftscan.model.graph import Kind
from driftscan.model.service_graph import Evidence, ServiceGraph

# Ways of one service to need another that no rule can speak of yet ('config', 'discovery',
# 'metrics', 'auth', 'entry') are left out.
_KINDS = {
    "http": Kind.HTTP,
    "grpc": Kind.GRPC,
    "rpc": Kind.RPC,
    "publish": Kind.PUBLISH,
    "consume": Kind.CONSUME,
    "connect": Kind.QUEUE,
    "data": Kind.DATA,
}
_MODES = {
    "r": (Kind.READ,),
    "w": (Kind.WRITE,),
    "rw": (Kind.READ, Kind.WRITE),
    "define": (Kind.WRITE,),
}


class Statement(Struct, frozen=True, order=True):
    """source, target: positions in ServiceGraph.services. data_set, database: of a use of data.

    is_mapped: of a write, that there is no more than a class or handle by which one may read and
    write."""

    source: int
    target: int
    kind: Kind
    where: Evidence
    confidence: float
    data_set: str = ""
    database: str = ""
    is_mapped: bool = False


def statements_of(services: ServiceGraph) -> list[Statement]:
    """All of them, sorted. That a line opens a store says nothing where the same line reads it."""
    accesses = [each for each in uses_of(services) if each.kind is not Kind.DATA]
    said = {(each.source, each.target, each.where.path, each.where.line) for each in accesses}
    edges = [
        each
        for each in _edges(services)
        if each.kind is not Kind.DATA
        or (each.source, each.target, each.where.path, each.where.line) not in said
    ]
    return sorted([*edges, *accesses])


def uses_of(services: ServiceGraph) -> Iterator[Statement]:
    """What is used of stores; of brokers it is said by publish and consume."""
    for use in services.uses:
        if services.services[use.store].kind != "broker":
            for kind in _MODES.get(use.mode, (Kind.DATA,)):
                for where in sites_of(use.sites):
                    yield Statement(
                        use.service,
                        use.store,
                        kind,
                        where,
                        use.confidence,
                        use.data_set,
                        use.database,
                        use.mode == "rw" and kind is Kind.WRITE,
                    )


def sites_of(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Those that are lines of a file."""
    return (each for each in evidence if each.path and each.line)


def _edges(services: ServiceGraph) -> Iterator[Statement]:
    for edge in services.edges:
        kind = _KINDS.get(edge.kind)
        if kind is not None:
            for where in sites_of(edge.sites):
                yield Statement(edge.source, edge.target, kind, where, edge.confidence)
