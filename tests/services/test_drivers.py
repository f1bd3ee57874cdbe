"""Kinds of data stores that a system may use: what manifests ask for, settings name, code opens."""

import pytest

from driftscan.model.fact import FileFacts, ProjectFact, RequirementFact, SettingFact
from driftscan.model.service_fact import Piece, ServiceFacts, StoreFact, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.drivers import drivers_of
from driftscan.services.facts import FactFile, TreeFacts


@pytest.mark.parametrize(
    ("path", "name", "scope", "engine"),
    [
        ("go.mod", "github.com/jackc/pgx/v5", "runtime", "postgresql"),
        ("package.json", "mysql2", "runtime", "mysql"),
        ("a/pom.xml", "org.xerial:sqlite-jdbc", "runtime", "sqlite"),
        ("A.csproj", "Microsoft.EntityFrameworkCore.SqlServer", "runtime", "sqlserver"),
        ("pyproject.toml", "psycopg", "optional", "postgresql"),
        ("Gemfile", "pg", "dev", ""),  # only for those who develop
        ("go.mod", "github.com/lib/pq", "pinned", ""),  # only another one asks for it
        ("tests/package.json", "mongodb", "runtime", ""),
        ("package.json", "express", "runtime", ""),
        ("Cargo.toml", "rusqlite", "runtime", "sqlite"),
        ("Gemfile", "sidekiq", "runtime", "redis"),  # its jobs are nowhere else
        ("A.csproj", "AWSSDK.S3", "runtime", "s3"),
        ("build.gradle", "org.apache.lucene:lucene-core", "runtime", "lucene"),
        ("go.mod", "github.com/kitex-contrib/registry-etcd", "runtime", "etcd"),
        ("pom.xml", "com.h2database:h2", "runtime", "h2"),
        ("requirements.txt", "h2", "runtime", ""),  # HTTP/2
        ("A.csproj", "Acme.Assets.S3", "runtime", "s3"),
        ("Directory.Packages.props", "Acme.Data.Npgsql", "runtime", "postgresql"),
        ("A.csproj", "Testcontainers.PostgreSql", "runtime", ""),
        ("package.json", "acme.redis", "runtime", ""),
        ("package.json", "instrumentation-redis", "runtime", ""),  # watches one
        ("requirements.txt", "elasticsearch-dsl", "runtime", "elasticsearch"),
        ("Cargo.toml", "elasticsearch-dsl", "runtime", ""),  # types alone
        ("pyproject.toml", "elasticsearch8", "runtime", "elasticsearch"),
        ("pom.xml", "com.google.apis:google-api-services-bigquery", "runtime", "bigquery"),
        ("A.csproj", "NEST", "runtime", "elasticsearch"),
        ("package.json", "nest", "runtime", ""),
        ("pom.xml", "com.aliyun.oss:aliyun-sdk-oss", "runtime", "oss"),
        ("pom.xml", "software.amazon.awssdk:s3", "runtime", "s3"),
        ("package.json", "s3", "runtime", ""),  # only of that group
        ("pom.xml", "org.mongodb.scala:mongo-scala-driver_2.13", "runtime", "mongodb"),
        ("pom.xml", "org.testcontainers:mysql", "runtime", ""),  # for tests
        ("go.mod", "github.com/testcontainers/testcontainers-go/modules/redis", "runtime", ""),
        ("go.mod", "gopkg.in/mgo.v2", "runtime", "mongodb"),
        ("A.csproj", "Google.Cloud.Storage.V1", "runtime", "gcs"),
        ("A.csproj", "Acme.Events.Mongo", "runtime", "mongodb"),
        ("A.csproj", "Aspire.Npgsql", "runtime", "postgresql"),
        ("A.csproj", "Aspire.Hosting.PostgreSQL", "runtime", ""),  # starts one
        ("package.json", "rusty-store-kv", "runtime", "rusty-store-kv"),
    ],
)
def test_drivers(path: str, name: str, scope: str, engine: str) -> None:
    facts = FileFacts(requirements=(RequirementFact(name, 3, scope),))
    tree = TreeFacts((), {path.encode(): (facts,)}, frozenset([b""]))
    found = [(each.engine, [line.path for line in each.evidence]) for each in drivers_of(tree)]
    assert found == ([(engine, [path.encode()])] if engine else [])


_PROPERTIES = (("ch.group", "com.clickhouse"), ("ch.artifact", "${ch.base}-jdbc"))


@pytest.mark.parametrize(
    ("path", "parent", "name", "scope", "engine"),
    [
        ("app/pom.xml", ("g:p", "../pom.xml"), "${ch.group}:${ch.artifact}", "runtime", True),
        ("app/pom.xml", ("g:p", ""), "${ch.group}:${ch.artifact}", "runtime", True),  # by name
        ("app/pom.xml", ("g:p", ".."), "${ch.group}:${ch.artifact}", "runtime", True),
        ("app/pom.xml", ("g:p", "../pom.xml"), "${ch.group}:${ch.artifact}", "dev", False),
        ("app/pom.xml", ("g:p", "../pom.xml"), "${other}:${of.others}", "runtime", False),
        ("app/pom.xml", ("x:y", ""), "${ch.group}:${ch.artifact}", "runtime", False),
        ("test/pom.xml", ("g:p", "../pom.xml"), "${ch.group}:${ch.artifact}", "runtime", False),
    ],
)
def test_names_by_properties_of_a_parent(
    path: str, parent: tuple[str, str], name: str, scope: str, engine: bool
) -> None:
    """As Maven fills them in: what a pom does not define, its parents do."""
    properties = (*_PROPERTIES, ("ch.base", "clickhouse"))
    top = FileFacts(
        projects=(ProjectFact("g:p", 1),),
        settings=tuple(SettingFact("property", each, 2) for each in properties),
    )
    asks = FileFacts(
        settings=(SettingFact("parent", parent, 2), SettingFact("asked", (name, scope), 7))
    )
    tree = TreeFacts((), {b"pom.xml": (top,), path.encode(): (asks,)}, frozenset([b""]))
    found = [(each.engine, [e.line for e in each.evidence]) for each in drivers_of(tree)]
    assert found == ([("clickhouse", [7])] if engine else [])


def test_poms_that_inherit_from_each_other() -> None:
    asks = FileFacts(
        projects=(ProjectFact("g:a", 1),),
        settings=(
            SettingFact("parent", ("g:a", ""), 2),
            SettingFact("property", ("a", "${a}${a}"), 3),
            SettingFact("asked", ("${a}:x", "runtime"), 4),
        ),
    )
    assert drivers_of(TreeFacts((), {b"pom.xml": (asks,)}, frozenset([b""]))) == ()


def test_one_for_each_engine_those_near_the_top_first() -> None:
    manifests = {
        path: (FileFacts(requirements=(RequirementFact("redis", 3),)),)
        for path in (b"a/b/package.json", b"z/package.json", b"tools/package.json", b"package.json")
    }
    (found,) = drivers_of(TreeFacts((), manifests, frozenset([b""])))
    assert [line.path for line in found.evidence] == [
        b"package.json",
        b"z/package.json",
        b"a/b/package.json",
        b"tools/package.json",
    ]


@pytest.mark.parametrize(
    ("package", "feature", "engine"),
    [
        ("sqlx", "postgres", "postgresql"),
        ("sea-orm", "sqlx-sqlite", "sqlite"),
        ("opendal", "services-s3", "s3"),
        ("sqlx", "macros", ""),
        ("shop", "postgres", ""),  # a feature of any crate may be called so
    ],
)
def test_crates_with_drivers_as_features(package: str, feature: str, engine: str) -> None:
    facts = FileFacts(settings=(SettingFact("feature", (package, feature), 3),))
    found = drivers_of(TreeFacts((), {b"Cargo.toml": (facts,)}, frozenset([b""])))
    line = Evidence(b"Cargo.toml", 3, f"{package}/{feature}")
    assert [(each.engine, each.evidence) for each in found] == (
        [(engine, (line,))] if engine else []
    )


@pytest.mark.parametrize(
    ("key", "value", "engine"),
    [
        ("spring.datasource.url", "jdbc:h2:./data", "h2"),
        ("spring.r2dbc.url", "r2dbc:pool:postgresql://db/x", "postgresql"),
        ("DATABASE_URL", "postgresql+asyncpg://db/x", "postgresql"),
        ("DATABASE_URL", "sqlite:shop.db", "sqlite"),
        ("DATABASE_URL", "sqlite:///shop.db", "sqlite"),
        ("DATABASE_URL", "sqlite:///:memory:", ""),
        ("dsn", "mysql:host=db;dbname=shop", "mysql"),
        ("title", "mysql: how to", ""),
        ("page", "https://redis.io/", ""),
        ("database.connections.lite.driver", "sqlite", "sqlite"),
        ("stores.memcached.driver", "memcached", "memcached"),
        ("driver", "pdo_sqlite", "sqlite"),
        ("driver", "chrome", ""),
        ("production.adapter", "mysql2", "mysql"),
        ("DB_TYPE", "postgres", "postgresql"),
        ("typeorm.databaseType", "postgres", "postgresql"),
        ("type", "mysql", ""),  # of what is not said
        ("spring.datasource.driver-class-name", "com.mysql.cj.jdbc.Driver", "mysql"),
        ("DATABASES.default.DB_ENGINE", "django.db.backends.sqlite3", "sqlite"),
        ("log.driver", "json-file", ""),
        ("ELASTICSEARCH_URL", "http://search:9200", "elasticsearch"),
        ("ELASTICSEARCH_URL", "", "elasticsearch"),
        ("app.redisHost", "cache", "redis"),
        ("REDIS_PASSWORD", "secret", ""),
        ("REDISTRIBUTE_URL", "http://x", ""),
        ("servers.SqlClient", "SqlServer", ""),
        ("servers.mongo-java-driver", "MongoDB", ""),  # what a driver is called
        ("CACHE_DRIVER", "redis", "redis"),
        ("jdbcUrl", '"jdbc:mysql://localhost:3306/swtest"', "mysql"),
        ("metadata.url", "kept@jdbc,driver=x,url=jdbc:postgresql://db:5432/x", "postgresql"),
        ("help", "as jdbc:postgresql://db:5432/x", ""),
    ],
)
def test_what_settings_name(key: str, value: str, engine: str) -> None:
    written = (Piece("text", value),)
    by_default = (Piece("env", "X", written), Piece("text", "/rest"))
    for text in (written, by_default):
        facts = ServiceFacts(values=(ValueFact("setting", key, text, 3),))
        found = drivers_of(TreeFacts((FactFile(b"a.yml", "yaml", facts),), {}, frozenset([b""])))
        assert [(each.engine, each.named) for each in found] == (
            [(engine, (Evidence(b"a.yml", 3, key),))] if engine else []
        )


def test_code_names_no_kind_by_its_values() -> None:
    """A constant may be an example, or what a check compares with."""
    facts = ServiceFacts(
        values=(ValueFact("code", "driver", (Piece("text", "sqlite"),), 3),),
    )
    assert drivers_of(TreeFacts((FactFile(b"a.py", "python", facts),), {}, frozenset())) == ()


@pytest.mark.parametrize(
    ("stored", "name", "value", "engine"),
    [
        # Django's settings compute the engine of their database: it is this by default.
        ("", "defaults.DB_ENGINE", "mysql", "mysql"),
        ("", "SHOP_DATABASE_ENGINE", "django.db.backends.postgresql", "postgresql"),
        ("", "engine", "mysql", ""),
        ("", "DB_ENGINE", "vastbase", ""),
        ("postgresql", "defaults.DB_ENGINE", "mysql", ""),  # nothing is chosen
    ],
)
def test_an_engine_that_settings_of_django_compute(
    stored: str, name: str, value: str, engine: str
) -> None:
    store = StoreFact(stored, (), 9, "django", (Piece("text", "shop"),))
    facts = ServiceFacts(values=(ValueFact("code", name, (Piece("text", value),), 3),))
    files = (
        FactFile(b"conf.py", "python", facts),
        FactFile(b"settings.py", "python", ServiceFacts(stores=(store,))),
    )
    found = {each.engine: each.named for each in drivers_of(TreeFacts(files, {}, frozenset()))}
    named = {key: lines for key, lines in found.items() if lines}
    assert named == ({engine: (Evidence(b"conf.py", 3, name),)} if engine else {})


@pytest.mark.parametrize(
    ("name", "value", "engine"),
    [
        ("SQLALCHEMY_DATABASE_URI", "postgresql+pg8000://", "postgresql"),
        ("Config.databaseUrl", "jdbc:mysql://db/x", "mysql"),
        ("DB_DSN", "sqlite://:memory:", ""),
        ("DATABASE_URI", "shop", ""),
        ("EXAMPLE", "postgresql://db/x", ""),
        ("REDIS_URL", "redis://cache:6379", "redis"),
        ("REDIS_URL", "http://cache:6379", ""),
    ],
)
def test_code_names_one_by_an_address(name: str, value: str, engine: str) -> None:
    facts = ServiceFacts(values=(ValueFact("code", name, (Piece("text", value),), 3),))
    found = drivers_of(TreeFacts((FactFile(b"a.py", "python", facts),), {}, frozenset()))
    assert [(each.engine, each.named) for each in found] == (
        [(engine, (Evidence(b"a.py", 3, name),))] if engine else []
    )


def test_code_that_opens_one() -> None:
    """Whichever its address, but for memory; what no library is asked for may stand with the
    language."""
    told = (Piece("text", ":memory:"),)
    shared = (Piece("text", "file:shop?mode=memory&cache=shared"),)
    facts = ServiceFacts(
        stores=(
            StoreFact("sqlite", told, 3, "sqlite3"),
            StoreFact("sqlite", shared, 5, "sqlite3"),
            StoreFact("sqlite", (), 7, "sqlite3"),
            StoreFact("", (), 9),
            StoreFact("mysql", (Piece("text", "mysql://db/"), Piece("name", "NAME")), 11, "mysql"),
        )
    )
    tree = TreeFacts((FactFile(b"app/db.py", "python", facts),), {}, frozenset([b"app"]))
    assert [(each.engine, each.evidence, each.opened) for each in drivers_of(tree)] == [
        ("mysql", (), (Evidence(b"app/db.py", 11, "mysql"),)),
        ("sqlite", (), (Evidence(b"app/db.py", 7, "sqlite3"),)),
    ]


def test_what_settings_of_a_program_open_is_not_told_of_code() -> None:
    """Grafana's settings name the stores that it reads from."""
    facts = ServiceFacts(stores=(StoreFact("influxdb", (), 4, "grafana"),))
    files = tuple(FactFile(path, "x", facts) for path in (b"grafana/sources.yml", b"app/db.go"))
    (found,) = drivers_of(TreeFacts(files, {}, frozenset()))
    assert found.named == (Evidence(b"grafana/sources.yml", 4, "grafana"),)
    assert found.opened == (Evidence(b"app/db.go", 4, "grafana"),)
