"""Which kind of data store an entry of settings names: by the scheme of its address, by its key
where that tells whose address it is, or by a word where a driver or a dialect is chosen."""

import re

from driftscan.model.service_fact import Text

# By what stands before the first colon of an address, or is the name of a driver.
_BY_WORD = {
    **dict.fromkeys(
        ("postgres", "postgresql", "pgsql", "pg", "pgx", "pdo_pgsql", "postgis", "npgsql"),
        "postgresql",
    ),
    **dict.fromkeys(("mysql", "mysqli", "mysql2", "pdo_mysql", "trilogy"), "mysql"),
    "mariadb": "mariadb",
    **dict.fromkeys(("sqlite", "sqlite3", "pdo_sqlite", "better-sqlite3", "libsql"), "sqlite"),
    **dict.fromkeys(("sqlserver", "mssql", "sqlsrv", "pdo_sqlsrv"), "sqlserver"),
    **dict.fromkeys(("oracle", "oci8", "pdo_oci", "oracledb"), "oracle"),
    "h2": "h2",
    **dict.fromkeys(("hsqldb", "hsql"), "hsqldb"),
    "derby": "derby",
    **dict.fromkeys(("mongodb", "mongo", "mongodb+srv"), "mongodb"),
    **dict.fromkeys(("redis", "rediss", "predis", "phpredis"), "redis"),
    "memcached": "memcached",
    "elasticsearch": "elasticsearch",
    "opensearch": "opensearch",
    "clickhouse": "clickhouse",
    "cassandra": "cassandra",
    "dynamodb": "dynamodb",
    **dict.fromkeys(("neo4j", "bolt"), "neo4j"),
    "cockroachdb": "postgresql",
    "s3": "s3",
    "db2": "db2",
    "duckdb": "duckdb",
    "couchdb": "couchdb",
    "influxdb": "influxdb",
    "meilisearch": "meilisearch",
    "typesense": "typesense",
}
_WORD = "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))
# `jdbc:h2:./data`, `postgresql+asyncpg://db/x`, `sqlite:data.db`, `mysql:host=db;dbname=x`.
_JAVA = re.compile(rf"(?:jdbc|r2dbc(?::pool)?):({_WORD})(?::|$)", re.IGNORECASE)
_URL = re.compile(rf"({_WORD})(?:\+\w+)?:(?://|\w+=|(?<=sqlite:)[\w.])", re.IGNORECASE)
# Behind what a setting says before it: `metadata@jdbc,url=jdbc:postgresql://db:5432/x`.
_WITHIN = re.compile(rf"[,;]url=(?:jdbc|r2dbc):({_WORD}):", re.IGNORECASE)
# What holds an address in code, as `SQLALCHEMY_DATABASE_URI`.
_ADDRESS = re.compile(
    r"(?:^|[._])(?:db|database|datasource|jdbc|sql|redis|mongo(?:db)?)[._]?(?:ur[il]|dsn)$",
    re.IGNORECASE,
)
# Classes of JDBC's drivers and of Django's backends, and dialects of Hibernate.
_CLASS = re.compile(
    r"(?:org|com|oracle|net|django|io)\.[\w.]*?"
    r"(postgresql|postgis|mysql|mariadb|sqlite3?|sqlserver|oracle|hsqldb|h2|derby|clickhouse)\b",
    re.IGNORECASE,
)
_CHOOSES = re.compile(
    r"(?:^|[._])(?:driver|adapter|dialect|driver[._-]?class(?:[._-]?name)?|database_?platform)$",
    re.IGNORECASE,
)
# What has other kinds of things as well is that of a database only where it says so.
_OF_DATABASE = re.compile(
    r"(?:^|[._-])(?:db|database|datasource|storage)[._-]?"
    r"(?:connection|type|kind|engine|client|vendor|provider|backend|driver|adapter|platform)$",
    re.IGNORECASE,
)
# `ELASTICSEARCH_URL`: where one is, whatever speaks with it.
_PLACE = re.compile(
    r"(?:^|[._])(postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|memcached|elasticsearch|opensearch"
    r"|clickhouse|cassandra|neo4j|influxdb|meilisearch|typesense|couchdb)"
    r"[._](?:ur[il]s?|hosts?|hostname|servers?|addr(?:ess)?(?:es)?|endpoints?|nodes|dsn)$",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MEMORY = re.compile(r":memory:|mode=memory")
_LONGEST = 80  # characters of the name of a driver, or of its class


def named_engine(key: str, text: Text) -> str:
    """Of an entry, or of what it is if nothing sets it; '' where it names none. What is kept in
    memory alone is no store."""
    key = _CAMEL.sub("_", key)
    if found := _PLACE.search(key):
        return _BY_WORD[found[1].lower()]
    value = _value(text)
    if not value or _MEMORY.search(value):
        return ""
    if found := _JAVA.match(value) or _URL.match(value) or _WITHIN.search(value):
        return _BY_WORD[found[1].lower()]
    if len(value) > _LONGEST:
        return ""
    if not _CHOOSES.search(key) and not _OF_DATABASE.search(key):
        return ""
    if found := _CLASS.match(value):
        return _BY_WORD[found[1].lower()]
    return _BY_WORD.get(value.lower(), "")


def addressed_engine(name: str, text: Text) -> str:
    """Of a variable of code that holds the address of a database; '' for any other."""
    name, value = _CAMEL.sub("_", name), _value(text)
    if not _ADDRESS.search(name) or _MEMORY.search(value):
        return ""
    found = _JAVA.match(value) or _URL.match(value)
    return _BY_WORD[found[1].lower()] if found else ""


def _value(text: Text) -> str:
    """Its beginning, as far as it is known."""
    for piece in text[:1]:
        return piece.value.strip(" \t\"'") if piece.kind == "text" else _value(piece.default)
    return ""
