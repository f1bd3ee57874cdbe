"""Drivers of data stores among what package manifests ask for."""

import re
from collections.abc import Iterator

from driftscan.model.fact import FileFacts, RequirementFact
from driftscan.model.service_graph import Evidence
from driftscan.services.driver_names import BY_FEATURE, ENGINES, ONLY_IN, WITH_FEATURES
from driftscan.services.facts import TreeFacts, is_test_code
from driftscan.services.inherited_names import asked_by_inherited_names

_SCOPES = ("runtime", "optional")
# Of a module of Go: `/v5`, and `gopkg.in/redis.v5`.
_VERSION = re.compile(r"/v\d+$|(?P<old>^gopkg\.in/.+)\.v\d+$")
# What is built for several Scalas has that in its name: `mongo-scala-driver_2.13`.
_SCALA = re.compile(r"_(?:\$\{[^}]*\}|2\.1\d|3)$")
# A module of Go that has one of several backends is called after it: `registry-etcd`.
_BACKEND = re.compile(r"[\w-]+\.\w+/.*[/-](etcd|redis|memcached)")
# A package of .NET that has one of several backends ends with it: `Hangfire.PostgreSql`; those that
# watch, log to or try out one need none.
_DOTNET = re.compile(
    r"(?!testcontainers|serilog|nlog|opentelemetry|aspnetcore\.healthchecks|aspire\.|wiremock)"
    r"[\w.]+\.(postgresql|npgsql|sqlserver|sqlite|mysql|mariadb|mongo(?:db)?|redis|s3"
    r"|elasticsearch)"
)
_SHORT = {"npgsql": "postgresql", "mongo": "mongodb"}
# They start a server for tests and know how to reach it.
_FOR_TESTS = re.compile(r"(?:^|[./:])testcontainers?(?:[-./:]|$)")
_REGISTRIES = (
    (re.compile(rb"(?:^|/)package\.json$"), "npm"),
    (re.compile(rb"(?:^|/)go\.mod$"), "go"),
    (re.compile(rb"(?:^|/)Cargo\.toml$"), "cargo"),
    (re.compile(rb"(?:^|/)composer\.json$"), "composer"),
    (re.compile(rb"(?:^|/)Gemfile[^/]*$|\.gemspec$"), "gems"),
    (re.compile(rb"(?:^|/)pom\.xml$|\.gradle(?:\.kts)?$|\.versions\.toml$"), "maven"),
    (re.compile(rb"\.(?:cs|fs|vb)proj$|\.props$"), "nuget"),
)
_OTHERS = "pypi"


def asked(tree: TreeFacts) -> Iterator[tuple[str, Evidence]]:
    """(engine, line that asks for a driver of it), what tests and development alone need apart."""
    for path, manifest in tree.manifests.items():
        for facts in () if is_test_code(path) else manifest:
            yield from _by_libraries(path, facts.requirements)
            yield from _by_feature(path, facts)
    for path, requirement in asked_by_inherited_names(tree.manifests):
        if not is_test_code(path):
            yield from _by_libraries(path, (requirement,))


def _by_libraries(
    path: bytes, requirements: tuple[RequirementFact, ...]
) -> Iterator[tuple[str, Evidence]]:
    for each in requirements:
        if each.scope in _SCOPES and (engine := _engine(each.name, _registry(path))):
            yield engine, Evidence(path, each.line, each.name)


def _by_feature(path: bytes, facts: FileFacts) -> Iterator[tuple[str, Evidence]]:
    """`sqlx = { features = ["sqlite"] }`: one crate for several kinds."""
    for each in facts.settings:
        if each.name == "feature" and each.values[0] in WITH_FEATURES:
            package, feature = each.values
            if engine := BY_FEATURE.get(feature):
                yield engine, Evidence(path, each.line, f"{package}/{feature}")


def _registry(path: bytes) -> str:
    """Of the packages that a manifest asks for."""
    return next((name for pattern, name in _REGISTRIES if pattern.search(path)), _OTHERS)


def _engine(name: str, registry: str) -> str:
    bare = name.lower()
    if _FOR_TESTS.search(bare):
        return ""
    if registry == "go":
        bare = _VERSION.sub(lambda found: found["old"] or "", bare)
        if backend := _BACKEND.fullmatch(bare):
            return ENGINES.get(bare) or backend[1]
    if registry == "maven":
        bare = _SCALA.sub("", bare)
    named = bare if bare in ENGINES else bare.rpartition(":")[2]
    if ONLY_IN.get(named, registry) != registry:
        return ""
    return ENGINES.get(named) or (_of_dotnet(bare) if registry == "nuget" else "")


def _of_dotnet(name: str) -> str:
    backend = _DOTNET.fullmatch(name)
    return _SHORT.get(backend[1], backend[1]) if backend else ""
