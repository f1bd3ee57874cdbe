"""Data stores and brokers that a Go file opens."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.go.services.nodes import arguments_of, entries, string_of
from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import StoreFact, Text

# Origin of what is called -> engine, and the argument that holds the address or the options.
OPENINGS = {
    "pgx.Connect": ("postgresql", 1),
    "pgx.ConnectConfig": ("postgresql", 1),
    "pgx.ParseConfig": ("postgresql", 0),
    "pgxpool.New": ("postgresql", 1),
    "pgxpool.Connect": ("postgresql", 1),
    "pgxpool.ParseConfig": ("postgresql", 0),
    "go-pg.Connect": ("postgresql", 0),
    "gorm-postgres.Open": ("postgresql", 0),
    "gorm-mysql.Open": ("mysql", 0),
    "gorm-sqlserver.Open": ("sqlserver", 0),
    "gorm-sqlite.Open": ("sqlite", 0),
    "mgo.Dial": ("mongodb", 0),
    "redis.NewClient": ("redis", 0),
    "redis.NewClusterClient": ("redis", 0),
    "redis.NewUniversalClient": ("redis", 0),
    "redis.NewFailoverClient": ("redis", 0),
    "redis.NewRing": ("redis", 0),
    "rueidis.NewClient": ("redis", 0),
    "redigo.Dial": ("redis", 1),
    "redigo.DialURL": ("redis", 0),
    "memcache.New": ("memcached", 0),
    "elastic.NewClient": ("elasticsearch", 0),
    "olivere.SetURL": ("elasticsearch", 0),
    "gocql.NewCluster": ("cassandra", 0),
    "neo4j.NewDriver": ("neo4j", 0),
    "neo4j.NewDriverWithContext": ("neo4j", 0),
    "influx.NewClient": ("influxdb", 0),
    "clickhouse.Open": ("clickhouse", 0),
    "clickhouse.OpenDB": ("clickhouse", 0),
    "minio.New": ("s3", 0),
    "s3.New": ("s3", 9),
    "s3.NewFromConfig": ("s3", 9),
    "dynamodb.New": ("dynamodb", 9),
    "dynamodb.NewFromConfig": ("dynamodb", 9),
    "sqs.New": ("sqs", 9),
    "sqs.NewFromConfig": ("sqs", 9),
    "amqp.Dial": ("rabbitmq", 0),
    "amqp.DialConfig": ("rabbitmq", 0),
    "amqp.DialTLS": ("rabbitmq", 0),
    "nats.Connect": ("nats", 0),
    "sarama.NewSyncProducer": ("kafka", 0),
    "sarama.NewAsyncProducer": ("kafka", 0),
    "sarama.NewConsumer": ("kafka", 0),
    "sarama.NewConsumerGroup": ("kafka", 0),
    "sarama.NewClient": ("kafka", 0),
    "kafka-go.Dial": ("kafka", 1),
    "kafka-go.DialLeader": ("kafka", 2),
    "kgo.SeedBrokers": ("kafka", 0),
}
# Options that open something by themselves -> engine, field of the address.
LITERALS = {
    "kafka-go.Writer{}": ("kafka", "Addr"),
    "kafka-go.WriterConfig{}": ("kafka", "Brokers"),
    "kafka-go.ReaderConfig{}": ("kafka", "Brokers"),
    "confluent.ConfigMap{}": ("kafka", "bootstrap.servers"),
}
_DRIVERS = {
    "postgres": "postgresql", "pgx": "postgresql", "cloudsqlpostgres": "postgresql",
    "mysql": "mysql", "sqlserver": "sqlserver", "mssql": "sqlserver", "sqlite3": "sqlite",
    "sqlite": "sqlite", "oracle": "oracle", "godror": "oracle", "clickhouse": "clickhouse",
}  # fmt: skip
_BY_DRIVER = frozenset(
    "sql.Open sqlx.Open sqlx.Connect sqlx.MustConnect sqlx.MustOpen gorm.Open otelsql.Open".split()
)
_MONGO = frozenset(("mongo.Connect", "mongo.NewClient"))


def stores(program: Program, texts: Texts) -> Iterator[StoreFact]:
    """Every opening, with what tells where it leads."""
    for call in program.calls:
        if call.origin in OPENINGS:
            engine, at = OPENINGS[call.origin]
            address = texts.address(call.arguments[at]) if at < len(call.arguments) else ()
            client = call.origin.partition(".")[0]
            yield StoreFact(engine, address, call.line, client)
        elif call.origin in _BY_DRIVER or call.origin.endswith("/otelsql.Open"):
            yield from _by_driver(texts, call)
        elif call.origin in _MONGO:
            yield StoreFact("mongodb", _mongo_address(program, texts), call.line, "mongo")
    for literal in program.literals:
        if literal.origin in LITERALS:
            engine, field = LITERALS[literal.origin]
            node = dict(entries(literal.node)).get(field)
            address = _brokers(program, texts, node) if node is not None else ()
            yield StoreFact(engine, address, literal.line, literal.origin.partition(".")[0])


def _by_driver(texts: Texts, call: Call) -> Iterator[StoreFact]:
    driver = string_of(call.arguments[0]) if call.arguments else None
    if len(call.arguments) > 1 and (driver is not None or call.origin != "gorm.Open"):
        engine = _DRIVERS.get(driver or "", "")
        client = call.origin.rpartition(".")[0].rpartition("/")[2]
        yield StoreFact(engine, texts.known(call.arguments[1]), call.line, client)


def _mongo_address(program: Program, texts: Texts) -> Text:
    """`options.Client().ApplyURI(uri)`, wherever in the file it stands."""
    for call in program.calls:
        if call.method == "ApplyURI" and call.arguments:
            return texts.known(call.arguments[0])
    return ()


def _brokers(program: Program, texts: Texts, node: Node) -> Text:
    """`kafka.TCP(address)`, or the first of a list."""
    made = program.made_by(node)
    callee = made.child_by_field_name("function") if made is not None else None
    if made is not None and callee is not None and text_of(callee).endswith(".TCP"):
        return texts.known(next(iter(arguments_of(made)), None))
    return texts.address(node)
