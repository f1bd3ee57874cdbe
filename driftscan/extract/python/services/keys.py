"""Keys of Redis that code reads and writes."""

import ast
from collections.abc import Iterator

from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.commands import ONLY_REDIS, REDIS
from driftscan.extract.python.services.texts import argument
from driftscan.model.service_fact import AccessFact, Piece, Text

_CLIENTS = (
    "redis.Redis",
    "redis.StrictRedis",
    "redis.client.Redis",
    "redis.from_url",
    "redis.asyncio.Redis",
    "redis.asyncio.StrictRedis",
    "redis.asyncio.from_url",
    "redis.RedisCluster",
    "redis.cluster.RedisCluster",
    "redis.sentinel.Sentinel.master_for",
    "redis.sentinel.Sentinel.slave_for",
    "aioredis.from_url",
    "aioredis.Redis",
    "aioredis.create_redis",
    "flask_redis.FlaskRedis",
)
_MOST = 20


def keys_of(code: Code) -> Iterator[AccessFact]:
    """Accesses in the order of the text."""
    for called in code.calls:
        if called.method not in REDIS or called.receiver is None or not _is_redis(called):
            continue
        node = argument(called.node, 0, ("name", "key", "keys", "names"))
        for each in node.elts[:_MOST] if isinstance(node, ast.List | ast.Tuple) else [node]:
            if key := _pattern(code.texts.of(each, called.scope)):
                yield AccessFact("redis", key, REDIS[called.method], called.line, "redis")


def _is_redis(called: Called) -> bool:
    """A client from another file goes by its name: `redis_client.get(key)`."""
    if called.path.startswith(_CLIENTS):
        return True
    name = getattr(called.receiver, "id", "") or getattr(called.receiver, "attr", "")
    is_foreign = not called.path.startswith("redis.") and "redis" in name.lower()
    return is_foreign and (called.method in ONLY_REDIS or "redis_" in name.lower())


def _pattern(key: Text) -> Text:
    """A key up to what is filled in, as `cart:*`; a constant stays a name; () where nothing is
    known."""
    if len(key) == 1 and key[0].kind == "name" and key[0].value.rpartition(".")[2].isupper():
        return key
    if not key or key[0].kind != "text":
        return ()
    return key if len(key) == 1 else (Piece("text", key[0].value + "*"),)
