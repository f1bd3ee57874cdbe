"""The system graph with its services in it, for rules about how those talk and what they keep.

A service is one more module. What a file does to a service is a dependency of that file's module;
files that are none become further modules. Positions of the code's own modules stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.components import Territory
from driftscan.graph.seats import Seats, is_below
from driftscan.graph.stated import Statement, sites_of, statements_of, uses_of
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Access, Dependency, Door, Kind, Module, Unmet
from driftscan.model.service_graph import Evidence, Service, ServiceGraph
from driftscan.model.spec import Component

_WORDS = {"datastore": "store", "broker": "broker"}
_APIS = {"http": Kind.HTTP, "grpc": Kind.GRPC, "rpc": Kind.RPC}
_ASIDE = frozenset(["user"])  # people are no part of the system
_NOWHERE = Evidence(b"", 1)


class Wiring(Struct, frozen=True):
    """territory: also of what has been added. accesses: what is used of data stores. doors: who
    answers. unmet: where one side of a contract is missing. found: the services by position.

    services: positions of those that stand in the graph. callers: positions of all that can depend
    on a service: itself, and code in its folder.
    """

    graph: SystemGraph
    territory: Territory
    accesses: tuple[Access, ...]
    doors: tuple[Door, ...]
    unmet: tuple[Unmet, ...]
    found: Mapping[int, Service]
    services: frozenset[int]
    callers: frozenset[int]


def wired(graph: SystemGraph, components: Sequence[Component], services: ServiceGraph) -> Wiring:
    """The graph of the code, its services and what they do to each other."""
    wires = _Wires(graph, Seats(components, graph), services)
    joined = wires.joined(statements_of(services))
    accesses = wires.accesses(uses_of(services))
    doors, unmet = wires.doors(services), wires.unmet(services)
    rows = sorted([*graph.internal, *joined, *wires.runs()], key=_order)
    return Wiring(
        SystemGraph(
            wires.modules,
            graph.externals,
            rows,
            graph.external,
            graph.unresolved,
            graph.tests_inside,
        ),
        wires.territory(),
        accesses,
        doors,
        unmet,
        {node: services.services[at] for at, node in wires.nodes.items()},
        frozenset(wires.nodes.values()),
        wires.callers(),
    )


class _Wires:
    """Modules for services and for the files that speak for them, made when first asked for."""

    def __init__(self, graph: SystemGraph, seats: Seats, services: ServiceGraph) -> None:
        self._graph = graph
        self._seats = seats
        self._services = services.services
        self._seat = [seats.seat(service) for service in self._services]
        self._ids = {module.id for module in graph.modules}
        self._by_path = {module.path: at for at, module in enumerate(graph.modules)}
        self._by_key: dict[str, int] = {}
        self._speakers: set[tuple[int, int]] = set()
        self._placed: list[bytes | None] = [module.path for module in graph.modules]
        self.modules = list(graph.modules)
        self.nodes = {
            at: self._added(_node(service, self._ids), self._seat[at])
            for at, service in enumerate(self._services)
            if service.kind not in _ASIDE
        }

    def _added(self, module: Module, placed: bytes | None) -> int:
        if module.key not in self._by_key:
            self._by_key[module.key] = len(self.modules)
            self.modules.append(module)
            self._placed.append(placed)
        return self._by_key[module.key]

    def joined(self, statements: Iterable[Statement]) -> list[Dependency]:
        """What is said of services as dependencies on them."""
        rows: dict[tuple[int, int, Kind], list[Statement]] = defaultdict(list)
        for each in statements:
            if each.source in self.nodes and each.target in self.nodes:
                source = self._speaker(each.source, each.where.path)
                self._speakers.add((each.source, source))
                rows[source, self.nodes[each.target], each.kind].append(each)
        return [_dependency(*ends, found) for ends, found in rows.items() if ends[0] != ends[1]]

    def accesses(self, uses: Iterable[Statement]) -> tuple[Access, ...]:
        """What is used of which store, by whom. Whoever speaks has been met before."""
        rows: dict[tuple[int, int, Kind, str, str, bool], set[int]] = defaultdict(set)
        for each in uses:
            if each.source in self.nodes and each.target in self.nodes:
                source, store = self._speaker(each.source, each.where.path), self.nodes[each.target]
                key = source, store, each.kind, each.database, each.data_set, each.is_mapped
                rows[key].add(each.where.line)
        return tuple(
            sorted(Access(*key[:5], tuple(sorted(lines)), key[5]) for key, lines in rows.items())
        )

    def doors(self, services: ServiceGraph) -> tuple[Door, ...]:
        """Who answers, each with the first line that does."""
        return tuple(
            Door(
                self.nodes[api.service],
                _APIS[api.kind],
                self._speaker(api.service, api.where.path),
                api.where.line,
                api.count,
            )
            for api in services.apis
            if api.service in self.nodes
        )

    def unmet(self, services: ServiceGraph) -> tuple[Unmet, ...]:
        """Contracts with one side, by the line that has it."""
        return tuple(
            Unmet(
                self._speaker(each.service, each.where.path),
                self.nodes[each.other],
                each.kind,
                each.what,
                each.where.line,
                each.known,
            )
            for each in services.unmet
            if each.service in self.nodes and each.other in self.nodes
        )

    def _speaker(self, at: int, path: bytes) -> int:
        """The module that says what a service does: that of the file, if it is the service's own.

        What a library or a manifest elsewhere says for a service is said by that, or it would seem
        to be the doing of whoever the file belongs to.
        """
        home = self._seats.membership(path)
        folder = self._services[at].folder
        is_own = folder is not None and bool(home) and is_below(path, folder)
        if is_own or home == self._seats.membership(self._seat[at]):
            known = self._by_path.get(path)
            return self._added(_file(path), path) if known is None else known
        name = self._services[at].name
        return self._added(_spoken_for(path, name), self._seat[at])

    def runs(self) -> Iterator[Dependency]:
        """From services to what speaks for them, so that chains lead on.

        Only where both belong to the same components: these never cross a boundary.
        """
        territory = self.territory()
        for at, speaker in sorted(self._speakers):
            node = self.nodes[at]
            if territory.are_alike(node, speaker):
                shown = next(sites_of(self._services[at].evidence), _NOWHERE)
                yield Dependency(node, speaker, Kind.RUNS, (shown.line,))

    def territory(self) -> Territory:
        """Which components all these belong to."""
        placed = zip(self._placed, self.modules, strict=True)
        modules = [_at(module, path or b"") for path, module in placed]
        nowhere = frozenset(at for at, path in enumerate(self._placed) if path is None)
        return Territory(self._seats.components, modules, nowhere)

    def callers(self) -> frozenset[int]:
        """Positions of services, of what speaks for them, and of all code in their folders."""
        folders = {s.folder for at, s in enumerate(self._services) if at in self.nodes}
        found = set(range(len(self._graph.modules), len(self.modules)))
        for at, module in enumerate(self._graph.modules):
            if b"" in folders or any(above in folders for above in _above(module.path)):
                found.add(at)
        return frozenset(found)


def _dependency(source: int, target: int, kind: Kind, found: Sequence[Statement]) -> Dependency:
    lines = tuple(sorted({each.where.line for each in found}))
    return Dependency(source, target, kind, lines, max(each.confidence for each in found))


def _node(service: Service, ids: Set[str]) -> Module:
    word = _WORDS.get(service.kind, "service")
    shown = f"{word}:{service.name}"
    if shown in ids:  # a Python module of a source root with that name
        shown = f"{word}::{service.name}"
    where = next(sites_of(service.evidence), _NOWHERE)
    return Module(shown, f"service::{service.name}", where.path, "", service.name, "")


def _file(path: bytes) -> Module:
    text = _text(path)
    return Module(text, f"file::{text}", path, "", text.replace("/", "."), "")


def _spoken_for(path: bytes, service: str) -> Module:
    text = _text(path)
    return Module(f"{text}:{service}", f"file::{text}:{service}", path, "", service, "")


def _at(module: Module, path: bytes) -> Module:
    return module if module.path == path else replace(module, path=path)


def _text(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def _above(path: bytes) -> Iterator[bytes]:
    while b"/" in path:
        path = path.rpartition(b"/")[0]
        yield path


def _order(dependency: Dependency) -> tuple[int, int, Kind]:
    return dependency.source, dependency.target, dependency.kind
