"""Edges and uses while they are being found: one entry for each thing that they say, the evidence
of all places together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from driftscan.model.service_graph import DataUse, Evidence, LostCall, ServiceEdge
from driftscan.notation.secrets import masked
from driftscan.services.drafts import Draft

_MOST_EVIDENCE = 20
_TOLD_SURENESS = 0.7
_Key = TypeVar("_Key")


@dataclass
class _Said:
    """How sure something is, and the lines that say so, each once. sites: of each place that says
    so the first line."""

    confidence: float = 0.0
    evidence: dict[Evidence, None] = field(default_factory=dict)
    sites: dict[Evidence, None] = field(default_factory=dict)


class Joining:
    """Collects what joins services."""

    def __init__(self, drafts: list[Draft]) -> None:
        """drafts: may grow by stores and others that are only reached."""
        self.drafts = drafts
        self.lost: set[LostCall] = set()
        self._edges: dict[tuple[int, int, str, str], _Said] = {}
        self._uses: dict[tuple[int, int, str, str, str], _Said] = {}
        self._databases: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._targets: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._outside: dict[str, dict[Evidence, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._made: dict[str, int] = {}

    def edge(
        self,
        source: int,
        target: int,
        kind: str,
        evidence: Iterable[Evidence],
        confidence: float = 1.0,
        detail: str = "",
    ) -> None:
        """One service depends on another."""
        if source != target:
            _add(self._edges, (source, target, kind, masked(detail)), confidence, evidence)
            self._targets[source][target].add(kind)

    def use(
        self,
        service: int,
        store: int,
        evidence: Iterable[Evidence],
        confidence: float = 1.0,
        data_set: str = "",
        mode: str = "",
        database: str = "",
    ) -> None:
        """A service uses a store, or a data set in it; that is an edge, too."""
        where = list(evidence)
        key = (service, store, masked(_named(data_set)), mode, masked(database))
        _add(self._uses, key, confidence, where)
        if database:
            self._databases[service, store].add(masked(database))
        self.edge(service, store, "data", where, confidence)

    def use_database(self, service: int, store: int, where: Evidence, database: str) -> None:
        """A service that is known to use a store is told of a database there: that it opens it is
        likely."""
        _add(self._uses, (service, store, "", "", masked(database)), _TOLD_SURENESS, [where])

    def names_database(self, service: int, store: int, database: str = "") -> bool:
        """Whether it is known so far that a service uses this database of a store, or any."""
        known = self._databases.get((service, store), ())
        return masked(database) in known if database else bool(known)

    def use_topic(
        self, service: int, broker: int, evidence: Iterable[Evidence], topic: str, mode: str
    ) -> None:
        """A service writes or reads messages; the edge says which way."""
        if topic := _named(topic):
            _add(self._uses, (service, broker, masked(topic), mode, ""), 1.0, evidence)

    def node(self, key: str, draft: Draft) -> int:
        """The position of something that is only known because it is reached; made once a key."""
        if key not in self._made:
            self._made[key] = len(self.drafts)
            self.drafts.append(draft)
        draft_there = self.drafts[self._made[key]]
        draft_there.evidence += draft.evidence
        return self._made[key]

    def lose(self, where: Evidence, written: str, cause: str) -> None:
        """A call whose target is not known."""
        self.lost.add(LostCall(where.path, where.line, masked(written), cause))

    def leave(self, source: int, host: str, where: Evidence) -> None:
        """A call to a host of another system."""
        self._outside[host][where].add(source)

    def outside(self) -> Iterable[tuple[str, set[int], list[Evidence]]]:
        """Each such host with who calls it, and where."""
        for host, sites in sorted(self._outside.items()):
            yield host, set().union(*sites.values()), sorted(sites)

    def targets(self, source: int, kinds: Sequence[str] = ()) -> set[int]:
        """What a service has edges to so far."""
        found = self._targets.get(source, {})
        return {target for target, said in found.items() if not kinds or said & set(kinds)}

    def edges(self) -> list[ServiceEdge]:
        """All edges, sorted."""
        return [
            ServiceEdge(
                source=source,
                target=target,
                kind=kind,
                confidence=said.confidence,
                detail=detail,
                evidence=tuple(said.evidence),
                sites=tuple(said.sites),
            )
            for (source, target, kind, detail), said in sorted(self._edges.items(), key=_first)
        ]

    def uses(self) -> list[DataUse]:
        """All uses of data, sorted."""
        return [
            DataUse(
                service=service,
                store=store,
                data_set=data_set,
                mode=mode,
                confidence=said.confidence,
                database=database,
                evidence=tuple(said.evidence),
                sites=tuple(said.sites),
            )
            for (service, store, data_set, mode, database), said in sorted(
                self._uses.items(), key=_first
            )
        ]


def _add(found: dict[_Key, _Said], key: _Key, confidence: float, lines: Iterable[Evidence]) -> None:
    said = found.setdefault(key, _Said())
    said.confidence = max(said.confidence, confidence)
    for number, line in enumerate(lines):
        if not number:
            said.sites.setdefault(line)
        if len(said.evidence) < _MOST_EVIDENCE:
            said.evidence.setdefault(line)


def _first(pair: tuple[_Key, object]) -> _Key:
    return pair[0]


def _named(data_set: str) -> str:
    """A name of which nothing is known names nothing that could be shared."""
    return data_set if data_set.strip("*{}:./-_ ") else ""
