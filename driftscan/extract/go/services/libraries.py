"""Packages by import path, and which ways lead to the same thing of a package."""

import re
from functools import lru_cache

# Import path without its version -> the name that the tables use, and the name that code uses.
_PACKAGES = """
net/http = http http
net/http/httputil = httputil httputil
net/url = url url
net = net net
os = os os
syscall = os syscall
fmt = fmt fmt
strings = strings strings
path = path path
cmp = cmp cmp
flag = flag flag
github.com/spf13/pflag = flag pflag
github.com/spf13/viper = viper viper
github.com/go-resty/resty = resty resty
resty.dev = resty resty
github.com/imroc/req = resty req
github.com/gojek/heimdall/httpclient = heimdall httpclient
github.com/hashicorp/go-retryablehttp = http retryablehttp
github.com/gorilla/websocket = websocket websocket
google.golang.org/grpc = grpc grpc
github.com/gorilla/mux = mux mux
github.com/go-chi/chi = chi chi
github.com/gin-gonic/gin = gin gin
github.com/labstack/echo = echo echo
github.com/gofiber/fiber = fiber fiber
github.com/julienschmidt/httprouter = httprouter httprouter
github.com/IBM/sarama = sarama sarama
github.com/Shopify/sarama = sarama sarama
github.com/segmentio/kafka-go = kafka-go kafka
github.com/confluentinc/confluent-kafka-go/kafka = confluent kafka
gopkg.in/confluentinc/confluent-kafka-go.v1/kafka = confluent kafka
github.com/twmb/franz-go/pkg/kgo = kgo kgo
github.com/rabbitmq/amqp091-go = amqp amqp091
github.com/streadway/amqp = amqp amqp
github.com/nats-io/nats.go = nats nats
github.com/nats-io/stan.go = nats stan
github.com/eclipse/paho.mqtt.golang = mqtt mqtt
github.com/redis/go-redis = redis redis
github.com/go-redis/redis = redis redis
gopkg.in/redis = redis redis
github.com/redis/rueidis = rueidis rueidis
github.com/gomodule/redigo/redis = redigo redis
github.com/garyburd/redigo/redis = redigo redis
github.com/bradfitz/gomemcache/memcache = memcache memcache
database/sql = sql sql
github.com/jmoiron/sqlx = sqlx sqlx
github.com/jackc/pgx = pgx pgx
github.com/jackc/pgx/pgxpool = pgxpool pgxpool
github.com/jackc/pgxpool = pgxpool pgxpool
github.com/go-pg/pg = go-pg pg
gorm.io/gorm = gorm gorm
github.com/jinzhu/gorm = gorm gorm
gorm.io/driver/postgres = gorm-postgres postgres
gorm.io/driver/mysql = gorm-mysql mysql
gorm.io/driver/sqlserver = gorm-sqlserver sqlserver
gorm.io/driver/sqlite = gorm-sqlite sqlite
github.com/glebarez/sqlite = gorm-sqlite sqlite
go.mongodb.org/mongo-driver/mongo = mongo mongo
go.mongodb.org/mongo-driver/mongo/options = mongo-options options
gopkg.in/mgo = mgo mgo
github.com/globalsign/mgo = mgo mgo
github.com/elastic/go-elasticsearch = elastic elasticsearch
github.com/olivere/elastic = olivere elastic
github.com/gocql/gocql = gocql gocql
github.com/neo4j/neo4j-go-driver/neo4j = neo4j neo4j
github.com/influxdata/influxdb-client-go = influx influxdb2
github.com/ClickHouse/clickhouse-go = clickhouse clickhouse
github.com/minio/minio-go = minio minio
github.com/aws/aws-sdk-go-v2/service/sqs = sqs sqs
github.com/aws/aws-sdk-go/service/sqs = sqs sqs
github.com/aws/aws-sdk-go-v2/service/sns = sns sns
github.com/aws/aws-sdk-go/service/sns = sns sns
github.com/aws/aws-sdk-go-v2/service/s3 = s3 s3
github.com/aws/aws-sdk-go/service/s3 = s3 s3
github.com/aws/aws-sdk-go/service/s3/s3manager = s3 s3manager
github.com/aws/aws-sdk-go-v2/service/dynamodb = dynamodb dynamodb
github.com/aws/aws-sdk-go/service/dynamodb = dynamodb dynamodb
github.com/aws/aws-sdk-go-v2/aws = aws aws
github.com/aws/aws-sdk-go/aws = aws aws
cloud.google.com/go/pubsub = pubsub pubsub
"""
PACKAGES = {
    path: (names.split()[0], names.split()[1])
    for path, _, names in (line.partition(" = ") for line in _PACKAGES.split("\n") if line)
}
_VERSION = re.compile(r"(?:/v\d+(?=/|$)|\.v\d+$)")

_SAME = """
http.DefaultClient = http.Client
http.NewClient() = http.Client
http.NewRequest() = http.Request
http.DefaultServeMux = web
http.NewServeMux() = web
http.ServeMux = web
mux.NewRouter() = web
mux.Router = web
chi.NewRouter() = web
chi.NewMux() = web
chi.Router = web
chi.Mux = web
gin.Default() = web
gin.New() = web
gin.Engine = web
gin.RouterGroup = web
gin.IRouter = web
echo.New() = web
echo.Echo = web
echo.Group = web
fiber.New() = web
fiber.App = web
fiber.Router = web
httprouter.New() = web
httprouter.Router = web
resty.New() = resty.Client
resty.NewWithClient() = resty.Client
resty.C() = resty.Client
resty.R() = resty.Request
resty.Client.R() = resty.Request
heimdall.NewClient() = http.Client
amqp.Dial() = amqp.Connection
amqp.DialConfig() = amqp.Connection
amqp.DialTLS() = amqp.Connection
amqp.Connection.Channel() = amqp.Channel
nats.Connect() = nats.Conn
nats.Conn.JetStream() = nats.Conn
nats.JetStreamContext = nats.Conn
nats.EncodedConn = nats.Conn
nats.NewEncodedConn() = nats.Conn
mqtt.NewClient() = mqtt.Client
redis.NewClient() = redis.Client
redis.NewClusterClient() = redis.Client
redis.NewUniversalClient() = redis.Client
redis.NewFailoverClient() = redis.Client
redis.ClusterClient = redis.Client
redis.UniversalClient = redis.Client
redis.Cmdable = redis.Client
redis.Client.Pipeline() = redis.Client
redis.Client.TxPipeline() = redis.Client
redis.Client.WithContext() = redis.Client
redigo.Dial() = redigo.Conn
redigo.DialURL() = redigo.Conn
redigo.Pool.Get() = redigo.Conn
sarama.NewSyncProducer() = sarama.SyncProducer
sarama.NewConsumer() = sarama.Consumer
sarama.NewConsumerGroup() = sarama.ConsumerGroup
kafka-go.NewWriter() = kafka-go.Writer
kafka-go.NewReader() = kafka-go.Reader
confluent.NewConsumer() = confluent.Consumer
confluent.NewProducer() = confluent.Producer
mongo.Connect() = mongo.Client
mongo.NewClient() = mongo.Client
mongo.Client.Database() = mongo.Database
mongo.Database.Collection() = mongo.Collection
mgo.Session.DB() = mongo.Database
mongo.Database.C() = mongo.Collection
gorm.Open() = gorm.DB
s3.New() = s3.Client
s3.NewFromConfig() = s3.Client
s3.S3 = s3.Client
sqs.New() = sqs.Client
sqs.NewFromConfig() = sqs.Client
sqs.SQS = sqs.Client
sns.New() = sns.Client
sns.NewFromConfig() = sns.Client
sns.SNS = sns.Client
dynamodb.New() = dynamodb.Client
dynamodb.NewFromConfig() = dynamodb.Client
dynamodb.DynamoDB = dynamodb.Client
pubsub.NewClient() = pubsub.Client
"""
SAME = {
    left.strip(): right.strip()
    for left, _, right in (line.partition(" = ") for line in _SAME.split("\n") if line)
}
_GUESSES = (
    (r"\w*(?:redis|rdb)\w*", "redis.Client"),
    (r"(?:rabbit|amqp)\w*(?:chan|channel)|channel|ch", "amqp.Channel"),
    (r"\w*coll(?:ection)?", "mongo.Collection"),
    (r"(?:mongo_?)?(?:db|database)", "mongo.Database"),
    (r"(?:http_?)client", "http.Client"),
    (r"r|e|app|router|mux|engine|\w*group|api|v\d|\w*router", "web"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), origin) for pattern, origin in _GUESSES)


def package_of(path: str) -> tuple[str, str]:
    """(the name that tables use, the name that code uses) of an imported package; the first begins
    with '?' if no table knows it."""
    plain = _VERSION.sub("", path)
    last = plain.rpartition("/")[2]
    return PACKAGES.get(plain) or (f"?{plain}", last.removeprefix("go-").partition(".")[0])


@lru_cache(maxsize=1 << 14)
def guessed(name: str) -> str:
    """What a variable or field is likely to be of which only the name is known."""
    for pattern, origin in _COMPILED:
        if pattern.fullmatch(name):
            return origin
    return f"?{name}"
