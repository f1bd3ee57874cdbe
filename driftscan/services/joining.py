"""Edges and uses while they are being found: one entry for each thing that they say, the evidence
of all places together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from driftscan.model.service_graph import DataUse, Evidence, LostCall, ServiceEdge
from driftscan.services.drafts import Draft

_MOST_EVIDENCE = 20
_Key = TypeVar("_Key")


@dataclass
class _Found:
    """What is known of an edge or a use so far. sites: the first evidence of each place."""

    confidence: float = 0.0
    evidence: list[Evidence] = field(default_factory=list)
    sites: list[Evidence] = field(default_factory=list)


class Joining:
    """Collects what joins services."""

    def __init__(self, drafts: list[Draft]) -> None:
        """drafts: may grow by stores and others that are only reached."""
        self.drafts = drafts
        self.lost: set[LostCall] = set()
        self._edges: dict[tuple[int, int, str, str], _Found] = {}
        self._uses: dict[tuple[int, int, str, str, str], _Found] = {}
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
            _add(self._edges, (source, target, kind, detail), confidence, evidence)

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
        _add(self._uses, (service, store, data_set, mode, database), confidence, where)
        self.edge(service, store, "data", where, confidence)

    def use_topic(
        self, service: int, broker: int, evidence: Iterable[Evidence], topic: str, mode: str
    ) -> None:
        """A service writes or reads messages; the edge says which way."""
        if topic:
            _add(self._uses, (service, broker, topic, mode, ""), 1.0, evidence)

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
        self.lost.add(LostCall(where.path, where.line, written, cause))

    def targets(self, source: int, kinds: Sequence[str] = ()) -> set[int]:
        """What a service has edges to so far."""
        return {t for s, t, kind, _ in self._edges if s == source and (not kinds or kind in kinds)}

    def edges(self) -> list[ServiceEdge]:
        """All edges, sorted."""
        return [
            ServiceEdge(
                source=source,
                target=target,
                kind=kind,
                confidence=found.confidence,
                detail=detail,
                evidence=_kept(found.evidence),
                sites=tuple(dict.fromkeys(found.sites)),
            )
            for (source, target, kind, detail), found in sorted(
                self._edges.items(), key=itemgetter(0)
            )
        ]

    def uses(self) -> list[DataUse]:
        """All uses of data, sorted."""
        return [
            DataUse(
                service=service,
                store=store,
                data_set=data_set,
                mode=mode,
                confidence=found.confidence,
                database=database,
                evidence=_kept(found.evidence),
                sites=tuple(dict.fromkeys(found.sites)),
            )
            for (service, store, data_set, mode, database), found in sorted(
                self._uses.items(), key=itemgetter(0)
            )
        ]


def _add(
    known: dict[_Key, _Found], key: _Key, confidence: float, evidence: Iterable[Evidence]
) -> None:
    found, more = known.setdefault(key, _Found()), list(evidence)
    found.confidence = max(found.confidence, confidence)
    found.evidence += more
    found.sites += more[:1]


def _kept(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))[:_MOST_EVIDENCE]
