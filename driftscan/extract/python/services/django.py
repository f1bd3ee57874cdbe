"""Stores that settings of Django name: databases, caches, channels, and what Celery reads."""

import ast
from collections.abc import Iterator

from driftscan.extract.python.services.code import Code
from driftscan.extract.python.services.scopes import Scope
from driftscan.extract.python.services.texts import UNKNOWN, argument, host_and_port
from driftscan.model.service_fact import Piece, StoreFact, Text

_ENGINES = {
    "postgresql": "postgresql",
    "postgresql_psycopg2": "postgresql",
    "postgis": "postgresql",
    "mysql": "mysql",
    "sqlite3": "sqlite",
    "oracle": "oracle",
    "mssql": "sqlserver",
    "djongo": "mongodb",
    "backend": "",
}
# A word in the path of a backend, and what it keeps its data in.
# What a program keeps in its own memory is no store: the first word that fits decides.
_BACKENDS = {"locmem": "", "redis": "redis", "memcache": "memcached", "rabbitmq": "rabbitmq"}
# Calls that make an entry of one variable, and the one that they read where none is written.
_FROM_URL = {
    "dj_database_url.config": "DATABASE_URL",
    "dj_database_url.parse": "DATABASE_URL",
    **{
        f"{kind}.{one}": "DATABASE_URL"
        for kind in ("environ.Env", "environs.Env")
        for one in ("db", "db_url", "dj_db_url")
    },
    **{
        f"{kind}.{one}": "CACHE_URL"
        for kind in ("environ.Env", "environs.Env")
        for one in ("cache", "cache_url", "dj_cache_url")
    },
}
_CELERY = frozenset(
    ("CELERY_BROKER_URL", "BROKER_URL", "CELERY_RESULT_BACKEND", "RQ_REDIS_URL", "HUEY_REDIS_URL")
)
_SETTINGS = frozenset(("DATABASES", "CACHES", "CHANNEL_LAYERS"))


def django_stores(code: Code) -> Iterator[StoreFact]:
    """In the order of the text."""
    for visit in code.visits:
        node = visit.node
        if not isinstance(node, ast.Assign) or visit.scope.is_function:
            continue
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        address = code.texts.of(node.value, visit.scope) if names & _CELERY else ()
        if address and address != UNKNOWN:
            yield StoreFact("", address, node.lineno, "celery")
        for name in sorted(names & _SETTINGS):
            for entry in node.value.values if isinstance(node.value, ast.Dict) else ():
                yield from _entry(code, name, entry, visit.scope)


def _entry(code: Code, name: str, entry: ast.expr, scope: Scope) -> Iterator[StoreFact]:
    if isinstance(entry, ast.Call):
        variable = _FROM_URL.get(code.names.path(entry.func, scope))
        if variable:
            yield StoreFact("", _url(code, entry, variable, scope), entry.lineno, "django")
    elif isinstance(entry, ast.Dict):
        parts = {
            str(getattr(key, "value", "")): value
            for key, value in zip(entry.keys, entry.values, strict=True)
        }
        if name == "DATABASES":
            yield _database(code, entry, parts, scope)
        else:
            yield from _backed(code, entry, parts, scope)


def _url(code: Code, call: ast.Call, variable: str, scope: Scope) -> Text:
    first = argument(call, 0, ("url", "var", "name"))
    default = code.texts.of(argument(call, 1, ("default",)), scope)
    if isinstance(first, ast.Constant) and first.value and "://" not in str(first.value):
        return (Piece("env", str(first.value), default),)
    return code.texts.of(first, scope) or (Piece("env", variable, default),)


def _database(code: Code, entry: ast.Dict, parts: dict[str, ast.expr], scope: Scope) -> StoreFact:
    texts = {key: code.texts.of(value, scope) for key, value in parts.items()}
    written = texts.get("ENGINE", ())
    last = written[0].value.rpartition(".")[2] if written else ""
    address = host_and_port(texts.get("HOST", ()), texts.get("PORT", ()))
    engine = _ENGINES.get(last, "")
    if engine == "sqlite":
        return StoreFact(engine, texts.get("NAME", ()), entry.lineno, "django")
    return StoreFact(engine, address, entry.lineno, "django", texts.get("NAME", ()))


def _backed(
    code: Code, entry: ast.Dict, parts: dict[str, ast.expr], scope: Scope
) -> Iterator[StoreFact]:
    """A cache, or channels: where the backend keeps its data says which engine it is."""
    backend = code.texts.literal(parts.get("BACKEND"), scope).lower()
    engine = next((engine for word, engine in _BACKENDS.items() if word in backend), "")
    where = parts.get("LOCATION")
    configured = parts.get("CONFIG")
    for key, value in (
        zip(configured.keys, configured.values, strict=True)
        if isinstance(configured, ast.Dict)
        else ()
    ):
        if getattr(key, "value", "") in ("hosts", "host"):
            where = value
    if isinstance(where, ast.List | ast.Tuple) and where.elts and not _is_pair(where):
        where = where.elts[0]
    if engine and where is not None:
        address = (
            host_and_port(*(code.texts.of(each, scope) for each in where.elts))
            if isinstance(where, ast.Tuple) and _is_pair(where)
            else code.texts.of(where, scope)
        )
        yield StoreFact(engine, address, entry.lineno, "django-cache")


def _is_pair(node: ast.List | ast.Tuple) -> bool:
    """Host and port."""
    return isinstance(node, ast.Tuple) and len(node.elts) == 2
