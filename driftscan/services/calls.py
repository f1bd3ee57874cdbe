"""Calls that code and gateways make, followed to the services they reach."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import CallFact
from driftscan.model.service_graph import Evidence
from driftscan.services import development
from driftscan.services.addresses import HOLE, Address, address_of
from driftscan.services.belonging import (
    GATEWAYS,
    IMPORTED_SURENESS,
    METRICS,
    PROXIES,
    Belonging,
    is_filled_in,
)
from driftscan.services.dapr import invoked
from driftscan.services.development import Development, is_of_development
from driftscan.services.drafts import Draft
from driftscan.services.endpoints import Endpoints, Request
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.readings import Reading, Surroundings
from driftscan.services.stubs import KINDS as STUBS
from driftscan.services.stubs import Stubs
from driftscan.services.texts import literal, written
from driftscan.services.upstreams import Upstreams

# What calls a service by its name in the registry rather than by a host.
_BY_NAME = frozenset(["feign", "dapr"])
_DEFAULT_SURENESS = 0.9  # where only a default in the code says so


class Calling:
    """Joins the callers of one system with what they call."""

    def __init__(
        self,
        tree: TreeFacts,
        belonging: Belonging,
        hosts: Hosts,
        surroundings: Sequence[Surroundings],
        joining: Joining,
    ) -> None:
        self._tree = tree
        self._hosts = hosts
        self._surroundings = surroundings
        self._joining = joining
        self._belonging = belonging
        self._development = Development(tree, joining.drafts)
        self._upstreams = Upstreams(tree)
        self._stubs = Stubs(tree, belonging, hosts, surroundings, joining)
        self.served = self._stubs.served
        self.endpoints = Endpoints(tree, belonging.services_at)
        self.requests: list[Request] = []

    def join(self) -> None:
        """Follow every call."""
        for file in self._tree.files:
            for call in file.facts.calls:
                if call.kind in ("http", *STUBS):
                    self._follow(file, call)

    def _follow(self, file: FactFile, call: CallFact) -> None:
        sources = self._belonging.users_of(file.path, call.client)
        for source in sources:
            self._follow_from(source, file, call)
        if not sources and call.client in METRICS | GATEWAYS:
            if not is_filled_in(file.path):
                self._follow_stray(file, call)
        elif not sources:
            self._lose_stray(file, call)

    def _follow_from(self, source: int, file: FactFile, call: CallFact) -> None:
        if self._development.leaves_out(source, file.path, call):
            return
        where = Evidence(file.path, call.line, _says(call))
        if call.kind in STUBS and self._stubs.follow(source, call, where):
            return
        for text, way in self._upstreams.behind(call, file.path):
            for reading in self._surroundings[source].readings(text, file.path):
                self._reach(source, call, where, replace(reading, way=(*way, *reading.way)))

    def _follow_stray(self, file: FactFile, call: CallFact) -> None:
        """A gateway whose configuration belongs to no program here: if it passes something on to
        one, it is deployed by other means."""
        address = address_of(literal(call.address)) if call.client in PROXIES else None
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
        is_product = call.client in METRICS | PROXIES
        contained = self._joining.drafts[source].workload is not None
        return is_product and contained and self._hosts.is_own(address)

    def _reach(self, source: int, call: CallFact, where: Evidence, reading: Reading) -> None:
        address = address_of(_host_part(reading.text, call))
        address = invoked(address) if address else None
        if address is None or not address.host:
            self._unreached(reading, call, where)
            return
        if self._is_itself(source, call, address):
            return
        found, certain = self._hosts.at(address, source)
        imported = self._belonging.imported_by(source, where.path)
        sureness = min(certain, _sureness(reading, where, call, is_own=not imported))
        kind = "metrics" if call.client in METRICS else call.kind
        if len(found) == 1 and call.kind != "rpc":
            self._note(source, min(found), call, where, address, sureness)
        for target in sorted(found):
            detail = _detail(call, address)
            answer = self.endpoints.hit(target, call.method, detail.rpartition(" ")[2])
            evidence = [where, *imported, *reading.way, *([answer] if answer else ())]
            self._joining.edge(source, target, kind, evidence, sureness, detail)
            if call.client in GATEWAYS and self._joining.drafts[source].kind == "service":
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


def _sureness(reading: Reading, where: Evidence, call: CallFact, *, is_own: bool) -> float:
    """How sure it is that a service makes a call to this address, whoever bears that."""
    if is_of_development(where.path, call):
        return development.SURENESS
    if not is_own:
        return IMPORTED_SURENESS
    return _DEFAULT_SURENESS if reading.is_default else 1.0


def _host_part(text: str, call: CallFact) -> str:
    """A name in the registry is a host, too."""
    return f"http://{text}" if call.client in _BY_NAME and "://" not in text else text


def _says(call: CallFact) -> str:
    return f"{call.client} {call.interface}".strip() if call.interface else call.client


def _detail(call: CallFact, address: Address) -> str:
    path = written(call.path) or address.path.partition("?")[0].replace(HOLE, "{}")
    return f"{call.method} {path}".strip() if path or call.method else ""
