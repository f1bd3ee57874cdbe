"""Data stores and brokers that a file opens."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.services.picking import Picker
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.alternatives import written
from driftscan.model.service_fact import StoreFact, Text


class Opening(Struct, frozen=True):
    """engine: '' where options tell it; at: which argument holds the address or the options."""

    engine: str
    client: str
    at: int = 0


def _all(engine: str, client: str, *calls: str, at: int = 0) -> dict[str, Opening]:
    return {f"{client}.{call}".replace(".()", "()"): Opening(engine, client, at) for call in calls}


OPENINGS = {
    **_all("postgresql", "pg", "Pool()", "Client()", "default.Pool()", "native.Pool()"),
    **_all("postgresql", "postgres", "()"),
    **_all("postgresql", "pg-promise", "()()"),
    **_all("postgresql", "@neondatabase/serverless", "neon()", "Pool()"),
    **_all("mysql", "mysql", "createPool()", "createConnection()"),
    **_all("mysql", "mysql2", "createPool()", "createConnection()"),
    **_all("mysql", "mysql2/promise", "createPool()", "createConnection()"),
    **_all("mariadb", "mariadb", "createPool()", "createConnection()"),
    **_all("sqlserver", "mssql", "connect()", "ConnectionPool()"),
    **_all("oracle", "oracledb", "getConnection()", "createPool()"),
    **_all("sqlite", "better-sqlite3", "()"),
    **_all("sqlite", "sqlite3", "Database()"),
    **_all("", "knex", "()", "knex()", "default()"),
    **_all("", "sequelize", "()", "Sequelize()"),
    **_all("", "sequelize-typescript", "Sequelize()"),
    **_all("", "@nestjs/sequelize", "SequelizeModule.forRoot()"),
    **_all("", "typeorm", "DataSource()", "createConnection()"),
    **_all("", "@nestjs/typeorm", "TypeOrmModule.forRoot()"),
    **_all("mongodb", "@nestjs/mongoose", "MongooseModule.forRoot()"),
    **_all("mongodb", "mongoose", "connect()", "createConnection()"),
    **_all("mongodb", "mongodb", "MongoClient()", "MongoClient.connect()", "connect()"),
    **_all("redis", "redis", "createClient()", "createCluster()"),
    **_all("redis", "ioredis", "()", "Redis()", "Cluster()", "Redis.Cluster()"),
    **_all("redis", "async-redis", "createClient()"),
    **_all("redis", "bull", "()", "Queue()", at=1),
    **_all("redis", "bullmq", "Queue()", at=1),
    **_all("redis", "bullmq", "Worker()", at=2),
    **_all("memcached", "memcached", "()"),
    **_all("memcached", "memjs", "Client.create()"),
    **_all("elasticsearch", "@elastic/elasticsearch", "Client()"),
    **_all("elasticsearch", "elasticsearch", "Client()"),
    **_all("opensearch", "@opensearch-project/opensearch", "Client()"),
    **_all("cassandra", "cassandra-driver", "Client()"),
    **_all("neo4j", "neo4j-driver", "driver()", "default.driver()"),
    **_all("influxdb", "@influxdata/influxdb-client", "InfluxDB()"),
    **_all("clickhouse", "@clickhouse/client", "createClient()"),
    **_all("dynamodb", "@aws-sdk/client-dynamodb", "DynamoDBClient()", "DynamoDB()"),
    **_all("s3", "@aws-sdk/client-s3", "S3Client()", "S3()"),
    **_all("s3", "aws-sdk", "S3()", "default.S3()"),
    **_all("s3", "aws-sdk/clients/s3", "()", "default()"),
    **_all("s3", "minio", "Client()"),
    **_all("sqs", "@aws-sdk/client-sqs", "SQSClient()", "SQS()"),
    **_all("kafka", "kafkajs", "Kafka()"),
    **_all("kafka", "kafka-node", "KafkaClient()"),
    **_all("kafka", "node-rdkafka", "Producer()", "KafkaConsumer()", "HighLevelProducer()"),
    **_all("rabbitmq", "amqplib", "connect()"),
    **_all("rabbitmq", "amqplib/callback_api", "connect()"),
    **_all("rabbitmq", "amqp-connection-manager", "connect()"),
    **_all("nats", "nats", "connect()"),
    **_all("mqtt", "mqtt", "connect()", "connectAsync()"),
    **_all("supabase", "@supabase/supabase-js", "createClient()"),
}
_ENGINES = {
    "pg": "postgresql", "postgres": "postgresql", "postgresql": "postgresql",
    "cockroachdb": "postgresql", "mysql": "mysql", "mysql2": "mysql", "mariadb": "mariadb",
    "mssql": "sqlserver", "oracledb": "oracle", "oracle": "oracle", "sqlite3": "sqlite",
    "better-sqlite3": "sqlite", "sqlite": "sqlite", "mongodb": "mongodb",
}  # fmt: skip
_BROKER_LIST = ("metadata.broker.list", "kafkaHost")
_IN_MEMORY = frozenset((":memory:",))


def stores(picker: Picker) -> Iterator[StoreFact]:
    """Every opening, with what tells where it leads."""
    for call in picker.program.calls:
        opening = OPENINGS.get(call.made)
        if opening is not None and (fact := _store(picker, call, opening)):
            yield fact


def _store(picker: Picker, call: Call, opening: Opening) -> StoreFact | None:
    if opening.client == "sequelize" and not call.arguments:
        return None
    first = call.arguments[opening.at] if len(call.arguments) > opening.at else None
    options = picker.options(first)
    address, database = picker.address(first), _database(picker, options)
    if written(address) in _IN_MEMORY:
        return None
    if opening.client.startswith("sequelize") and len(call.arguments) > 2:
        # new Sequelize(database, user, password, {host, dialect})
        options = picker.options(call.arguments[-1])
        address, database = picker.address(call.arguments[-1]), address
    if opening.engine == "mongodb" and "dbName" not in options and len(call.arguments) > 1:
        database = database or _database(picker, picker.options(call.arguments[1]))
    address = address or next(
        (picker.texts.known(options[key]) for key in _BROKER_LIST if key in options), ()
    )
    return StoreFact(
        _engine(picker, opening, options), address, call.line, opening.client, database
    )


def _engine(picker: Picker, opening: Opening, options: dict[str, Node]) -> str:
    for key in ("client", "dialect", "type"):
        node = options.get(key)
        if not opening.engine and node is not None:
            said = written(picker.texts.known(node))
            return _ENGINES.get(said, "")
    return opening.engine


def _database(picker: Picker, options: dict[str, Node]) -> Text:
    inner = options.get("connection")
    if inner is not None:
        options = {**options, **picker.options(inner)}
    for key in ("database", "dbName", "db", "schema"):
        node = options.get(key)
        if node is not None and (text := picker.texts.known(node)):
            return text
    return plain("")
