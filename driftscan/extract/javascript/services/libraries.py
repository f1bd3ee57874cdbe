"""Which ways lead to the same thing of a package, and what names mean that come from elsewhere."""

import re

# Origins that are another's by a different way. Left: as it is written; right: as the tables of
# clients, messaging, data and serving know it.
_SAME = """
fetch = fetch
node-fetch = fetch
cross-fetch = fetch
isomorphic-fetch = fetch
undici.fetch = fetch
window.fetch = fetch
globalThis.fetch = fetch
axios.create() = axios
axios.Axios() = axios
axios.default = axios
@nuxtjs/axios = axios
@nestjs/axios.HttpService() = http-service
@nestjs/axios.HttpService().axiosRef = axios
@nestjs/common.HttpService() = http-service
@angular/common/http.HttpClient() = http-service
@angular/http.Http() = http-service
got.got = got
got.extend() = got
got.got.extend() = got
ky.create() = ky
ky.extend() = ky
ofetch.ofetch = ofetch
ofetch.$fetch = ofetch
ofetch.ofetch.create() = ofetch
request.defaults() = request
request-promise = request
request-promise.defaults() = request
request-promise-native = request
requestretry = request
jquery = $
jQuery = $
window.$ = $
https = http
follow-redirects.http = http
follow-redirects.https = http
http2 = http
redis.createClient() = redis-client
redis.createClient().duplicate() = redis-client
redis-client.duplicate() = redis-client
redis-client.connect() = redis-client
redis-client.multi() = redis-client
redis-client.pipeline() = redis-client
redis.createCluster() = redis-client
ioredis() = redis-client
ioredis.Redis() = redis-client
ioredis.Cluster() = redis-client
ioredis.Redis.Cluster() = redis-client
async-redis.createClient() = redis-client
handy-redis.createNodeRedisClient() = redis-client
@upstash/redis.Redis() = redis-client
mongodb.MongoClient() = mongo-client
mongodb.MongoClient().connect() = mongo-client
mongodb.MongoClient.connect() = mongo-client
mongodb.connect() = mongo-client
mongo-client.connect() = mongo-client
mongo-client.db() = mongo-db
?client.db() = mongo-db
?conn.db() = mongo-db
?connection.db() = mongo-db
mongodb.Db() = mongo-db
mongoose.connection = mongo-db
mongoose.connection.db = mongo-db
mongoose.default = mongoose
mongo-db.collection() = mongo-collection
mongodb.Collection() = mongo-collection
kafkajs.Kafka() = kafka
kafka.producer() = kafka-producer
kafka.consumer() = kafka-consumer
kafka.admin() = kafka-admin
kafkajs.Producer() = kafka-producer
kafkajs.Consumer() = kafka-consumer
kafka-node.Producer() = kafka-node-producer
kafka-node.HighLevelProducer() = kafka-node-producer
node-rdkafka.Producer() = rdkafka-producer
node-rdkafka.HighLevelProducer() = rdkafka-producer
node-rdkafka.KafkaConsumer() = rdkafka-consumer
amqplib/callback_api = amqplib
amqplib.connect() = amqp-connection
amqp-connection-manager.connect() = amqp-connection
amqp-connection.createChannel() = amqp-channel
amqp-connection.createConfirmChannel() = amqp-channel
amqplib.Connection() = amqp-connection
amqplib.Channel() = amqp-channel
amqplib.ConfirmChannel() = amqp-channel
?connection.createChannel() = amqp-channel
?conn.createChannel() = amqp-channel
?connection.createConfirmChannel() = amqp-channel
?conn.createConfirmChannel() = amqp-channel
nats.connect() = nats-connection
nats.NatsConnection() = nats-connection
nats-connection.jetstream() = nats-connection
node-nats-streaming.connect() = nats-connection
mqtt.connect() = mqtt-client
mqtt.connectAsync() = mqtt-client
bull() = bull-queue
bull.Queue() = bull-queue
bullmq.Queue() = bull-queue
bee-queue() = bull-queue
bullmq.Worker() = bull-worker
@nestjs/microservices.ClientProxy() = nest-client
@nestjs/microservices.ClientKafka() = nest-client
@nestjs/microservices.ClientKafkaProxy() = nest-client
@nestjs/microservices.ClientGrpc() = nest-grpc
@nestjs/microservices.ClientProxyFactory.create() = nest-client
@nestjs/config.ConfigService() = settings
config = settings
nconf = settings
convict() = settings
@grpc/grpc-js = grpc
@grpc/grpc-js.Server() = grpc.Server()
express() = web
express.Router() = web
express.default() = web
express-promise-router() = web
koa-router() = web
@koa/router() = web
koa() = web
fastify() = web
fastify.fastify() = web
fastify.FastifyInstance() = web
express.Express() = web
express.Application() = web
hono.Hono() = web
restify.createServer() = web
polka() = web
itty-router.Router() = web
find-my-way() = web
@hapi/hapi.server() = hapi
@hapi/hapi.Server() = hapi
hapi.Server() = hapi
hapi.server() = hapi
web.route() = web-route
web.register() = web
web.withTypeProvider() = web
pg.Pool() = sql-client
pg.Client() = sql-client
pg.default.Pool() = sql-client
mysql.createPool() = sql-client
mysql.createConnection() = sql-client
mysql2.createPool() = sql-client
mysql2.createConnection() = sql-client
mysql2/promise.createPool() = sql-client
mysql2/promise.createConnection() = sql-client
knex.knex = knex
knex.default = knex
knex() = knex-db
knex.knex() = knex-db
sequelize() = sequelize-db
sequelize.Sequelize() = sequelize-db
sequelize-typescript.Sequelize() = sequelize-db
@prisma/client.PrismaClient() = prisma
@elastic/elasticsearch.Client() = elastic
elasticsearch.Client() = elastic
@opensearch-project/opensearch.Client() = elastic
@supabase/supabase-js.createClient() = supabase
aws-sdk.SQS() = aws.SQS()
aws-sdk.SNS() = aws.SNS()
aws-sdk.S3() = aws.S3()
aws-sdk/clients/sqs() = aws.SQS()
aws-sdk/clients/sns() = aws.SNS()
aws-sdk/clients/s3() = aws.S3()
aws-sdk.DynamoDB.DocumentClient() = aws.DynamoDB()
aws-sdk.DynamoDB() = aws.DynamoDB()
aws-sdk/clients/dynamodb.DocumentClient() = aws.DynamoDB()
"""
SAME = {
    left.strip(): right.strip()
    for left, _, right in (line.partition(" = ") for line in _SAME.split("\n") if line)
}

# Routes that are told one after the other: `app.route('/x').get(f).put(g)`.
SAME.update(
    {f"web-route.{verb}()": "web-route" for verb in "get post put delete patch all".split()}
)

# What a name means whose package is not told here: a parameter, or an import of the project's own.
_GUESSES = (
    (r"fetch|\$http", None),
    (r"\$", "$"),
    (r"\w*redis(?:client|service|conn|connection)?|redis\w*", "redis-client"),
    (r"\w*prisma(?:client|service)?", "prisma"),
    (r"(?:rabbit|amqp)\w*channel|channel", "amqp-channel"),
    (r"\w*knex|knex\w*", "knex-db"),
    (r"kafka_?producer", "kafka-producer"),
    (r"kafka_?consumer", "kafka-consumer"),
    (r"sequelize", "sequelize-db"),
    (r"axios(?:instance|client)?", "axios"),
    (r"\$axios|axios\$", "axios"),
    (r"(?:mongo_?)?(?:db|database)", "mongo-db"),
    (r"mongo_?client", "mongo-client"),
)
_GLOBALS = frozenset(("fetch", "$fetch", "$http", "angular", "process", "URL", "axios", "Bun"))
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), origin) for pattern, origin in _GUESSES)


def guessed(name: str) -> str:
    """The origin of a name of which only the name is known: '?name' if that tells nothing."""
    name = name.removeprefix("this.").lstrip("_")
    if name in _GLOBALS:
        return name
    for pattern, origin in _COMPILED:
        if pattern.fullmatch(name):
            return origin or name
    return f"?{name}"
