"""Addresses as programs write them: URLs, JDBC URLs, DSNs, `host:port`."""

import re

from msgspec import Struct
from msgspec.structs import replace

HOLE = "\x00"
"""Stands in a text for what is not known."""

_ENGINES = {
    **dict.fromkeys(("postgres", "postgresql", "pgsql", "pg"), "postgresql"),
    **dict.fromkeys(("mysql", "mysqli", "mysqlx"), "mysql"),
    "mariadb": "mariadb",
    **dict.fromkeys(("sqlserver", "mssql"), "sqlserver"),
    "oracle": "oracle",
    "sqlite": "sqlite",
    **dict.fromkeys(("mongodb", "mongo", "mongodb+srv"), "mongodb"),
    **dict.fromkeys(("redis", "rediss"), "redis"),
    "memcached": "memcached",
    **dict.fromkeys(("amqp", "amqps", "rabbitmq"), "rabbitmq"),
    "kafka": "kafka",
    "nats": "nats",
    **dict.fromkeys(("mqtt", "mqtts"), "mqtt"),
    "pulsar": "pulsar",
    "s3": "s3",
    **dict.fromkeys(("neo4j", "bolt", "neo4j+s", "bolt+s"), "neo4j"),
    **dict.fromkeys(("elasticsearch", "es"), "elasticsearch"),
    "cassandra": "cassandra",
    "clickhouse": "clickhouse",
    **dict.fromkeys(("h2", "hsqldb", "derby"), "embedded"),
}
_URL = re.compile(
    r"(?:jdbc:|r2dbc:)?(?P<scheme>[a-zA-Z][\w+.-]*?)(?::[a-z]+)?:(?://(?P<rest>.*)|(?P<file>[^/].*))?",
    re.DOTALL,
)
# A password with a slash or an at sign that nobody has escaped, up to the last `@` before a host;
# `cart:8080/` is a port, and what begins with `@` behind a slash is a name in a path. Where it
# could be either, a host is lost rather than a password shown.
_USER = re.compile(
    r"[^\s/@:,]*:(?!(?:\d{1,5}|\x00)?(?:[/,?]|$))(?:[^\s?#]*[^\s?#/]|[^\s@/]*/[^\s@]*)@(?=[\w\[\x00])"
)
# `"http://cart:8080" + path`: what is not known is the path.
_PORT_THEN_HOLE = re.compile(r"^([^/\x00]+:\d+)\x00")
_NAMED_PAIRS = re.compile(r"([a-z]\w*):(?=[\w ]+=)")
_PAIRS = re.compile(r"(?:^|[;\s])\s*([A-Za-z][\w .]*?)\s*=\s*([^;\s]*)")
_HOST_PORT = re.compile(r"(?:tcp:)?(?P<host>[\w.\x00-]+|\[[0-9a-fA-F:]+\])(?::(?P<port>\d+|\x00))?")
_HOST_KEYS = frozenset(
    ("host", "server", "data source", "datasource", "address", "addr", "hostname", "endpoint")
)
_DATABASE_KEYS = frozenset(("database", "dbname", "initial catalog", "db"))

OWN = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "[::1]"))
LOCAL = OWN | {"host.docker.internal"}


class Address(Struct, frozen=True):
    """scheme: lower case, '' if none is written. host: '' if unknown; may hold a HOLE.
    port: 0 if none. path: from its first '/'. database, engine: of a data store, else ''.
    hosts: all of them, where several are written."""

    scheme: str
    host: str
    port: int = 0
    path: str = ""
    database: str = ""
    engine: str = ""
    hosts: tuple[str, ...] = ()


def is_on_machine(address: Address) -> bool:
    """Whether an address is on the machine itself."""
    return address.host.lower() in LOCAL


def address_of(text: str) -> Address | None:
    """What a text addresses; None if it is no address."""
    text = text.strip().strip("\"'")
    if not text or (any(c.isspace() for c in text.partition("://")[0]) and "=" not in text):
        return None
    if "=" in text.partition("://")[0] and (pairs := _from_pairs(text)):
        return pairs
    # PDO: `mysql:host=db;dbname=shop`.
    if (named := _NAMED_PAIRS.match(text)) and (pairs := _from_pairs(text[named.end() :])):
        return replace(pairs, engine=_ENGINES.get(named[1].lower(), ""))
    if "://" in text or text.startswith(("jdbc:", "sqlite:", "r2dbc:")):
        return _from_url(text)
    head, slash, path = text.partition("/")
    plain = _HOST_PORT.fullmatch(head.partition(",")[0])
    if plain is None or not plain["host"].strip("."):
        return None
    return _plain("", head, slash + path)


def _from_url(text: str) -> Address | None:
    if ";" in text and text.startswith("jdbc:"):
        return _with_properties(*text.split(";", 1))
    if text.startswith("jdbc:oracle:") and "@" in text:
        where = text.rpartition("@")[2].lstrip("/")
        head = re.split(r"[/:]", where)[0]
        return Address("oracle", head, 0, "", re.split(r"[/:]", where)[-1], "oracle", (head,))
    match = _URL.fullmatch(text)
    if match is None:
        return None
    scheme = match["scheme"].lower().partition("+")[0]
    engine = _ENGINES.get(match["scheme"].lower(), _ENGINES.get(scheme, ""))
    if match["rest"] is None:
        return Address(scheme, "", 0, "", match["file"] or "", engine)
    rest = _PORT_THEN_HOLE.sub(rf"\1/{HOLE}", match["rest"])
    authority, slash, path = rest.partition("/")
    if not scheme.startswith("git") and (user := _USER.match(rest)):  # git: `...@branch`
        authority, slash, path = rest[user.end() :].partition("/")
    authority = authority.partition("?")[0].rpartition("@")[2]
    found = _plain(scheme, authority, slash + path)
    if found is None or not engine:
        return found
    database = path.partition("?")[0].partition("/")[0]
    return Address(scheme, found.host, found.port, found.path, database, engine, found.hosts)


def _with_properties(head: str, rest: str) -> Address | None:
    """`jdbc:sqlserver://sql:1433;databaseName=shop`."""
    found = _from_url(head)
    pairs = {key.lower(): value for key, value in _PAIRS.findall(rest)}
    named = next((pairs[key] for key in ("databasename", "database") if key in pairs), "")
    return replace(found, database=named or found.database) if found else None


def _from_pairs(text: str) -> Address | None:
    """`Server=db;Database=shop`, `host=db dbname=shop`, `db:6379,password=x`."""
    pairs = {key.strip().lower(): value for key, value in _PAIRS.findall(text)}
    host = next((pairs[key] for key in pairs if key in _HOST_KEYS), "")
    if not host:
        first = text.partition(",")[0]
        return _plain("", first, "") if "=" not in first else None
    bare = host.removeprefix("tcp:").partition("\\")[0].replace(",", ":")
    found = _plain("", bare, "")
    if found is None:
        return None
    database = next((pairs[key] for key in pairs if key in _DATABASE_KEYS), "")
    port = int(pairs["port"]) if pairs.get("port", "").isdigit() else found.port
    return replace(found, port=port, database=database)


def _plain(scheme: str, authority: str, path: str) -> Address | None:
    names = [part.strip() for part in authority.split(",")]
    found = [match for name in names if (match := _HOST_PORT.fullmatch(name))]
    if not found:
        return Address(scheme, "", 0, path) if scheme else None
    port = found[0]["port"] or ""
    hosts = tuple(match["host"] for match in found)
    return Address(scheme, hosts[0], int(port) if port.isdigit() else 0, path, "", "", hosts)
