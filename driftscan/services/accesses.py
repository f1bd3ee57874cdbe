"""Data sets to the stores that hold them: which table is in which database."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from driftscan.model.service_fact import AccessFact
from driftscan.model.service_graph import AMBIGUOUS, Evidence
from driftscan.services.addresses import HOLE
from driftscan.services.belonging import IMPORTED_SURENESS, Belonging
from driftscan.services.facts import TreeFacts
from driftscan.services.joining import Joining
from driftscan.services.readings import Reading, Surroundings

_SURENESS = 0.9


class Opening(Struct, frozen=True):
    """stores: by service its stores, with the database in each. at: by service and file the stores
    that are opened there, with the databases in each. several: service and store where the service
    opens more than one database."""

    stores: Mapping[int, Mapping[int, str]]
    at: Mapping[tuple[int, bytes], Mapping[int, set[str]]]
    several: Set[tuple[int, int]] = frozenset()

    def database(self, service: int, path: bytes, store: int) -> str:
        """That which the file itself opens, or else the service; '' where that is not one only."""
        here = self.at.get((service, path), {}).get(store, ())
        if len(here) == 1:
            return next(iter(here))
        return "" if (service, store) in self.several else self.stores[service].get(store, "")


class _Access(Struct, frozen=True):
    """One service uses one data set, which one of these stores holds."""

    service: int
    path: bytes
    fact: AccessFact
    reading: Reading
    stores: Sequence[int]
    imported: Sequence[Evidence] = ()

    @property
    def name(self) -> str:
        return self.reading.text.replace(HOLE, "*")


def join_accesses(
    tree: TreeFacts,
    belonging: Belonging,
    surroundings: Sequence[Surroundings],
    joining: Joining,
    opening: Opening,
    fitting: Callable[[int, str], Sequence[int]],
) -> None:
    """Put every data set into the one store that can be meant.

    fitting: the stores of a service in which data of an engine can be. Of several it is the one
    that the same file opens; else the one in which another service has the data set; else it is
    told as lost.
    """
    found = [
        _Access(at, path, fact, reading, stores, belonging.imported_by(at, path))
        for path, fact, at in _accesses(tree, belonging, joining)
        if (stores := _fitting(fact, at, fitting))
        for reading in surroundings[at].readings(fact.name, path)
        if reading.text.strip(HOLE + "*")  # a name that is computed tells nothing
    ]
    holders: dict[str, set[tuple[int, int]]] = defaultdict(set)
    left = []
    for each in found:
        here = _chosen_here(each, opening)
        if here is None:
            left.append(each)
        else:
            holders[each.name].add((each.service, here))
            _use(joining, opening, each, here)
    for each in left:
        others = {store for service, store in holders[each.name] if service != each.service}
        fit = others.intersection(each.stores)
        if len(fit) == 1:
            _use(joining, opening, each, fit.pop())
        else:
            where = Evidence(each.path, each.fact.line, each.fact.via)
            joining.lose(where, each.name, AMBIGUOUS)


def _fitting(
    fact: AccessFact, at: int, fitting: Callable[[int, str], Sequence[int]]
) -> Sequence[int]:
    """A statement that is written out may be for a store that is not relational and speaks SQL."""
    stores = fitting(at, fact.engine)
    if fact.engine != "sql" or fact.via != "sql":
        return stores
    return [*stores, *fitting(at, "clickhouse")]


def _accesses(
    tree: TreeFacts, belonging: Belonging, joining: Joining
) -> Iterator[tuple[bytes, AccessFact, int]]:
    for path, fact in tree.each("accesses"):
        assert isinstance(fact, AccessFact)
        for at in belonging.services_at(path):
            if not joining.drafts[at].engine:
                yield path, fact, at


def _chosen_here(access: _Access, opening: Opening) -> int | None:
    """The only store that fits, or the only one of them that the file itself opens."""
    opened = opening.at.get((access.service, access.path), {})
    fit = access.stores if len(access.stores) == 1 else set(opened).intersection(access.stores)
    return next(iter(fit)) if len(fit) == 1 else None


def _use(joining: Joining, opening: Opening, access: _Access, store: int) -> None:
    where = Evidence(access.path, access.fact.line, access.fact.via)
    database = opening.database(access.service, access.path, store)
    evidence = [where, *access.imported, *access.reading.way]
    sureness = IMPORTED_SURENESS if access.imported else _SURENESS
    joining.use(access.service, store, evidence, sureness, access.name, access.fact.mode, database)
