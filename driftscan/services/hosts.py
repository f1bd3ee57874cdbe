"""Which services a host name stands for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.service_fact import HostFact, MarkFact, ValueFact
from driftscan.services.addresses import HOLE, LOCAL, OWN, Address, address_of, is_on_machine
from driftscan.services.charts import Charts
from driftscan.services.drafts import Draft, running
from driftscan.services.facts import TreeFacts, nearest_group
from driftscan.services.homes import home_at
from driftscan.services.naming import plain
from driftscan.services.roles import setting_key
from driftscan.services.texts import literal

_SEVERAL = 2
_PORT_SETTINGS = frozenset(("server.port", "quarkus.http.port", "micronaut.server.port"))
# Addresses at which .NET listens; the first is that of launchSettings.json.
_LISTENING = re.compile(r"applicationurl|urls|kestrel\.endpoints\.\w+\.url")
# What a name within a cluster or a private network ends with (RFC 6762, RFC 9476 and ICANN's
# `internal` keep these from the public), and names that hold `.svc` of Kubernetes.
_PRIVATE = frozenset("svc cluster default service internal local consul lan intranet".split())
# Clouds answer under these, whoever asks.
_OF_CLOUDS = frozenset(("metadata.google.internal", "metadata.goog"))


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
        self._namespaces = _namespaces(tree)
        self._add_kubernetes(tree)
        self._add_ports(tree)

    def at(self, address: Address, home: int) -> tuple[set[int], float]:
        """Positions of the services that an address leads to, and how sure that is. home: the
        service that asks."""
        found: set[int] = set()
        sureness = 1.0
        for host in address.hosts or (address.host,):
            name = host.lower().rstrip(".")
            if name in LOCAL:
                if len(self._by_port[address.port]) == 1:
                    found |= self._by_port[address.port] - {home}
                    sureness = 0.8
                continue
            exact = self._by_name.get(name) or self._by_name.get(self._in_cluster(name), set())
            alike = self._by_plain.get(plain(name), set()) if not exact else set()
            if not exact and alike and "." not in name:
                sureness = 0.8
            found |= exact or (alike if "." not in name and len(alike) == 1 else set())
        return self._within_reach(found, home), sureness

    def _within_reach(self, found: set[int], home: int) -> set[int]:
        """Of several of one name those that a manifest starts beside who asks, if any; else those
        whose manifests are nearest to each of theirs."""
        if len(found) < _SEVERAL or not self._share_a_name(found):
            return found
        files = {at: _manifests(self._drafts[at]) for at in found}
        own = _manifests(self._drafts[home])
        if beside := {at for at in found if own & files[at]}:
            return beside
        order = sorted(at for at in found if files[at])
        near = {nearest_group(path, [files[at] for at in order]) for path in own} - {None}
        return {order[at] for at in near if at is not None} or found

    def _share_a_name(self, found: set[int]) -> bool:
        """Whether all are called alike, and do not only answer to a name that is another's."""
        drafts = [self._drafts[at] for at in found]
        names = [
            {fact.name for _, fact in d.workload.facts} if d.workload else set() for d in drafts
        ]
        return bool(set.intersection(*names)) or all(draft.engine for draft in drafts)

    def named(self, host: str) -> set[int]:
        """Positions of the services that have exactly this name."""
        return self._by_name.get(host, set())

    def is_local(self, address: Address) -> bool:
        """Whether an address is on the machine itself."""
        return is_on_machine(address)

    def is_own(self, address: Address) -> bool:
        """The same as a program in a container sees it: there the machine has another name."""
        return address.host.lower() in OWN

    def is_outside(self, address: Address) -> bool:
        """Whether a host that no service has must be one of another system: one with a name that
        only means something within a cluster or network may be ours, by a manifest not seen."""
        host = address.host.lower().strip(".")
        if host in _OF_CLOUDS:
            return True
        is_ours = _is_private(host) or host.partition(".")[2] in self._namespaces
        return "." in host and HOLE not in host and not is_ours

    def _in_cluster(self, name: str) -> str:
        """`cart` of `cart.shop.svc.cluster.local`, and of `cart.shop` if there is such a
        namespace."""
        first, dot, rest = name.partition(".")
        return first if dot and (rest in self._namespaces or _is_private(name)) else name

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
            ports = list(_ports(value)) if value.kind == "setting" else []
            home = home_at(path, homes) if ports else None
            for port in ports if home else ():
                self._by_port[port].update(runners[home.folder] if home else ())


def _manifests(draft: Draft) -> set[bytes]:
    return {path for path, _ in draft.workload.facts} if draft.workload else set()


def _namespaces(tree: TreeFacts) -> set[str]:
    """Those that manifests of Kubernetes name."""
    marks = (mark for _, mark in tree.each("marks") if isinstance(mark, MarkFact))
    return {mark.value for mark in marks if mark.name == "namespace"} - {""}


def _ports(value: ValueFact) -> Iterator[int]:
    """Those that a program says it listens at."""
    key = setting_key(value.name)
    if key in _PORT_SETTINGS and literal(value.text).isdigit():
        yield int(literal(value.text))
    elif _LISTENING.fullmatch(key):
        found = (address_of(url) for url in literal(value.text).split(";"))
        yield from (address.port for address in found if address and address.port)


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


def _is_private(host: str) -> bool:
    """Whether a name with dots is one of a cluster's or private network's own."""
    _, *rest = host.split(".")
    return bool(rest) and (rest[-1] in _PRIVATE or "svc" in rest)
