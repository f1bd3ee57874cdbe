"""Which services a file speaks for: those whose code it is, or those whose code imports it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from driftscan.model.service_fact import ServiceFacts
from driftscan.model.service_graph import Evidence
from driftscan.services.built import built_into_one
from driftscan.services.drafts import Draft, running
from driftscan.services.entries import (
    COMPILED,
    attends,
    entry_files,
    keeps_time,
    main_files,
    mains_of,
)
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.homes import home_at
from driftscan.services.mounted import Mounted
from driftscan.services.naming import plain
from driftscan.services.reach import reached

METRICS = frozenset(["prometheus", "grafana", "logstash", "opentelemetry-collector", "consul"])
GATEWAYS = frozenset(
    "nginx apache apisix haproxy envoy traefik caddy kong krakend ocelot yarp ingress zuul "
    "spring-cloud-gateway".split()
)
PROXIES = GATEWAYS - {"ingress", "ocelot", "yarp", "zuul", "spring-cloud-gateway"}
# An Ingress among the manifests of a service is not that service; Consul asks what others register.
_BESIDE = frozenset(["ingress", "consul"])
# Settings from which a program that looks after a queue has it, and its timetable.
_OF_QUEUES = frozenset(["celery", "django"])
# What these read is imported by nobody.
_NO_CODE = frozenset(["sql", "proxies", "compose", "compose-like", "kubernetes", "dockerfile"])
# Jinja, Go, ERB, Mustache. Images of nginx fill in `templates/*.template` for themselves.
_TEMPLATE = re.compile(rb"(?:^|/)templates/.*\.(?:j2|jinja2?|tmpl|gotmpl|tpl|erb|mustache|ejs)$")
# What a program imports it need not call.
IMPORTED_SURENESS = 0.8
# A product's image or name often says which distribution of it is meant.
_DISTRIBUTION = re.compile(r"contrib$")


class Belonging:
    """Answers by the path of a file, and for gateways and collectors also by what they are."""

    def __init__(self, drafts: Sequence[Draft], tree: TreeFacts) -> None:
        self._names = [{plain(name) for name in {d.name, *d.hosts}} for d in drafts]
        self._homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
        self._running = running(drafts)
        self._products = _by_product(drafts)
        self._mounted = Mounted(drafts)
        self._tree = tree
        self._attending = {at for at, draft in enumerate(drafts) if attends(draft)}
        in_database = _asks_for(tree, "django-celery-beat")
        self._timetables = {
            at for at in self._attending if keeps_time(drafts[at], in_database=in_database)
        }
        self._begins = self._beginnings(drafts)
        self._entered = self._by_entries(tree)
        self._own: dict[bytes, tuple[int, ...]] = {}
        self._built = built_into_one(drafts, tree)
        self._imported = self._by_imports(tree)

    def services_at(self, path: bytes) -> tuple[int, ...]:
        """The services that a file speaks for: those whose code it is; of code that lies in no
        service's folder those whose code imports it, or the one that it is built into."""
        return self.own_at(path) or tuple(sorted(self._imported.get(path, ())))

    def own_at(self, path: bytes) -> tuple[int, ...]:
        """The services whose code a file is: all that run its home; but one alone, if a folder
        around the file is called like that one, and of those whose command starts a file only
        those that this leads to it, if any does. What looks after a queue runs none of it."""
        if path not in self._own:  # asked some five times of each file
            self._own[path] = self._running_at(path)
        return self._own[path]

    def _running_at(self, path: bytes) -> tuple[int, ...]:
        home = home_at(path, self._homes)
        running = self._running[home.folder] if home else ()
        if home is None or len(running) < 2:
            return running
        inner = folder_of(path)[len(home.folder) :].decode("utf-8", "replace")
        parts = {plain(part) for part in inner.split("/")} - {""}
        named = [at for at in running if parts & self._names[at]]
        return tuple(named) if len(named) == 1 else self._reaching(path, running)

    def readable(self, paths: Iterable[bytes]) -> set[int]:
        """The services whose code some of these are, and those that run none of their folder's."""
        return self._attending.union(*map(self.own_at, paths))

    def users_of(self, path: bytes, client: str) -> tuple[int, ...]:
        """The services that a file speaks for. A product's configuration may lie outside its
        folder: then the product that it is mounted into, or the only service that is such a
        product. What looks after a queue has that from the code it is started with, and its
        timetable from the database."""
        if client in METRICS | PROXIES and (into := self._mounted.into(path)):
            return into
        if client in GATEWAYS and is_filled_in(path):
            return self._named_after(client)
        found = () if client in _BESIDE else self.services_at(path)
        if client in _OF_QUEUES:
            home = home_at(path, self._homes)
            beside = self._attending if client == "celery" else self._timetables
            found += (
                tuple(at for at in self._running.get(home.folder, ()) if at in beside)
                if home
                else ()
            )
            return tuple(sorted(set(found)))
        if found or client not in METRICS | GATEWAYS:
            return found
        named = self._products.get(plain(client), ())
        return tuple(named) if len(named) == 1 else ()

    def _named_after(self, client: str) -> tuple[int, ...]:
        """The only service with a product's name in its image."""
        found = {at for name, each in self._products.items() if client in name for at in each}
        return tuple(found) if len(found) == 1 else ()

    def imported_by(self, service: int, path: bytes) -> tuple[Evidence, ...]:
        """The line of a service's own code that leads to a file outside of it; () for its own."""
        line = self._imported.get(path, {}).get(service)
        return (line,) if line and not self.own_at(path) else ()

    def is_imported(self, path: bytes) -> bool:
        """Whether any service's code leads to a file outside of all of them."""
        return path in self._imported

    def wants_imports(self) -> bool:
        """Whether files of nobody say what a program does, or commands where several of one folder
        begin: only imports tell then whose it is."""
        return bool(self._begins) or (
            bool(self._homes)
            and any(
                _does_something(file.facts)
                and not self.own_at(file.path)
                and file.path not in self._built
                for file in self._tree.files
                if file.extractor not in _NO_CODE
            )
        )

    def _reaching(self, path: bytes, running: tuple[int, ...]) -> tuple[int, ...]:
        """Of compiled programs nothing is loaded by name: what none is led to is a tool."""
        at_work = tuple(at for at in running if at not in self._attending) or running
        led = self._entered.get(path, set())
        known = tuple(at for at in at_work if at in led or at not in self._begins)
        is_told = led.intersection(at_work) or (
            path.endswith(COMPILED) and self._begins.keys() & set(at_work)
        )
        return known if is_told else at_work

    def _beginnings(self, drafts: Sequence[Draft]) -> dict[int, set[bytes]]:
        """The files that the commands of several programs of one folder start."""
        files = {file.path for file in self._tree.files} | self._tree.imports.keys()
        several = [at for each in self._running.values() for at in each if len(each) > 1]
        mains = mains_of(self._tree)
        found = {
            at: entry_files(drafts[at], files) or main_files(drafts[at], mains) for at in several
        }
        return {at: entries for at, entries in found.items() if entries}

    def _by_entries(self, tree: TreeFacts) -> dict[bytes, set[int]]:
        """By file of a folder with several programs those whose beginning leads there."""
        found: dict[bytes, set[int]] = defaultdict(set)
        for at, entries in self._begins.items():
            for path in (*entries, *reached(entries, tree.imports, lambda _: True)):
                found[path].add(at)
        return found

    def _by_imports(self, tree: TreeFacts) -> dict[bytes, dict[int, Evidence]]:
        """By file those that reach it, or the one that its project is built into."""
        own: dict[tuple[int, ...], list[bytes]] = defaultdict(list)
        for path in tree.imports:
            if services := self.own_at(path):
                own[services].append(path)
        found: dict[bytes, dict[int, Evidence]] = defaultdict(dict)
        for path, (at, line) in self._built.items():
            found[path][at] = line
        for services, files in own.items():
            for path, line in reached(files, tree.imports, lambda p: not self.own_at(p)).items():
                for at in services:
                    found[path].setdefault(at, line)
        return found


def _asks_for(tree: TreeFacts, name: str) -> bool:
    return any(
        requirement.name.lower().replace("_", "-") == name
        for manifest in tree.manifests.values()
        for facts in manifest
        for requirement in facts.requirements
    )


def is_filled_in(path: bytes) -> bool:
    """Whether a file is a template that a program fills in, for whoever it writes it for."""
    return bool(_TEMPLATE.search(path))


def _does_something(facts: ServiceFacts) -> bool:
    reads = any(mark.name == "reads" for mark in facts.marks)
    return bool(reads or facts.calls or facts.stores or facts.accesses or facts.served)


def _by_product(drafts: Sequence[Draft]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for product in {_product(alias) for alias in draft.aliases | {draft.name}}:
            found[product].append(at)
    return found


def _product(name: str) -> str:
    """A name or image of a collector is often that of its distribution."""
    return _DISTRIBUTION.sub("", plain(name.rpartition("/")[2]))
