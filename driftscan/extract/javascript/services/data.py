"""Data sets that a file reads and writes: collections, keys, tables, indexes, buckets."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.javascript.services.models import models
from driftscan.extract.javascript.services.nodes import arguments_of, called
from driftscan.extract.javascript.services.picking import Picker, holder_of
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.statements import sql_accesses
from driftscan.model.service_fact import AccessFact, Text


def _words(**modes: str) -> dict[str, str]:
    return {word: mode for mode, words in modes.items() for word in words.split()}


MONGO = _words(
    r="""find findOne distinct countDocuments estimatedDocumentCount count aggregate
    watch indexes""",
    w="""insertOne insertMany insert updateOne updateMany update replaceOne deleteOne deleteMany
    remove bulkWrite save drop""",
    rw="findOneAndUpdate findOneAndReplace findOneAndDelete findAndModify",
    define="createIndex createIndexes ensureIndex",
)
REDIS = _words(
    r="""get mget mGet getRange exists ttl hget hGet hgetall hGetAll hmget hmGet hkeys hvals hexists
    hExists lrange lRange llen lLen lindex smembers sMembers sismember sIsMember scard zrange zRange
    zrevrange zscore zScore zcard zrangebyscore xread xrange xlen keys scan type strlen""",
    w="""set setex setEx setnx setNX psetex mset mSet append del unlink expire pexpire persist hset
    hSet hmset hdel hDel lpush lPush rpush rPush lrem lset ltrim sadd sAdd srem sRem zadd zAdd zrem
    zRem flushall flushdb rename geoadd pfadd""",
    rw="""incr incrby incrBy decr decrby decrBy hincrby hIncrBy zincrby zIncrBy getset getSet getdel
    lpop lPop rpop rPop blpop brpop spop rpoplpush""",
)
PRISMA = _words(
    r="""findMany findUnique findFirst findUniqueOrThrow findFirstOrThrow count
    aggregate groupBy""",
    w="create createMany update updateMany delete deleteMany",
    rw="upsert",
)
BUILDER = _words(
    r="select first pluck count min max sum avg",
    w="insert update del delete truncate upsert increment decrement",
)
ELASTIC = _words(
    r="search get mget count exists msearch scroll",
    w="index create update delete bulk deleteByQuery updateByQuery",
)
_DYNAMO = _words(
    r="get query scan batchGet GetItem Query Scan BatchGetItem Get BatchGet",
    w="put delete batchWrite PutItem DeleteItem BatchWriteItem Put Delete BatchWrite",
    rw="update UpdateItem Update",
)
_S3 = _words(
    r="getObject headObject listObjects listObjectsV2 GetObject HeadObject ListObjectsV2",
    w="putObject upload deleteObject deleteObjects PutObject DeleteObject DeleteObjects CopyObject",
)
_TABLES = {"knex-db": "knex", "supabase.from": "supabase", "knex-db.from": "knex",
           "knex-db.into": "knex", "knex-db.table": "knex"}  # fmt: skip
_QUERYING = frozenset(
    """query execute raw run all get each prepare exec unsafe any one none many oneOrNone
    manyOrNone queryRaw $queryRawUnsafe $executeRawUnsafe $queryRaw $executeRaw sql begin""".split()
)
_TAGS = ("sql", "$queryRaw", "$executeRaw", "SQL", "pgsql", "postgres")


class _Options(Struct, frozen=True):
    """A family of calls that name their data set in an option."""

    engine: str
    prefixes: tuple[str, ...]
    option: str
    modes: dict[str, str]
    via: str


_OPTIONS = (
    _Options("elasticsearch", ("elastic.",), "index", ELASTIC, "elasticsearch"),
    _Options("dynamodb", ("aws.DynamoDB().",), "TableName", _DYNAMO, "aws-sdk"),
    _Options(
        "dynamodb",
        ("@aws-sdk/lib-dynamodb.", "@aws-sdk/client-dynamodb."),
        "TableName",
        _DYNAMO,
        "aws-sdk",
    ),
    _Options("s3", ("aws.S3().", "@aws-sdk/client-s3."), "Bucket", _S3, "aws-sdk"),
)


def accesses(picker: Picker) -> Iterator[AccessFact]:
    """Each data set once for each way in which it is used."""
    seen: set[tuple[str, Text, str, str]] = set()
    for fact in _all(picker):
        key = (fact.engine, fact.name, fact.mode, fact.via)
        if key not in seen:
            seen.add(key)
            yield fact


def _all(picker: Picker) -> Iterator[AccessFact]:
    for call in picker.program.calls:
        yield from _by_method(picker, call)
        for family in _OPTIONS:
            if call.origin.startswith(family.prefixes):
                yield from _by_option(picker, call, family)
    yield from _by_builder(picker)
    yield from models(picker)


def _by_method(picker: Picker, call: Call) -> Iterator[AccessFact]:
    holder, _, method = call.origin.rpartition(".")
    if method in MONGO and (holder == "mongo-collection" or holder.endswith(".collection()")):
        made = picker.made_by(holder_of(call))
        name = picker.texts.known(next(iter(arguments_of(made)), None)) if made else ()
        if name or holder == "mongo-collection":
            yield AccessFact("mongodb", name, MONGO[method], call.line, "mongodb")
    elif holder == "redis-client" and method in REDIS and call.arguments:
        name = picker.text(call, "0 0[]")
        yield AccessFact("redis", name, REDIS[method], call.line, "redis")
    elif holder.startswith("prisma.") and method in PRISMA:
        table = holder.removeprefix("prisma.")
        if table.isidentifier():
            yield AccessFact("sql", plain(table), PRISMA[method], call.line, "prisma")
    yield from _sql(picker, call, method)


def _sql(picker: Picker, call: Call, method: str) -> Iterator[AccessFact]:
    tagged = call.node.child_by_field_name("arguments")
    if tagged is not None and tagged.type == "template_string":
        name = text_of(called(call.node) or call.node).rpartition(".")[2]
        if name.partition("<")[0] in _TAGS:
            yield from sql_accesses(picker.texts.of(tagged), call.line)
    elif method.rstrip("()") in _QUERYING and "." in call.origin and call.arguments:
        for text in picker.texts_of(call, "0.text 0.sql 0.query 0"):
            yield from sql_accesses(text, call.line)


def _by_option(picker: Picker, call: Call, family: _Options) -> Iterator[AccessFact]:
    method = call.method.removesuffix("()").removesuffix("Command")
    mode = family.modes.get(method)
    if mode and (name := picker.text(call, f"0.{family.option}")):
        yield AccessFact(family.engine, name, mode, call.line, family.via)


def _by_builder(picker: Picker) -> Iterator[AccessFact]:
    """`knex('users').where(..).insert(..)`: the methods behind the table tell the mode."""
    tables: dict[str, tuple[Call, Text, set[str]]] = {}
    for call in picker.program.calls:
        if call.origin in _TABLES and (name := picker.text(call, "0")):
            tables[f"{call.node.start_byte}"] = (call, name, set())
        elif call.origin.startswith("knex-db.schema.") or "queryInterface." in call.origin:
            name = picker.text(call, "0") if "Table" in call.method else ()
            if name:
                yield AccessFact("sql", name, "define", call.line, "knex")
    for call in picker.program.calls:
        mode = BUILDER.get(call.method)
        known = tables.get(f"{call.node.start_byte}")
        if mode and known and call.origin.startswith(("knex-db", "supabase.from")):
            known[2].add(mode)
    for call, name, modes in tables.values():
        for mode in sorted(modes) or ["r"]:
            yield AccessFact("sql", name, mode, call.line, _TABLES[call.origin])
