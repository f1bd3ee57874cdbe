"""Which services a host name stands for."""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.model.service_fact import HostFact, ValueFact
from driftscan.services.addresses import HOLE, Address
from driftscan.services.charts import Charts
from driftscan.services.drafts import Draft, running
from driftscan.services.facts import TreeFacts
from driftscan.services.homes import home_at
from driftscan.services.naming import plain
from driftscan.services.roles import setting_key
from driftscan.services.texts import literal

_OWN = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "[::1]"))
_LOCAL = _OWN | {"host.docker.internal"}
_PORT_SETTINGS = frozenset(("server.port", "quarkus.http.port", "micronaut.server.port"))
_CLUSTER = ("svc", "cluster", "default", "service", "internal", "local")


class Hosts:
    """Answers by name, by port on this machine, and last by a name that is written otherwise."""

    def __init__(self, drafts: Sequence[Draft], tree: TreeFacts) -> None:
        self._drafts = drafts
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_plain: dict[str, set[int]] = defaultdict(set)
        self._by_port: dict[int, set[int]] = defaultdict(set)
        for at, draft in enumerate(drafts):
            for host in draft.hosts:
                self._add(host, at)
        self._add_kubernetes(tree)
        self._add_ports(tree)

    def at(self, address: Address, home: int) -> tuple[set[int], float]:
        """Positions of the services that an address leads to, and how sure that is. home: the
        service that asks."""
        found: set[int] = set()
        sureness = 1.0
        for host in address.hosts or (address.host,):
            name = host.lower().rstrip(".")
            if name in _LOCAL:
                if len(self._by_port[address.port]) == 1:
                    found |= self._by_port[address.port] - {home}
                    sureness = 0.8
                continue
            exact = self._by_name.get(name) or self._by_name.get(_in_cluster(name), set())
            alike = self._by_plain.get(plain(name), set()) if not exact else set()
            if not exact and alike and "." not in name:
                sureness = 0.8
            found |= exact or (alike if "." not in name and len(alike) == 1 else set())
        return found, sureness

    def named(self, host: str) -> set[int]:
        """Positions of the services that have exactly this name."""
        return self._by_name.get(host, set())

    def is_local(self, address: Address) -> bool:
        """Whether an address is on the machine itself."""
        return address.host.lower() in _LOCAL

    def is_own(self, address: Address) -> bool:
        """The same as a program in a container sees it: there the machine has another name."""
        return address.host.lower() in _OWN

    def is_outside(self, address: Address) -> bool:
        """Whether a host that no service has must be one of another system."""
        return "." in address.host.strip(".") and HOLE not in address.host

    def _add(self, host: str, at: int) -> None:
        self._by_name[host.lower()].add(at)
        self._by_plain[plain(host)].add(at)

    def _add_kubernetes(self, tree: TreeFacts) -> None:
        """A Service leads to the workloads that bear its labels; else to the one of its name."""
        charts = Charts(tree)
        bearing = _bearing(self._drafts, charts)
        for path, fact in tree.each("hosts"):
            assert isinstance(fact, HostFact)
            host = charts.host(path, fact)
            chosen = sorted((bearing.get(pair, set()) for pair in set(host.selector)), key=len)
            for at in sorted({at for at, _ in chosen[0].intersection(*chosen)} if chosen else ()):
                self._add(host.name, at)
                self._drafts[at].aliases.add(host.name)

    def _add_ports(self, tree: TreeFacts) -> None:
        for at, draft in enumerate(self._drafts):
            for _, fact in draft.workload.facts if draft.workload else ():
                for outside, _inside in fact.ports:
                    if outside:
                        self._by_port[outside].add(at)
        homes = {draft.home.folder: draft.home for draft in self._drafts if draft.home}
        runners = running(self._drafts)
        for path, value in tree.each("values"):
            assert isinstance(value, ValueFact)
            if value.kind == "setting" and setting_key(value.name) in _PORT_SETTINGS:
                home, port = home_at(path, homes), literal(value.text)
                if home and port.isdigit():
                    self._by_port[int(port)].update(runners[home.folder])


def _bearing(
    drafts: Sequence[Draft], charts: Charts
) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """By label the workloads that bear it: position of the draft, number of the manifest."""
    found: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for at, draft in enumerate(drafts):
        for number, (path, fact) in enumerate(draft.workload.facts if draft.workload else ()):
            for key, value in fact.labels:
                found[key, charts.label(path, value)].add((at, number))
    return found


def _in_cluster(name: str) -> str:
    """`cart` of `cart.shop.svc.cluster.local` and of `cart.shop`: a namespace may follow."""
    first, dot, rest = name.partition(".")
    return first if dot and any(part in _CLUSTER for part in rest.split(".")) else name
