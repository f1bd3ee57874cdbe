"""Data stores and brokers that code opens. A library is a line of a table."""

import ast
import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.texts import argument, host_and_port
from driftscan.model.service_fact import StoreFact, Text

_HOSTS = (
    "host",
    "hosts",
    "hostname",
    "bootstrap_servers",
    "contact_points",
    "endpoint_url",
    "instance",
)
_URLS = ("url", "dsn", "uri", "sqlalchemy_url", "connection", "db_url", "conn_string", "node_class")
_DATABASES = ("database", "dbname", "db", "db_name", "database_name", "keyspace")


class _Opens(Struct, frozen=True):
    """engine: '' where the address tells. url, host, port, database: positions; -1 for none."""

    engine: str
    client: str
    url: int = -1
    host: int = -1
    port: int = -1
    database: int = -1


_POSTGRES = _Opens("postgresql", "psycopg", url=0)
_MYSQL = _Opens("mysql", "mysql", host=0, database=3)
_REDIS = _Opens("redis", "redis", host=0, port=1, database=2)
_REDIS_URL = _Opens("redis", "redis", url=0)
_ELASTIC = _Opens("elasticsearch", "elasticsearch", url=0)
_KAFKA = _Opens("kafka", "kafka", host=-1)
_RABBIT = _Opens("rabbitmq", "pika", host=0, port=1)

OPENS = {
    "sqlalchemy.create_engine": _Opens("", "sqlalchemy", url=0),
    "sqlalchemy.ext.asyncio.create_async_engine": _Opens("", "sqlalchemy", url=0),
    "sqlalchemy.engine.create_engine": _Opens("", "sqlalchemy", url=0),
    "sqlmodel.create_engine": _Opens("", "sqlmodel", url=0),
    "databases.Database": _Opens("", "databases", url=0),
    "dataset.connect": _Opens("", "dataset", url=0),
    "tortoise.Tortoise.init": _Opens("", "tortoise"),
    "peewee.PostgresqlDatabase": _Opens("postgresql", "peewee", database=0),
    "peewee.MySQLDatabase": _Opens("mysql", "peewee", database=0),
    "peewee.SqliteDatabase": _Opens("sqlite", "peewee", url=0),
    "playhouse.db_url.connect": _Opens("", "peewee", url=0),
    "psycopg2.connect": _POSTGRES,
    "psycopg.connect": _POSTGRES,
    "psycopg.Connection.connect": _POSTGRES,
    "psycopg.AsyncConnection.connect": _POSTGRES,
    "psycopg2.pool.SimpleConnectionPool": _Opens("postgresql", "psycopg", url=2),
    "psycopg2.pool.ThreadedConnectionPool": _Opens("postgresql", "psycopg", url=2),
    "psycopg_pool.ConnectionPool": _POSTGRES,
    "psycopg_pool.AsyncConnectionPool": _POSTGRES,
    "asyncpg.connect": _Opens("postgresql", "asyncpg", url=0),
    "asyncpg.create_pool": _Opens("postgresql", "asyncpg", url=0),
    "langchain_google_alloydb_pg.AlloyDBEngine.from_instance": _Opens("postgresql", "alloydb"),
    "langchain_google_cloud_sql_pg.PostgresEngine.from_instance": _Opens("postgresql", "cloud-sql"),
    "google.cloud.sql.connector.Connector.connect": _Opens("", "cloud-sql", host=0),
    "google.cloud.alloydb.connector.Connector.connect": _Opens("postgresql", "alloydb", host=0),
    "aiopg.create_pool": _Opens("postgresql", "aiopg", url=0),
    "pymysql.connect": _MYSQL,
    "MySQLdb.connect": _MYSQL,
    "aiomysql.connect": _MYSQL,
    "aiomysql.create_pool": _MYSQL,
    "mysql.connector.connect": _MYSQL,
    "pyodbc.connect": _Opens("sqlserver", "pyodbc", url=0),
    "pymssql.connect": _Opens("sqlserver", "pymssql", host=0, database=3),
    "cx_Oracle.connect": _Opens("oracle", "cx_oracle", url=2),
    "oracledb.connect": _Opens("oracle", "oracledb", url=-1),
    "sqlite3.connect": _Opens("sqlite", "sqlite3", url=0),
    "aiosqlite.connect": _Opens("sqlite", "aiosqlite", url=0),
    "duckdb.connect": _Opens("duckdb", "duckdb", url=0),
    "clickhouse_driver.Client": _Opens("clickhouse", "clickhouse", host=0),
    "clickhouse_connect.get_client": _Opens("clickhouse", "clickhouse", host=0),
    "snowflake.connector.connect": _Opens("snowflake", "snowflake"),
    "pymongo.MongoClient": _Opens("mongodb", "pymongo", host=0, port=1),
    "pymongo.mongo_client.MongoClient": _Opens("mongodb", "pymongo", host=0, port=1),
    "pymongo.AsyncMongoClient": _Opens("mongodb", "pymongo", host=0, port=1),
    "motor.motor_asyncio.AsyncIOMotorClient": _Opens("mongodb", "motor", host=0, port=1),
    "mongoengine.connect": _Opens("mongodb", "mongoengine", database=0),
    "redis.Redis": _REDIS,
    "redis.StrictRedis": _REDIS,
    "redis.client.Redis": _REDIS,
    "redis.asyncio.Redis": _REDIS,
    "redis.ConnectionPool": _Opens("redis", "redis"),
    "redis.asyncio.ConnectionPool": _Opens("redis", "redis"),
    "redis.cluster.RedisCluster": _REDIS,
    "redis.RedisCluster": _REDIS,
    "redis.from_url": _REDIS_URL,
    "redis.Redis.from_url": _REDIS_URL,
    "redis.StrictRedis.from_url": _REDIS_URL,
    "redis.asyncio.from_url": _REDIS_URL,
    "redis.asyncio.Redis.from_url": _REDIS_URL,
    "redis.ConnectionPool.from_url": _REDIS_URL,
    "redis.asyncio.ConnectionPool.from_url": _REDIS_URL,
    "redis.sentinel.Sentinel": _Opens("redis", "redis", host=0),
    "aioredis.from_url": _REDIS_URL,
    "aioredis.create_redis_pool": _REDIS_URL,
    "arq.connections.RedisSettings": _REDIS,
    "pymemcache.client.base.Client": _Opens("memcached", "pymemcache", host=0),
    "pymemcache.Client": _Opens("memcached", "pymemcache", host=0),
    "memcache.Client": _Opens("memcached", "memcache", host=0),
    "pylibmc.Client": _Opens("memcached", "pylibmc", host=0),
    "elasticsearch.Elasticsearch": _ELASTIC,
    "elasticsearch.AsyncElasticsearch": _ELASTIC,
    "opensearchpy.OpenSearch": _Opens("opensearch", "opensearch", url=0),
    "cassandra.cluster.Cluster": _Opens("cassandra", "cassandra", host=0),
    "neo4j.GraphDatabase.driver": _Opens("neo4j", "neo4j", url=0),
    "influxdb_client.InfluxDBClient": _Opens("influxdb", "influxdb", url=0),
    "influxdb.InfluxDBClient": _Opens("influxdb", "influxdb", host=0, port=1),
    "qdrant_client.QdrantClient": _Opens("qdrant", "qdrant", url=1),
    "minio.Minio": _Opens("s3", "minio", host=0),
    "google.cloud.firestore.Client": _Opens("firestore", "google-cloud"),
    "google.cloud.storage.Client": _Opens("gcs", "google-cloud"),
    "kafka.KafkaProducer": _KAFKA,
    "kafka.KafkaConsumer": _KAFKA,
    "aiokafka.AIOKafkaProducer": _KAFKA,
    "aiokafka.AIOKafkaConsumer": _KAFKA,
    "faust.App": _Opens("kafka", "faust"),
    "pika.ConnectionParameters": _RABBIT,
    "pika.URLParameters": _Opens("rabbitmq", "pika", url=0),
    "pika.connection.URLParameters": _Opens("rabbitmq", "pika", url=0),
    "pika.connection.ConnectionParameters": _RABBIT,
    "aio_pika.connect": _Opens("rabbitmq", "aio-pika", url=0),
    "aio_pika.connect_robust": _Opens("rabbitmq", "aio-pika", url=0),
    "kombu.Connection": _Opens("", "kombu", url=0),
    "nats.connect": _Opens("nats", "nats", host=0),
    "celery.Celery": _Opens("", "celery"),
    "dramatiq.brokers.rabbitmq.RabbitmqBroker": _Opens("rabbitmq", "dramatiq"),
    "dramatiq.brokers.redis.RedisBroker": _Opens("redis", "dramatiq"),
}
_EXTRA_URLS = {"celery.Celery": ("broker", "backend"), "faust.App": ("broker",)}
# Keys of a dictionary of settings: kafka's own names for its servers.
_KAFKA_CONFIGURED = frozenset(
    (
        "confluent_kafka.Producer",
        "confluent_kafka.Consumer",
        "confluent_kafka.SerializingProducer",
        "confluent_kafka.DeserializingConsumer",
        "confluent_kafka.admin.AdminClient",
    )
)
# One client for all of Amazon's, by the name of the service; those that keep data.
_AWS = re.compile(r"(?:boto3|aioboto3|aiobotocore)\.(?:[\w.]+\.)?(?:client|resource|create_client)")
_AWS_STORES = ("s3", "dynamodb")
# Its makers publish each major version under a name of its own, so that several may be there.
_VERSION = re.compile(r"^(elasticsearch)\d(?=\.)")
_MQTT = frozenset(("paho.mqtt.client.Client.connect", "paho.mqtt.client.Client.connect_async"))


def stores_of(code: Code) -> Iterator[StoreFact]:
    """Data stores in the order of the text."""
    for called in code.calls:
        opens = OPENS.get(_VERSION.sub(r"\1", called.path))
        if opens is not None:
            yield from _opened(code, called, opens)
        elif called.path in _KAFKA_CONFIGURED:
            servers = _entry(code, called, "bootstrap.servers")
            yield StoreFact("kafka", servers, called.line, "confluent-kafka")
        elif _AWS.fullmatch(called.path):
            yield from _of_amazon(code, called)
        elif called.path in _MQTT:
            host, port = code.text(called, 0, "host"), code.text(called, 1, "port")
            yield StoreFact("mqtt", host_and_port(host, port), called.line, "paho-mqtt")


def _of_amazon(code: Code, called: Called) -> Iterator[StoreFact]:
    service = code.texts.literal(argument(called.node, 0, ("service_name",)), called.scope)
    if service in _AWS_STORES:
        yield StoreFact(service, code.text(called, -1, "endpoint_url"), called.line, "boto3")


def _opened(code: Code, called: Called, opens: _Opens) -> Iterator[StoreFact]:
    if extra := _EXTRA_URLS.get(called.path):
        for name in extra:
            if address := code.text(called, -1, name):
                yield StoreFact(opens.engine, address, called.line, opens.client)
        return
    address = _address(code, called, opens)
    database = code.text(called, opens.database, *_DATABASES)
    if database and all(piece.value.isdigit() for piece in database):
        database = ()  # redis counts its databases
    yield StoreFact(opens.engine, address, called.line, opens.client, database)


def _address(code: Code, called: Called, opens: _Opens) -> Text:
    url = argument(called.node, opens.url, _URLS)
    if url is not None:
        return _listed(code, url, called)
    host = argument(called.node, opens.host, _HOSTS)
    if host is None:
        return ()
    return host_and_port(_listed(code, host, called), code.text(called, opens.port, "port"))


def _listed(code: Code, node: ast.expr, called: Called) -> Text:
    """An address, or the first of a list of them; a pair is host and port."""
    if isinstance(node, ast.List) and node.elts:
        node = node.elts[0]
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        return host_and_port(*(code.texts.of(each, called.scope) for each in node.elts))
    if isinstance(node, ast.Dict):
        parts = {
            getattr(key, "value", ""): value
            for key, value in zip(node.keys, node.values, strict=True)
        }
        return host_and_port(
            *(code.texts.of(parts.get(key), called.scope) for key in ("host", "port"))
        )
    return code.texts.of(node, called.scope)


def _entry(code: Code, called: Called, key: str) -> Text:
    """The text under a key of a dictionary that is the first argument."""
    node = argument(called.node, 0, ("config", "conf"))
    scope = called.scope
    if isinstance(node, ast.Name):
        bound = code.names.bound(node.id, scope, node.lineno)
        if bound is not None and bound.value is not None:
            node, scope = bound.value, bound.scope
    if isinstance(node, ast.Dict):
        for name, value in zip(node.keys, node.values, strict=True):
            if isinstance(name, ast.Constant) and name.value == key:
                return code.texts.of(value, scope)
    return ()
