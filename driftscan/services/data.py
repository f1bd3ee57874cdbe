"""Which service uses which data store, and which data sets in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import AccessFact
from driftscan.model.service_graph import ONLY_ONE_SURENESS, Evidence
from driftscan.services import embedded
from driftscan.services.accesses import Opening, join_accesses
from driftscan.services.addresses import HOLE, Address
from driftscan.services.belonging import IMPORTED_SURENESS, Belonging
from driftscan.services.conventions import Settings
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.led import led_to
from driftscan.services.opened import Opened, is_free, may_be_anywhere, openings
from driftscan.services.readings import Surroundings
from driftscan.services.roles import (
    EMBEDDED_LIBRARIES,
    STORES_BY_LIBRARY,
)
from driftscan.services.stores import RELATIONAL, Stores, family

BROKERS = frozenset(["kafka", "rabbitmq", "nats", "sqs", "activemq", "mqtt", "pulsar"])
# They live inside the program, so that nobody shares them.
_EMBEDDED = frozenset(["embedded", "sqlite", "h2"])
# Stores that a cloud runs; people call them by the product's name.
_MANAGED = frozenset(
    ("alloydb", "spanner", "cosmosdb", "dynamodb", "firestore", "bigquery", "bigtable", "snowflake")
)
_SEARCH = frozenset(["elasticsearch"])
# A program that opens more kinds than these at addresses that it computes opens those of its users.
_MOST_ENGINES = 3
_FILE_SURENESS = 0.8
_THIS_MACHINE = "127.0.0.1"


class Storing:
    """Joins services with their stores."""

    def __init__(
        self,
        tree: TreeFacts,
        belonging: Belonging,
        hosts: Hosts,
        surroundings: Sequence[Surroundings],
        settings: Settings,
        libraries: Mapping[int, Mapping[str, Evidence]],
        joining: Joining,
    ) -> None:
        self._libraries = libraries
        self._tree = tree
        self._belonging = belonging
        self._hosts = hosts
        self._surroundings = surroundings
        self._settings = settings
        self._joining = joining
        self._all = Stores(joining.drafts)
        self._named: dict[int, set[int]] = {}  # by service what its variables lead to
        self._stores: dict[int, dict[int, str]] = defaultdict(dict)  # by service: store, database
        # By service and file the stores that are opened there, with the databases in each.
        self._opened_at: dict[tuple[int, bytes], dict[int, set[str]]] = defaultdict(dict)
        self._several: set[tuple[int, int]] = set()  # by service: stores with several databases

    def join(self) -> None:
        """Stores first, then the data sets in them."""
        opened = openings(
            self._tree, self._belonging, self._surroundings, self._settings, self._joining
        )
        lasting = [each for each in opened if each.engine not in _EMBEDDED]
        placed = [each for each in lasting if self._place(each)]
        known = {(each.service, each.evidence[0]) for each in placed}
        left = [each for each in lasting if (each.service, each.evidence[0]) not in known]
        for each in left:
            if not self._has_store(each.service, each.engine) and not _is_anybodys(each, left):
                self._make(each)
        self._make_by_libraries()
        self._make_files(each for each in opened if each.file)
        join_accesses(
            self._tree,
            self._belonging,
            self._surroundings,
            self._joining,
            Opening(self._stores, self._opened_at, self._several),
            self._fitting,
        )

    def _make_by_libraries(self) -> None:
        """A service that keeps data by a driver, and where is configured out of sight."""
        used = self._engines_used()
        for at, libraries in self._libraries.items():
            if self._stores[at] or not used.get(at) or EMBEDDED_LIBRARIES & libraries.keys():
                continue
            for library, where in libraries.items():
                engine = STORES_BY_LIBRARY.get(library, "")
                if engine in used[at] or ("sql" in used[at] and engine in RELATIONAL):
                    opened = Opened(at, engine, Address("", ""), "", (where,), is_default=True)
                    if not self._place(opened):
                        self._make(opened)

    def _make_files(self, opened: Iterable[Opened]) -> None:
        """A database in a file of a program that keeps its rows nowhere else: beside a server's it
        is another way to run it, or a cache. Programs of one folder open one file."""
        for each in opened:
            at, draft = each.service, self._joining.drafts[each.service]
            if self._belonging.imported_by(at, each.evidence[0].path) or any(
                self._joining.drafts[store].engine in RELATIONAL for store in self._stores[at]
            ):
                continue
            made = Draft(f"database-{draft.name}", kind="datastore", engine=embedded.ENGINE)
            made.evidence.append(each.evidence[0])
            store = self._joining.node(f"file {_code_of(draft)}", made)
            self._joining.drafts[store].aliases.add(each.file)
            self._connect(replace(each, database=each.file), store, _FILE_SURENESS)

    def _engines_used(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for path, fact in self._tree.each("accesses"):
            assert isinstance(fact, AccessFact)
            for at in self._belonging.services_at(path):
                found[at].add(fact.engine)
        return found

    def stores_of(self, service: int) -> dict[int, str]:
        """Positions of the stores that a service uses, with the database in each."""
        return self._stores[service]

    def _place(self, opened: Opened) -> bool:
        """Whether the address leads to a store of the system, or can only mean one."""
        found: set[int] = set()
        sureness = 0.9 if opened.is_default else 1.0
        if self._belonging.imported_by(opened.service, opened.evidence[0].path):
            sureness = IMPORTED_SURENESS
        if opened.address and opened.address.host:
            reached, certain = self._hosts.at(opened.address, opened.service)
            sureness = min(sureness, certain)
            found = {t for t in reached if self._joining.drafts[t].engine}
            if reached and not found and not self._hosts.is_local(opened.address):
                return self._connect_others(opened, reached, sureness)
        if not found and may_be_anywhere(opened, self._hosts):
            found = set(self._only_store(opened.engine)) - self._left_out(opened)
            if not found and self._only_store(opened.engine):
                return True  # one of several ways, and the other is switched on
            sureness = min(sureness, ONLY_ONE_SURENESS)
        for store in found:
            self._connect(opened, store, sureness)
        return bool(found)

    def _left_out(self, opened: Opened) -> set[int]:
        """Databases that an address which is put together could mean, where variables name another:
        a program that can keep its data in any."""
        address = opened.address
        if opened.engine not in RELATIONAL or address is None or HOLE not in address.host:
            return set()
        named = self._named_by_variables(opened.service)
        databases = {at for at in named if self._joining.drafts[at].engine in RELATIONAL}
        return set(self._only_store(opened.engine)) - databases if databases else set()

    def _named_by_variables(self, service: int) -> set[int]:
        if service not in self._named:
            self._named[service] = set(led_to(service, self._surroundings[service], self._hosts))
        return self._named[service]

    def _connect_others(self, opened: Opened, reached: set[int], sureness: float) -> bool:
        """A pool, a proxy, or a broker that a program has inside."""
        for target in sorted(reached):
            self._joining.edge(opened.service, target, "connect", opened.evidence, sureness)
        return True

    def _only_store(self, engine: str) -> list[int]:
        found = list(self._all.like(engine))
        return found if len(found) == 1 else []

    def _connect(self, opened: Opened, store: int, sureness: float) -> None:
        engine = self._joining.drafts[store].engine
        if engine in BROKERS or self._joining.drafts[store].kind == "broker":
            self._joining.edge(opened.service, store, "connect", opened.evidence, sureness)
        else:
            self._joining.use(
                opened.service, store, opened.evidence, sureness, database=opened.database
            )
        # It may be opened a second time without a database, to make that.
        known = self._stores[opened.service].get(store)
        if known and opened.database and known != opened.database:
            self._several.add((opened.service, store))
        self._stores[opened.service][store] = known or opened.database
        here = self._opened_at[opened.service, opened.evidence[0].path]
        here.setdefault(store, set()).update({opened.database} - {""})

    def _has_store(self, service: int, engine: str) -> bool:
        wanted = family(engine)
        drafts = self._joining.drafts
        return any(
            not wanted or family(drafts[store].engine) == wanted for store in self._stores[service]
        )

    def _make(self, opened: Opened) -> None:
        """A store that nothing deploys: services that open the same address share it."""
        engine = opened.engine
        if not engine or opened.address is None:
            return
        address = opened.address
        imported = self._belonging.imported_by(opened.service, opened.evidence[0].path)
        if imported and may_be_anywhere(opened, self._hosts):
            return  # whoever imports it need not open it, and nothing says that there is one
        if HOLE in address.host and self._stores[opened.service]:
            return  # another way to keep the same, which nothing here switches on
        if is_free(opened) and (led := self._named_by_variables(opened.service)):
            alike = [at for at in led if _are_alike(self._joining.drafts[at].engine, engine)]
            for at in alike if len(alike) == 1 else ():
                self._connect(opened, at, ONLY_ONE_SURENESS)
            if alike:
                return  # it is one of those
        if engine in _SEARCH and self._hosts.is_outside(address):
            return
        host = "" if HOLE in address.host else address.host
        if self._hosts.is_local(address):
            host = _THIS_MACHINE  # under whichever of its names
        own = "" if host else _code_of(self._joining.drafts[opened.service])
        key = f"store {engine} {host}:{address.port}/{opened.database} {own}"
        name = f"database-{self._joining.drafts[opened.service].name}"
        kind = "broker" if engine in BROKERS else "datastore"
        if kind == "broker":
            name = engine
        draft = Draft(name, kind=kind, engine=engine, evidence=[opened.evidence[0]])
        # Redis has its databases by number, which is nobody's name.
        named = "" if opened.database.isdigit() else opened.database
        draft.aliases |= {named, host}
        draft.aliases |= {opened.evidence[0].what} & _MANAGED
        at = self._joining.node(key, draft)
        self._joining.drafts[at].aliases.add(name)
        self._connect(opened, at, 0.8)

    def _fitting(self, at: int, engine: str) -> Sequence[int]:
        """The stores of a service in which data of an engine can be."""
        own = [store for store in self._stores[at] if self._holds(store, engine)]
        return own or self._needed_store(at, engine)

    def _holds(self, store: int, engine: str) -> bool:
        own = self._joining.drafts[store].engine
        if engine in ("sql", ""):
            is_relational = own in RELATIONAL or own == embedded.ENGINE
            return is_relational or (not engine and own not in BROKERS)
        return family(own) == family(engine)

    def _needed_store(self, at: int, engine: str) -> list[int]:
        """No address is known; its manifest may name one store that fits."""
        workload = self._joining.drafts[at].workload
        needs = {
            need.name.partition(":")[0]
            for _, f in (workload.facts if workload else ())
            for need in f.needs
        }
        drafts = self._joining.drafts
        named = [
            store
            for store in self._all.named(needs)
            if drafts[store].kind == "datastore" and self._holds(store, engine)
        ]
        return named if len(named) == 1 else []


def _is_anybodys(opened: Opened, left: Sequence[Opened]) -> bool:
    """Whether a store is one of whoever uses the program: a tool that shows any database."""
    engines = {each.engine for each in left if each.service == opened.service and is_free(each)}
    return is_free(opened) and len(engines) > _MOST_ENGINES


def _code_of(draft: Draft) -> str:
    """What the programs of one code base have in common: they open one store."""
    return repr(draft.home.folder) if draft.home else draft.name


def _are_alike(one: str, other: str) -> bool:
    return bool(one) and family(one) == family(other)
