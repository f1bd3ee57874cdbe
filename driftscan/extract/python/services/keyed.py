"""Collections of documents, keys, buckets and indexes that code reads and writes."""

import ast
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.messaging import aws_service
from driftscan.extract.python.services.scopes import Scope
from driftscan.extract.python.services.texts import argument
from driftscan.model.service_fact import AccessFact, Piece, Text

# What each method does to a collection of MongoDB.
_MONGO = {
    **dict.fromkeys(
        "find find_one aggregate count_documents distinct watch estimated_document_count find_raw_batches".split(),
        "r",
    ),
    **dict.fromkeys(
        "insert_one insert_many update_one update_many delete_one delete_many replace_one bulk_write insert update remove save drop create_index".split(),
        "w",
    ),
    **dict.fromkeys(
        "find_one_and_update find_one_and_delete find_one_and_replace find_and_modify".split(), "rw"
    ),
}
# Those that only collections have, so that a database from another file is known by them.
_ONLY_MONGO = frozenset(
    "find_one insert_one insert_many update_one update_many delete_one delete_many replace_one "
    "find_one_and_update find_one_and_delete count_documents bulk_write".split()
)
_CLIENTS = (
    "pymongo.MongoClient",
    "pymongo.mongo_client.MongoClient",
    "pymongo.AsyncMongoClient",
    "motor.motor_asyncio.AsyncIOMotorClient",
    "flask_pymongo.PyMongo",
)
_USUAL_DATABASES = ("db", "database", "mongo_db", "mongodb")
# What each command does to a key of Redis.
_REDIS = {
    **dict.fromkeys(
        "get mget exists ttl type hget hgetall hmget hkeys hvals hlen hexists hscan_iter lrange llen lindex smembers sismember scard srandmember zrange zrevrange zrangebyscore zscore zcard zrank getrange strlen scan_iter keys getbit bitcount xrange xlen pttl json_get".split(),
        "r",
    ),
    **dict.fromkeys(
        "set setex psetex setnx mset append delete unlink expire expireat persist incr incrby incrbyfloat decr decrby hset hmset hsetnx hdel hincrby hincrbyfloat rpush lpush rpushx lpushx lset ltrim linsert lrem sadd srem zadd zrem zincrby zremrangebyscore setbit pfadd geoadd".split(),
        "w",
    ),
    **dict.fromkeys(
        "getset getdel getex lpop rpop blpop brpop spop rpoplpush brpoplpush lmove zpopmin zpopmax".split(),
        "rw",
    ),
}
_ONLY_REDIS = frozenset(
    "setex hset hget hgetall hmset hdel rpush lpush lpop rpop blpop brpop lrange llen sadd smembers "
    "srem zadd zrange zrem zincrby setnx incrby hincrby hmget ltrim".split()
)
_REDIS_CLIENTS = tuple(
    f"{start}redis.{end}"
    for start in ("", "aio")
    for end in (
        "Redis",
        "StrictRedis",
        "from_url",
        "client.Redis",
        "asyncio.",
        "RedisCluster",
        "create_",
    )
) + ("redis.sentinel.Sentinel.master_for", "redis.cluster.RedisCluster", "flask_redis.FlaskRedis")
# Of boto3 and others: service and method -> engine, position and keyword of the name, mode.
_AWS = {
    ("s3", "put_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "get_object"): ("s3", -1, "Bucket", "r"),
    ("s3", "head_object"): ("s3", -1, "Bucket", "r"),
    ("s3", "delete_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "copy_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "list_objects"): ("s3", -1, "Bucket", "r"),
    ("s3", "list_objects_v2"): ("s3", -1, "Bucket", "r"),
    ("s3", "create_bucket"): ("s3", -1, "Bucket", "define"),
    ("s3", "upload_file"): ("s3", 1, "Bucket", "w"),
    ("s3", "upload_fileobj"): ("s3", 1, "Bucket", "w"),
    ("s3", "download_file"): ("s3", 0, "Bucket", "r"),
    ("s3", "download_fileobj"): ("s3", 0, "Bucket", "r"),
    ("s3", "Bucket"): ("s3", 0, "name", "rw"),
    ("s3", "Object"): ("s3", 0, "bucket_name", "rw"),
    ("dynamodb", "Table"): ("dynamodb", 0, "name", "rw"),
    ("dynamodb", "put_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "update_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "delete_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "get_item"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "query"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "scan"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "create_table"): ("dynamodb", -1, "TableName", "define"),
}
_OTHERS = {
    f"{client}.{method}": (engine, place, name, mode)
    for client, engine, place, name, methods in (
        (
            "elasticsearch.Elasticsearch",
            "elasticsearch",
            -1,
            "index",
            {"index": "w", "update": "w", "delete": "w", "search": "r", "get": "r", "count": "r"},
        ),
        (
            "elasticsearch.AsyncElasticsearch",
            "elasticsearch",
            -1,
            "index",
            {"index": "w", "update": "w", "delete": "w", "search": "r", "get": "r", "count": "r"},
        ),
        (
            "opensearchpy.OpenSearch",
            "opensearch",
            -1,
            "index",
            {"index": "w", "search": "r", "get": "r", "delete": "w"},
        ),
        (
            "minio.Minio",
            "s3",
            0,
            "bucket_name",
            {
                "put_object": "w",
                "fput_object": "w",
                "get_object": "r",
                "fget_object": "r",
                "make_bucket": "define",
                "list_objects": "r",
            },
        ),
        ("google.cloud.firestore.Client", "firestore", 0, "collection_path", {"collection": "rw"}),
        (
            "google.cloud.storage.Client",
            "gcs",
            0,
            "bucket_name",
            {"bucket": "rw", "get_bucket": "rw"},
        ),
    )
    for method, mode in methods.items()
}


def keyed_of(code: Code) -> Iterator[AccessFact]:
    """Accesses in the order of the text."""
    for called in code.calls:
        if called.receiver is None:
            continue
        if called.method in _MONGO and (name := _collection(code, called)):
            yield AccessFact("mongodb", plain(name), _MONGO[called.method], called.line, "pymongo")
        elif called.method in _REDIS and _is_redis(called):
            yield from _keys(code, called)
        elif found := _OTHERS.get(called.path) or _AWS.get(
            (aws_service(code, called), called.method)
        ):
            engine, place, keyword, mode = found
            if name_text := code.text(called, place, keyword):
                via = "boto3" if called.path.startswith("boto3") else called.path.partition(".")[0]
                yield AccessFact(engine, name_text, mode, called.line, via)


def _is_redis(called: Called) -> bool:
    if called.path.startswith(_REDIS_CLIENTS):
        return True
    receiver = called.receiver
    name = getattr(receiver, "id", "") or getattr(receiver, "attr", "")
    # A client from another file goes by its name: `redis_client.get(key)`.
    foreign = (
        not called.path
        or called.path.startswith(".")
        or "redis" not in called.path.partition(".")[0]
    )
    return (
        foreign
        and "redis" in name.lower()
        and (called.method in _ONLY_REDIS or "redis_" in name.lower())
    )


def _keys(code: Code, called: Called) -> Iterator[AccessFact]:
    node = argument(called.node, 0, ("name", "key", "keys", "names"))
    nodes = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    for each in nodes[:20]:
        if key := key_pattern(code.texts.of(each, called.scope)):
            yield AccessFact("redis", key, _REDIS[called.method], called.line, "redis")


def key_pattern(key: Text) -> Text:
    """A key up to what is filled in, as `cart:*`; a constant stays a name; () where nothing is
    known."""
    if len(key) == 1 and key[0].kind == "name" and _is_constant(key[0].value):
        return key
    if not key or key[0].kind != "text":
        return ()
    return key if len(key) == 1 else (Piece("text", key[0].value + "*"),)


def _is_constant(name: str) -> bool:
    return name.rpartition(".")[2].isupper()


def _collection(code: Code, called: Called) -> str:
    """The collection that a method is called on; '' if it is none."""
    parts, root = _parts(code, called.receiver, called.scope)
    if root.startswith(_CLIENTS):
        return parts[-1] if len(parts) >= (1 if ".get_default_database" in root else 2) else ""
    is_usual = called.method in _ONLY_MONGO and len(parts) >= 2 and parts[-2] in _USUAL_DATABASES
    return parts[-1] if is_usual else ""


def _parts(
    code: Code, node: ast.expr | None, scope: Scope, depth: int = 0
) -> tuple[list[str], str]:
    """Names from a client to a collection, and the path of the client."""
    trailing: list[str] = []
    for _ in range(12):
        if isinstance(node, ast.Subscript):
            trailing.append(code.texts.literal(node.slice, scope) or "")
            node = node.value
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("get_collection", "get_database", "get_default_database")
        ):
            trailing.append(code.texts.literal(argument(node, 0, ("name",)), scope) or "db")
            node = node.func.value
        elif isinstance(node, ast.Attribute) and code.names.attribute(node.attr) is None:
            trailing.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Await):
            node = node.value
        else:
            break
    names = [each for each in reversed(trailing)]
    if isinstance(node, ast.Call):
        return names, code.names.path(node, scope)
    bound = None
    if isinstance(node, ast.Name):
        bound = code.names.bound(node.id, scope, node.lineno)
        if bound is None:
            return [node.id, *names], code.names.path(node, scope)
    elif isinstance(node, ast.Attribute):
        bound = code.names.attribute(node.attr)
    if bound is None or bound.value is None or bound.is_item or depth > 6:
        return [getattr(node, "id", getattr(node, "attr", "")), *names], ""
    before, root = _parts(code, bound.value, bound.scope, depth + 1)
    return [*before, *names], root
