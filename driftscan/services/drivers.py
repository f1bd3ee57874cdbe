"""Kinds of data stores that a system may use: by the drivers that package manifests ask for, by
what settings name, and by code that opens one. None of them is a store: another may be chosen, or
the code may never open it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from driftscan.model.fact import FileFacts
from driftscan.model.service_fact import StoreFact, Text, ValueFact
from driftscan.model.service_graph import Driver, Evidence
from driftscan.services.driver_names import BY_FEATURE, ENGINES, KINDS, WITH_FEATURES
from driftscan.services.facts import TreeFacts, is_test_code
from driftscan.services.named_engines import named_engine

_ASKED = ("runtime", "optional")
_VERSION = re.compile(r"/v\d+$")  # of a module of Go
# A module of Go that has one of several backends is called after it: `registry-etcd`.
_BACKEND = re.compile(r"[\w-]+\.\w+/.*[/-](etcd|redis|memcached)")
# A package of .NET that has one of several backends ends with it: `Hangfire.PostgreSql`; those that
# watch, log to or try out one need none.
_DOTNET = re.compile(
    r"(?!testcontainers|serilog|nlog|opentelemetry|aspnetcore\.healthchecks|aspire\.|wiremock)"
    r"[\w.]+\.(postgresql|npgsql|sqlserver|sqlite|mysql|mariadb|mongodb?|redis|s3|elasticsearch)"
)
_PROJECT = re.compile(rb"\.(?:cs|fs|vb)proj$|\.props$")
# What helps to make the system: told where nothing else speaks for a kind.
_ASIDE = re.compile(
    rb"(?:^|/)(?:[\w-]*scripts?|tools?|examples?|samples?|dev|[\w-]*release[\w-]*)/", re.IGNORECASE
)
_SETTINGS = ("setting", "env", "configmap")
_OF_SETTINGS = re.compile(rb"\.(?:ya?ml|json|toml|ini|conf|cfg|properties|xml|prisma)$")
_MEMORY = ":memory:"
_Found = Iterator[tuple[str, Evidence]]


def drivers_of(tree: TreeFacts) -> tuple[Driver, ...]:
    """One for each engine, with all lines that ask for a driver of it, that name it in settings and
    that open one, by engine."""
    asked, named, opened = map(_by_engine, (_asked(tree), _named(tree), _opened(tree)))
    return tuple(
        Driver(
            engine,
            _sorted(asked.get(engine, ())),
            _sorted(opened.get(engine, ())),
            _sorted(named.get(engine, ())),
        )
        for engine in sorted(asked.keys() | named.keys() | opened.keys())
    )


def _asked(tree: TreeFacts) -> _Found:
    for path, manifest in tree.manifests.items():
        for facts in () if is_test_code(path) else manifest:
            yield from _by_library(path, facts)
            yield from _by_feature(path, facts)


def _by_library(path: bytes, facts: FileFacts) -> _Found:
    for each in facts.requirements:
        if each.scope not in _ASKED:
            continue
        engine = _engine(each.name) or (_of_dotnet(each.name) if _PROJECT.search(path) else "")
        if engine:
            yield engine, Evidence(path, each.line, each.name)


def _by_feature(path: bytes, facts: FileFacts) -> _Found:
    """`sqlx = { features = ["sqlite"] }`: one crate for several kinds."""
    for each in facts.settings:
        if each.name == "feature" and each.values[0] in WITH_FEATURES:
            package, feature = each.values
            if engine := BY_FEATURE.get(feature):
                yield engine, Evidence(path, each.line, f"{package}/{feature}")


def _named(tree: TreeFacts) -> _Found:
    for path, fact in tree.each("values"):
        assert isinstance(fact, ValueFact)
        if fact.kind in _SETTINGS and (engine := named_engine(fact.name, fact.text)):
            yield engine, Evidence(path, fact.line, fact.name)
    yield from _said_to_be_opened(tree, by_settings=True)


def _opened(tree: TreeFacts) -> _Found:
    yield from _said_to_be_opened(tree, by_settings=False)


def _said_to_be_opened(tree: TreeFacts, *, by_settings: bool) -> _Found:
    """By code; or by settings of some program, as those of Grafana or Prisma's schema."""
    for path, fact in tree.each("stores"):
        assert isinstance(fact, StoreFact)
        is_told = bool(_OF_SETTINGS.search(path)) is by_settings
        if is_told and fact.engine in KINDS and not _is_in_memory(fact.address):
            yield fact.engine, Evidence(path, fact.line, fact.client)


def _is_in_memory(address: Text) -> bool:
    return any(piece.kind == "text" and _MEMORY in piece.value for piece in address)


def _engine(name: str) -> str:
    bare = _VERSION.sub("", name.lower())
    backend = _BACKEND.fullmatch(bare)
    name = bare.rpartition(":")[2]
    return ENGINES.get(bare) or ENGINES.get(name) or (backend[1] if backend else "")


def _of_dotnet(name: str) -> str:
    backend = _DOTNET.fullmatch(name.lower())
    return (
        {"npgsql": "postgresql", "mongo": "mongodb"}.get(backend[1], backend[1]) if backend else ""
    )


def _by_engine(found: _Found) -> Mapping[str, set[Evidence]]:
    lines: dict[str, set[Evidence]] = defaultdict(set)
    for engine, where in found:
        lines[engine].add(where)
    return lines


def _sorted(lines: Iterable[Evidence]) -> tuple[Evidence, ...]:
    def rank(line: Evidence) -> tuple[bool, int, Evidence]:
        return bool(_ASIDE.search(line.path)), line.path.count(b"/"), line

    return tuple(sorted(lines, key=rank))
