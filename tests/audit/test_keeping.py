"""What a summary says of what keeps a system's data: by kind, by name, and where that is said."""

from typing import Any

import pytest

from driftscan.model.service_graph import DataUse, Driver, Evidence, Service, ServiceGraph
from driftscan.report.audit.keeping import stores_text


def service(name: str, *places: str, **said: Any) -> Service:
    evidence = tuple(_evidence(place) for place in places)
    return Service(**{"name": name, "kind": "service", "evidence": evidence} | said)


def store(name: str, engine: str, *places: str, **said: Any) -> Service:
    return service(name, *places, kind="datastore", engine=engine, **said)


def _evidence(place: str) -> Evidence:
    path, _, what = place.partition(": ")
    return Evidence(path.encode(), 1, what)


def graph_of(
    services: tuple[Service, ...], uses: dict[int, list[list[str]]], *drivers: Driver
) -> ServiceGraph:
    """uses: by service, for each of those behind the first where it is used."""
    return ServiceGraph(
        services=services,
        edges=(),
        uses=tuple(
            DataUse(
                service=at,
                store=store,
                data_set="",
                mode="",
                confidence=1.0,
                evidence=tuple(map(_evidence, places)),
            )
            for at, row in uses.items()
            for store, places in enumerate(row, start=1)
            if places
        ),
        drivers=drivers,
    )


SAID: dict[str, tuple[list[Service], str]] = {
    "none": ([service("a", "c.yml: compose")], ""),
    "started by a file": (
        [store("db", "postgresql", "c.yml: compose")],
        "Data store seen: PostgreSQL (db in c.yml).",
    ),
    "opened by code": (
        [store("database-a", "sqlite", "a/db.py: sqlite3")],
        "Data store seen: SQLite (a/db.py:1).",
    ),
    "two of a kind, by what starts both": (
        [
            store("accounts", "postgresql", "k8s/a.yml: kubernetes", "dev.yml: compose"),
            store("cache", "redis", "all.yml: compose"),
            store("ledger", "postgresql", "k8s/l.yml: kubernetes"),
        ],
        "Data stores seen: PostgreSQL (accounts and ledger in k8s/) and Redis (cache in all.yml).",
    ),
    "by the name of the image": (
        [
            store("s3", "s3", "c.yml: compose", aliases=("minio/minio", "minio")),
            store("db", "mongodb", "c.yml: compose", aliases=("redis",)),
        ],
        "Data stores seen: MinIO (s3 in c.yml) and MongoDB (db in c.yml).",
    ),
    "by the image, however it is packaged, and by the engine where that is all": (
        [
            store("a", "redis", "c.yml: compose", aliases=("valkey/valkey-bundle",)),
            store("b", "postgresql", "c.yml: compose", aliases=("timescale/timescaledb-ha",)),
            store("c", "banyandb", "c.yml: compose"),
            store("d", "newdb", "c.yml: compose"),
            store("opensearch", "elasticsearch", "c.yml: compose"),
        ],
        "Data stores seen: BanyanDB (c in c.yml), OpenSearch (opensearch in c.yml), TimescaleDB (b "
        "in c.yml), Valkey (a in c.yml) "
        "and newdb (d in c.yml).",
    ),
    "what searches keeps, too; what passes on does not": (
        [
            service("es", "c.yml: compose", kind="infra", engine="elasticsearch"),
            service(
                "os",
                "c.yml: compose",
                kind="infra",
                engine="elasticsearch",
                aliases=("opensearch",),
            ),
            service("mq", "c.yml: compose", kind="broker", engine="kafka"),
        ],
        "Data stores seen: Elasticsearch (es in c.yml) and OpenSearch (os in c.yml).",
    ),
    "a driver alone names none": (
        [store("database-a", "postgresql", "a/pom.xml: postgresql")],
        "",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_there_is(case: str) -> None:
    services, said = SAID[case]
    assert stores_text(graph_of(tuple(services), {})) == said


_MYSQL = Driver("mysql", (Evidence(b"go.mod", 4, "github.com/go-sql-driver/mysql"),))


@pytest.mark.parametrize(
    ("engines", "said"),
    [
        (
            [],
            "Data stores: there are drivers of MySQL (go.mod:4).",
        ),
        (
            ["redis"],
            "Data store seen: Redis (c.yml:1); there are drivers of MySQL (go.mod:4).",
        ),
        (["mysql"], "Data store seen: MySQL (c.yml:1)."),
        (["mariadb"], "Data store seen: MariaDB (c.yml:1)."),  # one driver serves both
    ],
)
def test_drivers_are_no_stores(engines: list[str], said: str) -> None:
    stores = tuple(store(f"db{at}", each, "c.yml: x") for at, each in enumerate(engines))
    assert stores_text(graph_of(stores, {}, _MYSQL)) == said


_MARIADB = Driver("mariadb", (Evidence(b"go.mod", 5, "mariadb"),))


@pytest.mark.parametrize(
    ("engine", "drivers", "told"),
    [
        ("mysql", [_MARIADB], ""),  # it is the one by which the store is opened
        ("mysql", [_MYSQL, _MARIADB], "MariaDB (go.mod:5)"),
        ("mariadb", [_MYSQL, _MARIADB], "MySQL (go.mod:4)"),
        ("redis", [_MARIADB], "MariaDB (go.mod:5)"),
    ],
)
def test_of_two_drivers_one_is_for_another_store(
    engine: str, drivers: list[Driver], told: str
) -> None:
    said = stores_text(graph_of((store("db", engine, "c.yml: x"),), {}, *drivers))
    _, _, others = said.partition("there are drivers of ")
    assert others.removesuffix(".") == told


_LITE = Driver("sqlite", (), (Evidence(b"store/lite.go", 53, "sql"),))


@pytest.mark.parametrize(
    ("drivers", "said"),
    [
        (
            [_LITE, _MYSQL],
            "code can open SQLite (store/lite.go:53); there are drivers of MySQL (go.mod:4)",
        ),
        # Each kind once, by what says most.
        (
            [
                Driver("h2", _MYSQL.evidence, (), (Evidence(b"a.yml", 2, "url"),)),
                Driver("s3", (), _LITE.opened, (Evidence(b"a.yml", 3, "url"),)),
            ],
            "code can open S3 (store/lite.go:53); settings or code name H2 (a.yml:2)",
        ),
        # Of very many the others by name alone.
        (
            [
                Driver(each, (Evidence(b"go.mod", at, each),))
                for at, each in enumerate("h2 db2 lmdb sled redb s3 etcd solr derby".split())
            ],
            "there are drivers of H2 (go.mod:0), Db2 (go.mod:1), LMDB (go.mod:2), sled (go.mod:3), "
            "redb (go.mod:4), S3 (go.mod:5), etcd (go.mod:6), Solr (go.mod:7) and Derby",
        ),
    ],
)
def test_what_may_be_used(drivers: list[Driver], said: str) -> None:
    assert stores_text(graph_of((), {}, *drivers)) == f"Data stores: {said}."


@pytest.mark.parametrize(
    ("clients", "told"),
    [
        (["io.minio:minio"], ""),
        (["aws-sdk-s3"], "; there are drivers of S3 (pom.xml:1)"),
        (["io.minio:minio", "aws-sdk-s3"], "; there are drivers of S3 (pom.xml:2)"),
    ],
)
def test_a_server_in_the_place_of_amazons_does_not_hide_it(clients: list[str], told: str) -> None:
    lines = tuple(Evidence(b"pom.xml", at, each) for at, each in enumerate(clients, 1))
    minio = store("s3", "s3", "c.yml: compose", aliases=("minio/minio",))
    said = stores_text(graph_of((minio,), {}, Driver("s3", lines)))
    assert said == f"Data store seen: MinIO (s3 in c.yml){told}."


def test_a_client_of_minios_is_no_driver_of_another_store() -> None:
    """Java's client names the store that it opens."""
    minio = store("database-a", "minio", "a/Images.java: minio")
    driver = Driver("s3", (Evidence(b"pom.xml", 1, "io.minio:minio"),))
    assert stores_text(graph_of((minio,), {}, driver)) == (
        "Data store seen: MinIO (a/Images.java:1)."
    )


def test_what_is_seen_is_told_once() -> None:
    seen = stores_text(graph_of((store("db", "sqlite", "c.yml: x"),), {}, _LITE))
    assert seen == "Data store seen: SQLite (c.yml:1)."
    search = store("db", "elasticsearch", "c.yml: compose", aliases=("opensearch",))
    driver = Driver("opensearch", _MYSQL.evidence)
    told = stores_text(graph_of((search,), {}, driver))
    assert told == "Data store seen: OpenSearch (db in c.yml)."


_TOOLS = "only files for development, monitoring, samples or tools start"
_OWN = service("api", "compose.yml: compose", folder=b"api")
# A store; where each of two programs, ours and a tool, uses it; a driver; what is told.
ASIDE: dict[str, tuple[Service, list[str], list[str], list[Driver], str]] = {
    "nobody uses it": (
        store("db", "mysql", "tools/db/compose.yml: compose"),
        *([], [], []),
        f"Data stores: {_TOOLS} MySQL (db in tools/db/compose.yml).",
    ),
    "by the name of the file": (
        store("db", "mysql", "compose.dev.yml: compose"),
        *([], [], []),
        f"Data stores: {_TOOLS} MySQL (db in compose.dev.yml).",
    ),
    "where code can open one, that says more": (
        store("db", "sqlite", "poc/compose.yml: compose"),
        *([], [], [_LITE]),
        "Data stores: code can open SQLite (store/lite.go:53).",
    ),
    "only a sample opens it": (
        store("db", "sqlite", "poc/compose.yml: compose"),
        *([], [], [Driver("sqlite", (), (Evidence(b"examples/shop/db.py", 15, "sqlite3"),))]),
        "Data stores: only code of samples, tools or tests can open SQLite "
        "(examples/shop/db.py:15).",
    ),
    "a program uses it": (
        store("db", "mysql", "dev/compose.yml: compose"),
        *(["a/b/db.py: mysql", "api/db.py: mysql", "dev/x.py: mysql"], [], []),
        "Data store seen: MySQL (api/db.py:1).",
    ),
    "a program uses it, and asks for a driver": (
        store("db", "mysql", "dev/compose.yml: compose"),
        *(["api/job.py: DB_URL"], [], [_MYSQL]),
        "Data stores: there are drivers of MySQL (go.mod:4).",
    ),
    "by a client of any database, which says less than a driver": (
        store("database-api", "postgresql", "api/job.py: sqlalchemy"),
        *(["api/job.py: sqlalchemy"], [], [Driver("postgresql", _MYSQL.evidence)]),
        "Data stores: there are drivers of PostgreSQL (go.mod:4).",
    ),
    "by a client of any database, and nothing else": (
        store("database-api", "postgresql", "api/job.py: sqlalchemy"),
        *(["api/job.py: sqlalchemy"], [], []),
        "Data store seen: PostgreSQL (api/job.py:1).",
    ),
    "settings of what watches": (
        store("db", "mysql", "compose.yml: compose"),
        *([], []),
        [Driver("influxdb", (), (), (Evidence(b"grafana/x.yaml", 3, "grafana"),))],
        "Data store seen: MySQL (db in compose.yml).",
    ),
    "what watches alone knows of it": (
        store("db", "influxdb", "dev/compose.yml: compose"),
        *([], []),
        [Driver("influxdb", (), (), (Evidence(b"grafana/x.yaml", 3, "grafana"),))],
        f"Data stores: {_TOOLS} InfluxDB (db in dev/compose.yml).",
    ),
    "it is where what watches keeps its own": (
        service("es", "compose.monitoring.yml: compose", kind="infra", engine="elasticsearch"),
        *([], [], []),
        f"Data stores: {_TOOLS} Elasticsearch (es in compose.monitoring.yml).",
    ),
    "code of a tool can open one, and the program asks for a driver": (
        store("db", "mysql", "tools/compose.yml: compose"),
        *([], [], [Driver("sqlite", _MYSQL.evidence, (Evidence(b"tools/x.py", 3, "sqlite3"),))]),
        f"Data stores: there are drivers of SQLite (go.mod:4); {_TOOLS} MySQL (db in "
        "tools/compose.yml).",
    ),
    "it asks for a driver": (
        store("db", "mysql", "dev/compose.yml: compose"),
        *(["api/pom.xml: mysql-connector-j"], [], []),
        f"Data stores: {_TOOLS} MySQL (db in dev/compose.yml).",
    ),
    "only a tool's settings lead to it": (
        store("db", "mysql", "dev/compose.yml: compose"),
        *(["dev/api.env: DB_URL"], ["src/x.py: mysql"], []),
        f"Data stores: {_TOOLS} MySQL (db in dev/compose.yml).",
    ),
    "one of two files is for all": (
        store("db", "mysql", "a.dev.yml: compose", "a.dev.yaml: compose", "compose.yml: compose"),
        *([], [], []),
        "Data store seen: MySQL (db in compose.yml).",
    ),
    "who speaks with S3 may speak with what is started in its place": (
        store("s3", "s3", "poc/compose.yml: compose", aliases=("minio/minio",)),
        *(["api/files.py: s3"], [], [Driver("s3", (), (Evidence(b"api/files.py", 1, "s3"),))]),
        f"Data stores: code can open S3 (api/files.py:1); {_TOOLS} MinIO (s3 in poc/compose.yml).",
    ),
}


@pytest.mark.parametrize("case", ASIDE)
def test_what_only_developers_start(case: str) -> None:
    kept, ours, theirs, drivers, said = ASIDE[case]
    tool = service("tool", "dev/compose.yml: compose")
    found = (_OWN, kept, tool)
    assert stores_text(graph_of(found, {0: [ours], 2: [theirs]}, *drivers)) == said


def test_a_tree_of_samples_has_what_they_start() -> None:
    sample = service("api", "samples/a/compose.yml: compose", folder=b"samples/a")
    kept = store("db", "mysql", "samples/a/compose.yml: compose")
    assert stores_text(graph_of((sample, kept), {})) == (
        "Data store seen: MySQL (db in samples/a/compose.yml)."
    )


@pytest.mark.parametrize(
    ("engine", "image", "stands_for", "driver"),
    [
        ("s3", "localstack/localstack", "Amazon's services", "aws-sdk-s3"),
        ("mock", "azure-storage/azurite", "Azure Storage", "azure-storage-blob"),
        ("gcs", "fsouza/fake-gcs-server", "Cloud Storage", "google-cloud-storage"),
        ("spanner", "cloud-spanner-emulator/emulator", "Spanner", "google-cloud-spanner"),
    ],
)
def test_an_emulator_says_of_what(engine: str, image: str, stands_for: str, driver: str) -> None:
    kept = store("cloud", engine, "compose.yml: compose", aliases=(image,))
    one = Driver(engine, (Evidence(b"go.mod", 2, driver),))
    said = stores_text(graph_of((_OWN, kept), {}, one))
    assert said.startswith("Data stores: there are drivers of ")
    assert said.endswith(f"(go.mod:2); emulators stand for {stands_for} (cloud in compose.yml).")


# Where the service is started, then where it uses each of three stores, then whether it has them in
# turn.
TURNS: dict[str, tuple[list[str], list[list[str]], bool]] = {
    "nobody is seen to use them": ([], [[], [], []], False),
    "all of them in one set-up": (["c.yml"], [["c.yml: A"], ["c.yml: B"], []], False),
    "one in each set-up": (["m.yml", "p.yml"], [["m.yml: links"], ["p.yml: links"], []], True),
    "one key of settings, in several files": (
        [],
        [["app-my.yml: spring.datasource.url"], ["app-pg.yml: spring.datasource.url"], []],
        True,
    ),
    "two keys": ([], [["a.yml: MAIN_URL"], ["b.yml: AUDIT_URL"], []], False),
    "code may open several": ([], [["a.py: psycopg"], ["b.py: psycopg"], []], False),
}


@pytest.mark.parametrize("case", TURNS)
def test_one_or_the_other(case: str) -> None:
    starts, uses, in_turn = TURNS[case]
    services = (
        service("a", *(f"{path}: compose" for path in starts), folder=b"a"),
        *(store(f"db{at}", "redis", "x.yml: x") for at in range(3)),
    )
    said = stores_text(graph_of(services, dict.fromkeys([0], uses)))
    assert said.startswith("Data stores seen, not all of them at once: Redis") == in_turn
    assert said.startswith("Data stores seen: Redis") != in_turn


@pytest.mark.parametrize(
    ("starts", "first", "second", "in_turn"),
    [
        (["m.yml", "p.yml"], ("mysql", "m.yml"), ("postgresql", "p.yml"), True),
        (["m.yml"], ("mysql", "m.yml"), ("postgresql", "p.yml"), False),
        (["m.yml", "p.yml"], ("mysql", "m.yml"), ("mysql", "p.yml"), False),
        (["m.yml", "p.yml"], ("mysql", "m.yml"), ("redis", "p.yml"), False),
        (["m.yml"], ("mysql", "m.yml"), ("postgresql", "m.yml"), False),
    ],
)
def test_a_database_for_each_file(
    starts: list[str], first: tuple[str, str], second: tuple[str, str], in_turn: bool
) -> None:
    stores = [store(f"db-{path}", engine, f"{path}: compose") for engine, path in (first, second)]
    program = service("a", *(f"{path}: compose" for path in starts), folder=b"a")
    said = stores_text(graph_of((program, *stores), {}))
    assert said.startswith("Data stores seen, not all of them at once:") == in_turn


def test_stores_of_what_others_wrote() -> None:
    services = (
        service("ours", "compose.yml: compose", folder=b""),
        store("db", "mysql", "compose.yml: compose"),
        store("used", "mysql", "else.yml: compose"),
        service("theirs", "templates/x.yml: compose"),
        store("their-db", "mysql", "templates/x.yml: compose"),
        store("their-cache", "redis", "templates/x.yml: compose"),
    )
    uses = {0: [[], ["a.py: psycopg"]], 3: [[], [], [], ["templates/x.yml: DB_URL"]]}
    beside = "beside programs of others: MySQL (their-db in templates/x.yml)"
    redis = " and Redis (their-cache in templates/x.yml)"
    said = stores_text(graph_of(services, uses))
    assert said == (
        f"Data stores seen: MySQL (db in compose.yml; used in else.yml); {beside}{redis}."
    )
    # What a driver is there for is no other's.
    said = stores_text(graph_of(services, uses, Driver("redis", _MYSQL.evidence)))
    assert said == (
        "Data stores seen: MySQL (db in compose.yml; used in else.yml) and Redis (their-cache in "
        f"templates/x.yml); {beside}."
    )
    # Alone they are what there is to tell, unless there are drivers of others.
    assert stores_text(graph_of(services[3:], {})) == (
        f"Data stores seen: MySQL (their-db in templates/x.yml){redis}."
    )
    only_theirs = (services[0], *services[3:])
    assert stores_text(graph_of(only_theirs, {}, Driver("h2", _MYSQL.evidence))) == (
        f"Data stores: there are drivers of H2 (go.mod:4); {beside}{redis}."
    )
