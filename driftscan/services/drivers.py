"""Drivers of data stores among the libraries that package manifests ask for, and where code opens
some store. A driver is no store: settings may choose another, or the code may never open it.

Names as each registry has them. To add one: a word in a table, and a row in the test of drivers.
"""

import re
from collections.abc import Iterable

from driftscan.model.service_fact import StoreFact, Text
from driftscan.model.service_graph import Driver, Evidence
from driftscan.services.facts import TreeFacts, is_test_code

_ASKED = ("runtime", "optional")
_VERSION = re.compile(r"/v\d+$")  # of a module of Go
_BY_ENGINE = {
    "postgresql": "pg pg-promise postgres psycopg2 psycopg2-binary psycopg asyncpg postgresql "
    "npgsql npgsql.entityframeworkcore.postgresql github.com/lib/pq github.com/jackc/pgx "
    "gorm.io/driver/postgres @prisma/adapter-pg r2dbc-postgresql tokio-postgres ext-pdo_pgsql",
    "mysql": "mysql mysql2 mysqlclient pymysql aiomysql mysql-connector-python "
    "mysql-connector-java mysql-connector-j mysqlconnector mysql.data "
    "pomelo.entityframeworkcore.mysql github.com/go-sql-driver/mysql gorm.io/driver/mysql "
    "mysql_async ext-pdo_mysql",
    "mariadb": "mariadb mariadb-java-client",
    "sqlite": "sqlite3 better-sqlite3 sqlite-jdbc microsoft.data.sqlite system.data.sqlite "
    "microsoft.entityframeworkcore.sqlite github.com/mattn/go-sqlite3 modernc.org/sqlite "
    "github.com/glebarez/sqlite gorm.io/driver/sqlite rusqlite aiosqlite ext-pdo_sqlite",
    "sqlserver": "microsoft.entityframeworkcore.sqlserver microsoft.data.sqlclient "
    "system.data.sqlclient mssql tedious mssql-jdbc github.com/denisenkom/go-mssqldb "
    "github.com/microsoft/go-mssqldb pymssql gorm.io/driver/sqlserver ext-pdo_sqlsrv",
    "oracle": "ojdbc6 ojdbc8 ojdbc11 ojdbc17 oracledb cx_oracle cx-oracle "
    "oracle.entityframeworkcore oracle.manageddataaccess.core",
    "h2": "h2",
    "mongodb": "mongodb mongoose pymongo motor mongo mongoid mongodb.driver "
    "go.mongodb.org/mongo-driver mongodb-driver-sync mongodb/mongodb "
    "spring-boot-starter-data-mongodb spring-boot-starter-data-mongodb-reactive ext-mongodb",
    "redis": "redis ioredis github.com/redis/go-redis github.com/go-redis/redis "
    "github.com/gomodule/redigo jedis lettuce-core redisson stackexchange.redis predis/predis "
    "ext-redis spring-boot-starter-data-redis spring-boot-starter-data-redis-reactive",
    "memcached": "pymemcache pylibmc memcached memjs dalli github.com/bradfitz/gomemcache "
    "ext-memcached",
    "elasticsearch": "elasticsearch @elastic/elasticsearch github.com/elastic/go-elasticsearch "
    "github.com/olivere/elastic nest elastic.clients.elasticsearch elasticsearch-java "
    "elasticsearch-rest-high-level-client elasticsearch/elasticsearch "
    "spring-boot-starter-data-elasticsearch",
    "clickhouse": "@clickhouse/client clickhouse-driver clickhouse-connect clickhouse-jdbc "
    "github.com/clickhouse/clickhouse-go",
    "cassandra": "cassandra-driver java-driver-core github.com/gocql/gocql "
    "spring-boot-starter-data-cassandra",
    "neo4j": "neo4j neo4j-driver neo4j-java-driver spring-boot-starter-data-neo4j",
}
_ENGINES = {name: engine for engine, names in _BY_ENGINE.items() for name in names.split()}


def drivers_of(tree: TreeFacts) -> tuple[Driver, ...]:
    """One for each engine, with all lines that ask for a driver of it, or open one at an address
    that the line does not say, by engine."""
    asked: dict[str, set[Evidence]] = {}
    for path, manifest in tree.manifests.items():
        if is_test_code(path):
            continue
        for each in (one for facts in manifest for one in facts.requirements):
            engine = _engine(each.name) if each.scope in _ASKED else ""
            if engine:
                asked.setdefault(engine, set()).add(Evidence(path, each.line, each.name))
    opened: dict[str, set[Evidence]] = {}
    for path, fact in tree.each("stores"):
        assert isinstance(fact, StoreFact)
        if fact.engine in _BY_ENGINE and not _is_written(fact.address):
            opened.setdefault(fact.engine, set()).add(Evidence(path, fact.line, fact.client))
    return tuple(
        Driver(engine, _sorted(asked.get(engine, ())), _sorted(opened.get(engine, ())))
        for engine in sorted(asked.keys() | opened.keys())
    )


def _is_written(address: Text) -> bool:
    """Whether the code says it in full: then it is a store that is told, another's, or memory."""
    return bool(address) and all(piece.kind == "text" for piece in address)


def _engine(name: str) -> str:
    bare = _VERSION.sub("", name.lower())
    return _ENGINES.get(bare) or _ENGINES.get(bare.rpartition(":")[2], "")


def _sorted(lines: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(lines, key=lambda each: (each.path.count(b"/"), each)))
