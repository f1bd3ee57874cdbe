"""Which calls open data stores and brokers, or use a data set by its name; a newcomer adds a line
here."""

from msgspec import Struct


class Opens(Struct, frozen=True):
    """place: of the address among the arguments. port: whether the next argument is the port.
    packages: one of them must be imported."""

    engine: str
    types: frozenset[str]
    methods: frozenset[str]
    client: str
    place: int = 0
    port: bool = False
    packages: tuple[str, ...] = ()


def _row(engine: str, types: str, methods: str, client: str, place: int = 0, port: bool = False,
         packages: tuple[str, ...] = ()) -> Opens:  # fmt: skip
    words = frozenset(methods.split())
    return Opens(engine, frozenset(types.split()), words, client, place, port, packages)


OPENS = (
    _row("", "DriverManager", "getConnection", "jdbc"),
    _row("", "DataSourceBuilder", "url", "jdbc"),
    _row("", "HikariConfig HikariDataSource", "setJdbcUrl", "hikari"),
    _row("", "DriverManagerDataSource BasicDataSource SimpleDriverDataSource PGSimpleDataSource "
         "MysqlDataSource JdbcDataSource SQLServerDataSource ComboPooledDataSource DruidDataSource",
         "setUrl setURL setJdbcUrl", "jdbc"),
    _row("", "DriverManagerDataSource", "new", "jdbc"),
    _row("", "Jdbi", "create", "jdbi"),
    _row("", "Sql2o", "new", "sql2o"),
    _row("", "Database", "connect", "exposed", packages=("org.jetbrains.exposed",)),
    _row("", "ConnectionFactories", "get", "r2dbc"),
    _row("", "Flyway FluentConfiguration", "dataSource", "flyway"),
    _row("redis", "Jedis JedisPooled", "new", "jedis", port=True),
    _row("redis", "JedisPool", "new", "jedis", port=True),
    _row("redis", "RedisClient RedisClusterClient", "create", "lettuce", packages=("io.lettuce",)),
    _row("redis", "RedisStandaloneConfiguration LettuceConnectionFactory JedisConnectionFactory",
         "new", "spring-data-redis", port=True),
    _row("redis", "RedisStandaloneConfiguration JedisConnectionFactory LettuceConnectionFactory",
         "setHostName", "spring-data-redis"),
    _row("redis", "Config", "setAddress addNodeAddress", "redisson", packages=("org.redisson",)),
    _row("mongodb", "MongoClients", "create", "mongodb"),
    _row("mongodb", "MongoClient", "new create", "mongodb", port=True, packages=("com.mongodb",)),
    _row("mongodb", "SimpleMongoClientDatabaseFactory SimpleMongoClientDbFactory", "new",
         "spring-data-mongodb"),
    _row("mongodb", "MongoClientSettings", "applyConnectionString", "mongodb"),
    _row("mongodb", "KMongo", "createClient", "kmongo"),
    _row("elasticsearch", "RestClient", "builder", "elasticsearch",
         packages=("org.elasticsearch.client", "org.opensearch.client")),
    _row("elasticsearch", "ClientConfiguration", "connectedTo", "spring-data-elasticsearch"),
    _row("cassandra", "Cluster CqlSession", "addContactPoint addContactPoints", "cassandra"),
    _row("neo4j", "GraphDatabase", "driver", "neo4j"),
    _row("memcached", "MemcachedClient", "new", "spymemcached"),
    _row("rabbitmq", "ConnectionFactory", "setHost setUri", "rabbitmq", packages=("com.rabbitmq",)),
    _row("rabbitmq", "CachingConnectionFactory", "new setHost setAddresses setUri", "spring-amqp",
         port=True, packages=("org.springframework.amqp",)),
    _row("activemq", "ActiveMQConnectionFactory", "new setBrokerURL", "activemq"),
    _row("nats", "Nats", "connect", "nats"),
    _row("nats", "Options", "server", "nats", packages=("io.nats",)),
    _row("pulsar", "PulsarClient", "serviceUrl", "pulsar"),
    _row("mqtt", "MqttClient MqttAsyncClient", "new", "paho"),
    _row("influxdb", "InfluxDBFactory", "connect", "influxdb"),
    _row("influxdb", "InfluxDBClientFactory", "create", "influxdb"),
    _row("minio", "MinioClient", "endpoint", "minio"),
)  # fmt: skip

KAFKA_KEYS = ("bootstrap.servers", "BOOTSTRAP_SERVERS_CONFIG")
"""Of properties that a Kafka client is made with."""

JDBC = {
    "postgresql": "postgresql",
    "mysql": "mysql",
    "mariadb": "mariadb",
    "sqlserver": "sqlserver",
    "oracle": "oracle",
    "sqlite": "sqlite",
    "h2": "h2",
    "hsqldb": "hsqldb",
    "clickhouse": "clickhouse",
    "db2": "db2",
    "derby": "derby",
}
"""Engines by what stands behind `jdbc:` or `r2dbc:`."""


class Names(Struct, frozen=True):
    """methods: those whose first argument names a data set, with how it is used."""

    engine: str
    via: str
    types: frozenset[str]
    methods: dict[str, str]


def _names(engine: str, via: str, types: str, mode: str, methods: str) -> Names:
    return Names(engine, via, frozenset(types.split()), dict.fromkeys(methods.split(), mode))


DATA_SETS = (
    _names("mongodb", "mongo", "MongoDatabase MongoClient MongoClients MongoTemplate "
           "ReactiveMongoTemplate",
           "rw", "getCollection"),
    _names("s3", "s3", "PutObjectRequest DeleteObjectRequest CopyObjectRequest", "w", "bucket new"),
    _names("s3", "s3", "GetObjectRequest HeadObjectRequest ListObjectsV2Request ListObjectsRequest",
           "r", "bucket new"),
    _names("s3", "s3", "AmazonS3 AmazonS3Client S3Template", "w",
           "putObject upload deleteObject store"),
    _names("s3", "s3", "AmazonS3 AmazonS3Client S3Template", "r",
           "getObject download listObjects listObjectsV2 getUrl"),
    _names("s3", "minio", "PutObjectArgs UploadObjectArgs RemoveObjectArgs", "w", "bucket"),
    _names("s3", "minio", "GetObjectArgs ListObjectsArgs StatObjectArgs", "r", "bucket"),
    _names("dynamodb", "dynamodb", "GetItemRequest QueryRequest ScanRequest", "r",
           "tableName withTableName"),
    _names("dynamodb", "dynamodb", "PutItemRequest UpdateItemRequest DeleteItemRequest", "w",
           "tableName withTableName"),
    _names("elasticsearch", "elasticsearch", "IndexRequest UpdateRequest DeleteRequest", "w",
           "new"),
    _names("elasticsearch", "elasticsearch", "SearchRequest GetRequest", "r", "new"),
    _names("redis", "jedis", "Jedis JedisPooled JedisCluster", "r",
           "get hget hgetAll lrange smembers exists mget zrange sismember llen"),
    _names("redis", "jedis", "Jedis JedisPooled JedisCluster", "w",
           "set setex setnx hset lpush rpush sadd del incr incrBy zadd expire srem"),
    _names("redis", "jedis", "Jedis JedisPooled JedisCluster", "rw", "lpop rpop blpop brpop spop"),
)  # fmt: skip

DECLARES = {
    "Queue": ("rabbitmq", ("org.springframework.amqp",)),
    "TopicExchange": ("rabbitmq", ("org.springframework.amqp",)),
    "DirectExchange": ("rabbitmq", ("org.springframework.amqp",)),
    "FanoutExchange": ("rabbitmq", ("org.springframework.amqp",)),
    "NewTopic": ("kafka", ("org.apache.kafka",)),
    "TopicBuilder": ("kafka", ("org.springframework.kafka",)),
    "QueueBuilder": ("rabbitmq", ("org.springframework.amqp",)),
    "ExchangeBuilder": ("rabbitmq", ("org.springframework.amqp",)),
}
"""Types that declare a topic, queue or exchange when they are made, and their packages."""
