"""Calls that go by what the other side is called rather than by its address: interfaces of gRPC,
services of an RPC framework over a broker."""

from collections.abc import Mapping, Sequence

from driftscan.model.service_fact import CallFact, ServedFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import address_of
from driftscan.services.belonging import IMPORTED_SURENESS, Belonging
from driftscan.services.facts import TreeFacts
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.led import led_to
from driftscan.services.naming import plain
from driftscan.services.readings import Surroundings

_GIVEN_SURENESS = 0.7  # where a variable names one of several that it may be
_STUB_SURENESS = 0.8  # an interface without its address
KINDS = ("grpc", "rpc")

Served = dict[str, dict[int, Evidence]]


class Stubs:
    """Follows such calls. served: by kind and interface who serves it, and a line that does."""

    def __init__(
        self,
        tree: TreeFacts,
        belonging: Belonging,
        hosts: Hosts,
        surroundings: Sequence[Surroundings],
        joining: Joining,
    ) -> None:
        self._belonging = belonging
        self._hosts = hosts
        self._surroundings = surroundings
        self._joining = joining
        self.served: Mapping[str, Served] = {kind: _served(kind, tree, belonging) for kind in KINDS}

    def follow(self, source: int, call: CallFact, where: Evidence) -> bool:
        """Whether it is known who serves the interface. If that is one service only, the stub leads
        there, or else by its address; both together are certain. Where one program is deployed more
        than once, a variable that the caller is given may name the one that is meant."""
        known = self.served.get(call.kind, {})
        servers = known.get(plain(call.interface), {}) if call.interface else {}
        others = {at: line for at, line in servers.items() if at != source}
        if len(others) > 1 and not call.address:
            return self._follow_given(source, call, where, others)
        if len(others) != 1:
            return self._is_nobodys(call, where, servers)
        ((target, line),) = others.items()
        ways = [
            reading.way
            for reading in self._surroundings[source].readings(call.address, where.path)
            if (address := address_of(reading.text))
            and target in self._hosts.at(address, source)[0]
        ]
        imported = self._belonging.imported_by(source, where.path)
        evidence = [where, *imported, *(ways[0] if ways else ()), line]
        is_sure = (ways or call.kind == "rpc") and not imported
        sureness = 1.0 if is_sure else min(_STUB_SURENESS, IMPORTED_SURENESS)
        self._joining.edge(source, target, call.kind, evidence, sureness, call.interface)
        return True

    def _follow_given(
        self, source: int, call: CallFact, where: Evidence, servers: Mapping[int, Evidence]
    ) -> bool:
        found = led_to(source, self._surroundings[source], self._hosts)
        named = servers.keys() & found.keys()
        for at in named if len(named) == 1 else ():
            evidence = [where, found[at], servers[at]]
            self._joining.edge(source, at, call.kind, evidence, _GIVEN_SURENESS, call.interface)
        return len(named) == 1

    def _is_nobodys(self, call: CallFact, where: Evidence, servers: Mapping[int, Evidence]) -> bool:
        """A name over a broker that nobody bears leads nowhere; one's own leads to oneself."""
        if call.kind != "rpc" or call.address:
            return False
        if not servers:
            self._joining.lose(where, call.interface, "no-such-host")
        return True


def _served(kind: str, tree: TreeFacts, belonging: Belonging) -> Served:
    found: Served = {}
    for path, served in tree.each("served"):
        assert isinstance(served, ServedFact)
        for at in belonging.services_at(path) if served.kind == kind else ():
            name = plain(served.interface.rpartition(".")[2])
            line = Evidence(path, served.line, f"serves {served.interface}")
            found.setdefault(name, {}).setdefault(at, line)
    return found
