"""Whether a Python file may say anything of services, asked of its text before it is parsed.

A library opens it: whoever imports one may call it in any way. Django does not, for in its projects
nearly every file imports some of it, nor does what is called `environment`: beside them there has
to be a word that a reader of this folder looks for, or a name that may be given an address.
"""

import re

from driftscan.extract.possessive import compiled

_LIBRARIES = (
    b"requests|requests_\\w+|niquests|grequests|httpx|aiohttp|urllib\\d?|http\\.client|treq|locust|grpc|"
    b"xmlrpc|nameko|flask_nameko|rpyc|zerorpc|thrift|thriftpy2|jsonrpclib|zeep|suds|websockets?|cloudscraper|authlib|"
    b"flask\\w*|quart|fastapi|starlette|sanic|bottle|tornado|falcon|litestar|robyn|chalice|streamlit|"
    b"rest_framework|celery|dramatiq|rq|arq|huey|procrastinate|faust|"
    b"kafka|confluent_kafka|aiokafka|pika|aio_pika|kombu|nats|paho|boto3|aioboto3|aiobotocore|"
    b"google\\.cloud|azure|langchain\\w*|"
    b"sqlalchemy|sqlmodel|databases|dataset|tortoise|peewee|playhouse|psycopg\\w*|asyncpg|aiopg|"
    b"pymysql|MySQLdb|aiomysql|mysql|pyodbc|pymssql|cx_Oracle|oracledb|sqlite3|aiosqlite|duckdb|"
    b"clickhouse\\w*|snowflake|pymongo|motor|mongoengine|beanie|odmantic|redis|aioredis|pymemcache|"
    b"memcache|pylibmc|elasticsearch\\d?|opensearchpy|cassandra|neo4j|influxdb\\w*|qdrant_client|minio|"
    b"pynamodb|alembic|pandas|pydantic_settings|decouple|environs?|dj_database_url"
)
_IMPORT = rb"\n[ \t]*(?:from|import)[ \t]+(?:[\w., \t]+,[ \t]*)?"
_IMPORTS = re.compile(_IMPORT + rb"(?:" + _LIBRARIES + rb")\b")
_DJANGO = re.compile(_IMPORT + rb"django\b")
_PLAIN = (
    b"getenv",
    b".execute",
    b".delay(",
    b".apply_async(",
    b".send_task(",
    b"__tablename__",
    b"basic_publish",
    b"basic_consume",
    b".route(",
    b"_to_server(",
    b"BaseSettings",
)
_ENVIRONMENT = re.compile(rb"environ(?!ment)")
_TEXTS = re.compile(
    rb"[\"'](?:\s{0,20}(?:SELECT|INSERT|UPDATE|DELETE|CREATE|select|insert|update|delete|create)\s"
    rb"|(?:https?|wss?|amqps?|rediss?|mongodb|postgres\w*|mysql|nats|kafka)(?:\+\w+)?://)"
)
# A client of Redis that another file makes goes by its name, in small letters.
_REDIS = compiled(rb"redis\w*+\.[a-z]\w*+\(")
_WORDS_NAMED = tuple(b"url host addr endpoint dsn uri topic queue exchange server".split())
# In small letters: a name at the beginning of a line that is given a text, or what a call makes.
_BEFORE = re.compile(rb"[ \t]*[\w.]*")
_NAMED = compiled(
    rb"(?:" + b"|".join(_WORDS_NAMED) + rb")\w*+[ \t]*+"
    rb"(?::[^=\n]{1,60})?=[ \t]*+(?:[fr]?[\"'{]|\w++\()"
)
# What of Django makes a fact: classes and migrations of tables, routes, settings; then calls and
# statements that need no import of their own, and whatever is an address by itself.
_TELLING = (
    *(b"models.Model", b"(Model", b", Model", b"AbstractUser", b"AbstractBaseUser"),
    *(b"CreateModel", b"DeleteModel", b"AddField", b"RemoveField", b"AlterField", b"RenameField"),
    *(b"AlterModelTable", b"_application", b"path(", b"url(", b"DATABASES", b"CACHES", b"config"),
    *(b"CHANNEL_LAYERS", b"Stub", b"://", b"SQL", b"SELECT ", b".raw(", b".query(", b"edis"),
    *(b"env(", b".fetch", b".iterate(", b".scalar", b".stream(", b".mogrify(", b".task"),
    *(b".agent", b"__main__"),
)
_SETTINGS = re.compile(rb"[sS]ettings(?:\[|[, ]|\.(?!AUTH_USER_MODEL\b))|(?<=[\"'}:])[\w.-]*:\d\d")
# Names of which values.py tells what they are given, where they are given anything.
_WORDS_GIVEN = tuple(
    b"url uri host addr endpoint dsn server broker bootstrap topic queue exchange channel bucket"
    b" routing database stream api table collection port db_name dbname".split()
)
_GIVEN = compiled(
    rb"(?:(?<![a-z0-9])(?:" + b"|".join(_WORDS_GIVEN) + rb")|[a-z](?:url|host|port|topic|queue"
    rb"|endpoint|address))\w*+"
    rb"(?:[\"']?+\]?+[ \t]*+(?::[^=\n]{0,60})?=(?!=)|[\"']\s*+:|\()"
)


def may_tell(content: bytes) -> bool:
    """Whether it is worth parsing. content: begins with a line's end."""
    if any(word in content for word in _PLAIN):
        return True
    if any(pattern.search(content) for pattern in (_ENVIRONMENT, _IMPORTS, _TEXTS)):
        return True
    small = content.lower()
    if b"redis" in small and _REDIS.search(small):
        return True
    if any(word in small for word in _WORDS_NAMED) and _names_address(small):
        return True
    if not (b"environ" in content or (b"django" in content and _DJANGO.search(content))):
        return False
    return (
        any(word in content for word in _TELLING)
        or bool(_SETTINGS.search(content))
        or (any(word in small for word in _WORDS_GIVEN) and bool(_GIVEN.search(small)))
    )


def _names_address(small: bytes) -> bool:
    for found in _NAMED.finditer(small):
        begin = small.rfind(b"\n", 0, found.start()) + 1
        if _BEFORE.fullmatch(small, begin, found.start()):
            return True
    return False
