"""Addresses that manifests hand to a program in variables that it reads, where the way from reading
one to a call could not be followed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from driftscan.model.service_fact import Text, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE, Address, address_of
from driftscan.services.belonging import Belonging
from driftscan.services.development import is_of_development
from driftscan.services.drafts import Draft
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.libraries import Libraries
from driftscan.services.naming import plain
from driftscan.services.readings import Given, Surroundings
from driftscan.services.roles import AUTH

_SURENESS = 0.7
# A word alone is a host only in a variable that is called so.
# The virtual host of RabbitMQ is none.
_HOST_NAMES = re.compile(
    r".*(?:(?<!v)host|hostname|server|servers|addr|address|endpoint|url|uri)", re.I
)
# What a program tells others of itself, or listens on.
_ITSELF = re.compile(r"(?:.*[_.:])?(?:advertised|listen|bind|public|node_?name)\w*|hostname", re.I)
# Where people are sent back to.
_BACK = re.compile(r"callback|redirect|cors|origin|allowed|front_?(?:end|base)", re.I)
# Where people find a page, unless somebody else's product that shows none bears the name.
_PAGE = re.compile(r"(?:^|_)(?:web|app|site|dashboard)_?(?:base_?)?url", re.I)
# Variables that are put into the code of a page, which runs where all ports of the machine are.
_OF_PAGES = re.compile(
    r"(?:REACT_APP|VITE|VUE_APP|NEXT_PUBLIC|NUXT_PUBLIC|NG_APP|GATSBY|EXPO_PUBLIC|PUBLIC)_"
)
# Variables that a library reads by itself, and a word in its name (their documentation).
# OpenTelemetry comes with agents, too, which no manifest of packages names.
_BY_LIBRARIES = (
    (re.compile(r"OTEL_EXPORTER_\w*ENDPOINT"), ""),
    (re.compile(r"JAEGER_(?:AGENT_HOST|ENDPOINT)"), "jaeger"),
    (re.compile(r"DD_(?:AGENT_HOST|TRACE_AGENT_URL)"), "trace"),
    (re.compile(r"ELASTIC_APM_SERVER_URL"), "apm"),
    (re.compile(r"CONSUL_HTTP_ADDR"), "consul"),
    (re.compile(r"VAULT_ADDR"), "vault"),
    (re.compile(r"FLAGD_HOST"), "flagd"),
    (re.compile(r"CELERY_BROKER_URL"), "celery"),
    *(
        (re.compile(f"{name.upper()}_EMULATOR_HOST"), name)
        for name in ("firestore", "pubsub", "datastore", "bigtable", "spanner", "storage")
    ),
)
_KINDS = {"broker": "connect", "infra": "connect"}


def join_handed(
    tree: TreeFacts,
    belonging: Belonging,
    hosts: Hosts,
    surroundings: Sequence[Surroundings],
    libraries: Mapping[int, Mapping[str, Evidence]],
    shared: Libraries,
    joining: Joining,
) -> None:
    """An edge to each service that a variable leads to, unless there is one already. An identity
    server is told its clients' addresses only to send people back there."""
    reads = _reads(tree, belonging)
    inherited = _inherited(tree, belonging, shared)
    runners = Counter(draft.home.folder for draft in joining.drafts if draft.home)
    for at, surrounding in enumerate(surroundings):
        draft = joining.drafts[at]
        if not draft.home or draft.engine or AUTH in draft.roles:
            continue
        known = joining.targets(at)
        manifests = draft.workload.facts if draft.workload else ()
        templates = {path for path, fact in manifests if fact.form == "helm"}
        variables = _variables(
            surrounding, reads.get(at), inherited.get(at, {}), libraries.get(at, {})
        )
        passed = _passed(draft) if runners[draft.home.folder] > 1 else None
        for name, given, read in variables:
            if passed is not None and is_dotenv(given) and name not in passed:
                continue
            if given.where.path in templates:
                continue  # a condition around it may leave it out
            for reading in surrounding.readings(given.text, given.where.path):
                address = address_in(name, reading.text)
                found = hosts.at(address, at)[0] if address else set()
                if address is None or (hosts.is_local(address) and not _OF_PAGES.match(name)):
                    continue
                for target in sorted(found - known):
                    evidence = [*read, given.where, *reading.way]
                    join_handed_address(at, target, name, address, evidence, joining)


def _passed(draft: Draft) -> set[str] | None:
    """The variables that manifests pass to one of several services with the same code, for a .env
    beside it holds those of all; None where it is given the whole file."""
    facts = [fact for _, fact in draft.workload.facts] if draft.workload else []
    if any(need.how == "env-file" for fact in facts for need in fact.needs):
        return None
    return {variable.name for fact in facts for variable in fact.env}


def join_handed_address(
    at: int, target: int, name: str, address: Address, evidence: list[Evidence], joining: Joining
) -> None:
    """name: of the variable or setting that holds the address."""
    draft = joining.drafts[target]
    if _PAGE.search(bare_name(name)) and (draft.home or draft.kind != "service"):
        return
    if draft.kind == "datastore":
        database = "" if HOLE in address.database else address.database
        joining.use(at, target, evidence, _SURENESS, database=database)
        return
    kind = _KINDS.get(draft.kind, "http")
    if draft.kind == "infra":
        roles = [role.edge for role in draft.roles]
        kind = "metrics" if name.startswith("OTEL_") else min(roles, default=kind)
    joining.edge(at, target, kind, evidence, _SURENESS)


def _variables(
    surrounding: Surroundings,
    reads: Mapping[str, Evidence] | None,
    inherited: Mapping[str, Evidence],
    libraries: Mapping[str, Evidence],
) -> Iterator[tuple[str, Given, list[Evidence]]]:
    """Those of a program's variables that it reads, with the line; of a program in a language that
    nobody reads here, all that a manifest gives it. inherited: those read by packages of the tree
    that it is built with; it may use another part of them, so a file of variables that several
    programs share says nothing."""
    for name, group in sorted(surrounding.env.items()):
        line = reads.get(plain(name)) or reads.get(plain(bare_name(name))) if reads else None
        for given in group:
            if line:
                yield name, given, [line]
            elif plain(name) in inherited and not is_dotenv(given):
                yield name, given, [inherited[plain(name)]]
            elif _is_read_by_library(name, libraries) or (reads is None and not is_dotenv(given)):
                yield name, given, []


def _is_read_by_library(name: str, libraries: Mapping[str, Evidence]) -> bool:
    return any(
        variable.fullmatch(name) and (not word or any(word in library for library in libraries))
        for variable, word in _BY_LIBRARIES
    )


def is_dotenv(given: Given) -> bool:
    """What lies in a .env may be for others."""
    return b".env" in given.where.path.rpartition(b"/")[2]


def bare_name(name: str) -> str:
    """Without what bundlers want in front of a variable."""
    return _OF_PAGES.sub("", name, count=1) if _OF_PAGES.match(name) else name


def address_in(name: str, text: str) -> Address | None:
    """The address that a variable or setting holds, unless its name says that it is the program's
    own, or one that people are sent back to."""
    name = bare_name(name)
    if _ITSELF.fullmatch(name) or _BACK.search(name):
        return None
    found = address_of(text)
    if found is None or not found.host:
        return None
    is_whole = "://" in text or found.port or found.engine or found.database
    return found if is_whole or _HOST_NAMES.fullmatch(name) else None


def _reads(tree: TreeFacts, belonging: Belonging) -> dict[int, dict[str, Evidence]]:
    """By service the variables and settings that its code and configuration name, in plain
    letters; a service that is missing has no code that anybody reads here."""
    stubs = {file.path for file in tree.files if _has_stubs(file)}
    found: dict[int, dict[str, Evidence]] = {}
    for file in tree.files:
        named = [] if file.path in stubs else list(_named(file))
        says = named or file.path in stubs or file.facts.calls or file.facts.served
        is_code = bool(says) and not _deploys(file)
        for at in belonging.own_at(file.path) if is_code else ():
            for name, line in named:
                where = Evidence(file.path, line, f"reads {name}")
                found.setdefault(at, {}).setdefault(plain(name), where)
            found.setdefault(at, {})
    for at in belonging.readable(path for path, leads in tree.imports.items() if leads):
        found.setdefault(at, {})
    return found


def _inherited(
    tree: TreeFacts, belonging: Belonging, shared: Libraries
) -> dict[int, dict[str, Evidence]]:
    """By service the variables that packages of the tree read for it."""
    found: dict[int, dict[str, Evidence]] = {}
    for file in tree.files:
        users = () if _has_stubs(file) else users_of(file.path, belonging, shared)
        for name, line in _named(file) if users else ():
            where = Evidence(file.path, line, f"reads {name}")
            for at in users:
                found.setdefault(at, {}).setdefault(plain(name), where)
    return found


def users_of(path: bytes, belonging: Belonging, shared: Libraries) -> tuple[int, ...]:
    """The services that a file of a package works for: those that are seen to import it; where
    nobody is, those whose manifests ask for the package."""
    if belonging.is_imported(path):
        return belonging.services_at(path)
    return shared.users_of(path)


def _deploys(file: FactFile) -> bool:
    return bool(file.facts.workloads or file.facts.hosts) or not folder_of(file.path)


def _has_stubs(file: FactFile) -> bool:
    """Whether what the file does with an address is told by its calls alone."""
    return any(mark.name == "reads" and not mark.value for mark in file.facts.marks)


def _named(file: FactFile) -> Iterator[tuple[str, int]]:
    for mark in file.facts.marks:
        if mark.name == "reads":
            yield mark.value, mark.line
    for value in file.facts.values:
        if value.kind == "setting" and not _is_manifest_value(value):
            yield value.name, value.line
    yield from names_inside(file)


def names_inside(file: FactFile) -> Iterator[tuple[str, int]]:
    """Variables and settings in the texts of a file."""
    facts = file.facts
    for value in facts.values:
        if value.kind != "env":
            yield from ((name, value.line) for name in _inside(value.text))
    for call in facts.calls:
        if not is_of_development(file.path, call):
            yield from ((name, call.line) for name in _inside((*call.address, *call.path)))
    for store in facts.stores:
        yield from ((name, store.line) for name in _inside((*store.address, *store.database)))


def _is_manifest_value(value: ValueFact) -> bool:
    return value.name.startswith(("spec.", "metadata.", "data."))


def _inside(text: Text) -> Iterable[str]:
    for piece in text:
        if piece.kind in ("env", "setting"):
            yield piece.value
        yield from _inside(piece.default)
