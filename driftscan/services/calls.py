"""Calls that code and gateways make, followed to the services they reach."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import CallFact, ServedFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE, Address, address_of
from driftscan.services.dapr import invoked
from driftscan.services.drafts import Draft, running
from driftscan.services.endpoints import Endpoints, Request
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.homes import home_at
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.led import led_to
from driftscan.services.mounted import Mounted
from driftscan.services.naming import plain
from driftscan.services.readings import Reading, Surroundings
from driftscan.services.texts import literal, written
from driftscan.services.upstreams import Upstreams

_METRICS = frozenset(["prometheus", "grafana", "logstash", "opentelemetry-collector"])
_GATEWAYS = frozenset(
    "nginx apache haproxy envoy traefik caddy kong krakend ocelot yarp ingress zuul "
    "spring-cloud-gateway".split()
)
_PROXIES = _GATEWAYS - {"ingress", "ocelot", "yarp", "zuul", "spring-cloud-gateway"}
# What calls a service by its name in the registry rather than by a host.
_BY_NAME = frozenset(["feign", "dapr"])
_DEFAULT_SURENESS = 0.9  # where only a default in the code says so

_GIVEN_SURENESS = 0.7  # where a variable names one of several that it may be


class Calling:
    """Joins the callers of one system with what they call."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        tree: TreeFacts,
        hosts: Hosts,
        surroundings: Sequence[Surroundings],
        joining: Joining,
    ) -> None:
        self._tree = tree
        self._hosts = hosts
        self._surroundings = surroundings
        self._joining = joining
        self._names = [{plain(name) for name in {d.name, *d.hosts}} for d in drafts]
        self._homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
        self._running = running(drafts)
        self._products = _by_product(drafts)
        self._upstreams = Upstreams(tree)
        self._mounted = Mounted(drafts)
        self.served = _served_interfaces(tree, self.services_at)
        self.endpoints = Endpoints(tree, self.services_at)
        self.requests: list[Request] = []

    def services_at(self, path: bytes) -> tuple[int, ...]:
        """The services whose code a file is: all that run its home; but one alone, if a folder
        around the file is called like that one."""
        home = home_at(path, self._homes)
        running = self._running[home.folder] if home else ()
        if home is None or len(running) < 2:
            return running
        inner = folder_of(path)[len(home.folder) :].decode("utf-8", "replace")
        parts = {plain(part) for part in inner.split("/")} - {""}
        named = [at for at in running if parts & self._names[at]]
        return tuple(named) if len(named) == 1 else running

    def join(self) -> None:
        """Follow every call."""
        for file in self._tree.files:
            for call in file.facts.calls:
                if call.kind in ("http", "grpc"):
                    self._follow(file, call)

    def _follow(self, file: FactFile, call: CallFact) -> None:
        sources = self.users_of(file.path, call.client)
        for source in sources:
            self._follow_from(source, file, call)
        if not sources and call.client in _METRICS | _GATEWAYS:
            self._follow_stray(file, call)
        elif not sources:
            self._lose_stray(file, call)

    def _follow_from(self, source: int, file: FactFile, call: CallFact) -> None:
        where = Evidence(file.path, call.line, _says(call))
        if call.kind == "grpc" and self._follow_interface(source, call, where):
            return
        for text, way in self._upstreams.behind(call, file.path):
            for reading in self._surroundings[source].readings(text, file.path):
                self._reach(source, call, where, replace(reading, way=(*way, *reading.way)))

    def users_of(self, path: bytes, client: str) -> tuple[int, ...]:
        """The services that a file speaks for: those whose code it is. A product's configuration
        may lie outside its folder: then the product that it is mounted into, or the only service
        that is such a product."""
        if client in _METRICS | _PROXIES and (into := self._mounted.into(path)):
            return into
        # An Ingress among the manifests of a service is not that service.
        found = () if client == "ingress" else self.services_at(path)
        if found or client not in _METRICS | _GATEWAYS:
            return found
        named = self._products.get(plain(client), ())
        return tuple(named) if len(named) == 1 else ()

    def _follow_stray(self, file: FactFile, call: CallFact) -> None:
        """A gateway whose configuration belongs to no program here: if it passes something on to
        one, it is deployed by other means."""
        address = address_of(literal(call.address)) if call.client in _PROXIES else None
        if address is None:
            return
        found, sureness = self._hosts.at(address, -1)
        where = Evidence(file.path, call.line, call.client)
        if found:
            draft = Draft(call.client, kind="gateway", evidence=[where])
            draft.aliases.add(f"{call.client}-server")
            source = self._joining.node(f"{call.client} {folder_of(file.path)!r}", draft)
            for target in sorted(found):
                self._joining.edge(
                    source, target, call.kind, [where], sureness, _detail(call, address)
                )

    def _lose_stray(self, file: FactFile, call: CallFact) -> None:
        """A call in code that belongs to no service, but for one to another system."""
        text = literal(call.address)
        address = address_of(text) if text else None
        if text.startswith("/") or (address and self._is_elsewhere(address)):
            return
        where = Evidence(file.path, call.line, _says(call))
        self._joining.lose(where, written(call.address) or _says(call), "no-service")

    def _is_elsewhere(self, address: Address) -> bool:
        return self._hosts.is_local(address) or self._hosts.is_outside(address)

    def _is_itself(self, source: int, call: CallFact, address: Address) -> bool:
        """In the configuration of a product in a container, `localhost` is that container. In code
        it may be what a developer starts on one machine."""
        is_product = call.client in _METRICS | _PROXIES
        contained = self._joining.drafts[source].workload is not None
        return is_product and contained and self._hosts.is_own(address)

    def _follow_interface(self, source: int, call: CallFact, where: Evidence) -> bool:
        """A stub leads to whoever serves its interface, if that is one service only, or else by
        its address; both together are certain. Where one program is deployed more than once, a
        variable that the caller is given may name the one that is meant."""
        servers = self.served.get(plain(call.interface), {}) if call.interface else {}
        others = {at: line for at, line in servers.items() if at != source}
        if len(others) > 1 and not call.address:
            return self._follow_given(source, call, where, others)
        if len(others) != 1:
            return False
        ((target, line),) = others.items()
        ways = [
            reading.way
            for reading in self._surroundings[source].readings(call.address, where.path)
            if (address := address_of(reading.text))
            and target in self._hosts.at(address, source)[0]
        ]
        evidence = [where, *(ways[0] if ways else ()), line]
        self._joining.edge(source, target, "grpc", evidence, 1.0 if ways else 0.8, call.interface)
        return True

    def _follow_given(
        self, source: int, call: CallFact, where: Evidence, servers: Mapping[int, Evidence]
    ) -> bool:
        found = led_to(source, self._surroundings[source], self._hosts)
        named = servers.keys() & found.keys()
        for at in named if len(named) == 1 else ():
            evidence = [where, found[at], servers[at]]
            self._joining.edge(source, at, "grpc", evidence, _GIVEN_SURENESS, call.interface)
        return len(named) == 1

    def _reach(self, source: int, call: CallFact, where: Evidence, reading: Reading) -> None:
        address = address_of(_host_part(reading.text, call))
        address = invoked(address) if address else None
        if address is None or not address.host:
            self._unreached(reading, call, where)
            return
        if self._is_itself(source, call, address):
            return
        found, sureness = self._hosts.at(address, source)
        if reading.is_default:
            sureness = min(sureness, _DEFAULT_SURENESS)
        kind = "metrics" if call.client in _METRICS else call.kind
        if len(found) == 1:
            self._note(source, min(found), call, where, address, sureness)
        for target in sorted(found):
            detail = _detail(call, address)
            answer = self.endpoints.hit(target, call.method, detail.rpartition(" ")[2])
            evidence = [where, *reading.way, *([answer] if answer else ())]
            self._joining.edge(source, target, kind, evidence, sureness, detail)
            if call.client in _GATEWAYS and self._joining.drafts[source].kind == "service":
                self._joining.drafts[source].kind = "gateway"
        if found or self._hosts.is_local(address):
            return
        if self._hosts.is_outside(address):
            self._joining.leave(source, address.host.lower(), where)
            return
        cause = "computed" if HOLE in address.host else "no-such-host"
        self._joining.lose(where, written(call.address), cause)

    def _note(
        self,
        source: int,
        target: int,
        call: CallFact,
        where: Evidence,
        address: Address,
        sureness: float,
    ) -> None:
        """What is asked of whom, for contracts."""
        paths = self._surroundings[source].readings(call.path, where.path)
        path = address.path + (paths[0].text if len(paths) == 1 else HOLE)
        self.requests.append(
            Request(
                source,
                target,
                call.kind,
                call.method,
                path,
                where,
                sureness,
                call.interface,
                call.client,
            )
        )

    def _unreached(self, reading: Reading, call: CallFact, where: Evidence) -> None:
        if HOLE in reading.text and not reading.text.startswith("/"):
            self._joining.lose(where, written(call.address), "computed")


def _by_product(drafts: Sequence[Draft]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for product in {_product(alias) for alias in draft.aliases | {draft.name}}:
            found[product].append(at)
    return found


def _product(name: str) -> str:
    """A name or image of a collector is often that of its distribution."""
    return plain(name.rpartition("/")[2]).removesuffix("contrib")


def _served_interfaces(
    tree: TreeFacts, services_at: Callable[[bytes], tuple[int, ...]]
) -> dict[str, dict[int, Evidence]]:
    """By gRPC interface who serves it, and a line that does."""

    found: dict[str, dict[int, Evidence]] = {}
    for path, served in tree.each("served"):
        assert isinstance(served, ServedFact)
        for at in services_at(path) if served.kind == "grpc" else ():
            name = plain(served.interface.rpartition(".")[2])
            line = Evidence(path, served.line, f"serves {served.interface}")
            found.setdefault(name, {}).setdefault(at, line)
    return found


def _host_part(text: str, call: CallFact) -> str:
    """A name in the registry is a host, too."""
    return f"http://{text}" if call.client in _BY_NAME and "://" not in text else text


def _says(call: CallFact) -> str:
    return f"{call.client} {call.interface}".strip() if call.interface else call.client


def _detail(call: CallFact, address: Address) -> str:
    path = written(call.path) or address.path.partition("?")[0].replace(HOLE, "{}")
    return f"{call.method} {path}".strip() if path or call.method else ""
