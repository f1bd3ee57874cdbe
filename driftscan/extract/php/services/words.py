"""What PHP libraries' calls mean; how to read the tables: syntax/outline/vocabulary.py."""

from driftscan.extract.syntax.outline.vocabulary import (
    Vocabulary,
    guesses,
    same_types,
    signatures,
)

_TEXTS = """
env      getenv             0
env      env                0|@1
env      Env.get            0|@1
setting  config             0|@1
setting  Config.get         0|@1
setting  *.getParameter     0
format   sprintf            0
same     rtrim              0
same     trim               0
same     strval             0
same     ltrim              0
same     Uri()              0
value    *.setParameter     0|@1
"""
_HTTP = """
http  curl_init              0                      -  curl
http  curl_setopt            1=CURLOPT_URL|2        -  curl
base  guzzle()               base_uri
base  laravel-http.baseUrl   0
base  HttpClient.create      base_uri
base  HttpClient.createForBaseUri  0
http  guzzle.get,getAsync         0  GET     guzzle
http  guzzle.post,postAsync       0  POST    guzzle
http  guzzle.put,putAsync         0  PUT     guzzle
http  guzzle.patch,patchAsync     0  PATCH   guzzle
http  guzzle.delete,deleteAsync   0  DELETE  guzzle
http  guzzle.head                 0  HEAD    guzzle
http  guzzle.request,requestAsync 1  @0      guzzle
http  guzzle-request()            1  @0      guzzle
http  laravel-http.get       0  GET     laravel-http
http  laravel-http.post      0  POST    laravel-http
http  laravel-http.put       0  PUT     laravel-http
http  laravel-http.patch     0  PATCH   laravel-http
http  laravel-http.delete    0  DELETE  laravel-http
http  laravel-http.head      0  HEAD    laravel-http
http  symfony-http.request   1  @0      symfony-http
http  RequestFactoryInterface.createRequest  1  @0  psr-18
url   file_get_contents      0  GET     file_get_contents
url   fopen                  0  GET     fopen
url   get_headers            0  HEAD    get_headers
http  SoapClient()           0  -       soap
http  wp_remote_get          0  GET     wordpress
http  wp_remote_post         0  POST    wordpress
"""
_MESSAGES = """
publish  AMQPChannel.basic_publish   2|routing_key|1|exchange  -  rabbitmq
consume  AMQPChannel.basic_consume   0|queue                   -  rabbitmq
publish  Redis.publish               0                         -  redis
consume  Redis.subscribe             0                         -  redis
publish  rdkafka-producer.newTopic   0                         -  kafka
consume  rdkafka-consumer.subscribe  0                         -  kafka
store    amqp-connection()           0|host:port   rabbitmq    php-amqplib
store    Pheanstalk.create           0             beanstalkd  pheanstalk
"""
_STORES = """
store  PDO()                 0|dsn           any            pdo
store  mysqli()              0|hostname      mysql          mysqli
store  mysqli_connect        0               mysql          mysqli
store  pg_connect            0               postgresql     pg
store  DriverManager.getConnection  url|host  any           doctrine
store  Redis.connect,pconnect       0        redis          phpredis
store  predis()              0|host:port     redis          predis
store  Memcached.addServer   0               memcached      memcached
store  mongo-client()        0               mongodb        mongodb
store  ClientBuilder.setHosts  0             elasticsearch  elasticsearch
"""
_DATA = """
access  laravel-db.table            0  sql:rw       laravel-db
access  Schema.create,table,dropIfExists,drop,rename  0  sql:define  laravel-migration
access  doctrine-schema.createTable,getTable,dropTable  0  sql:define  doctrine-migration
access  mongo-client.selectCollection  1  mongodb:rw  mongodb
access  mongo-db.selectCollection      0  mongodb:rw  mongodb
access  Redis.get,hget,hgetall,lrange,smembers,exists,mget,zrange,hmget  0  redis:r  redis
access  Redis.set,setex,hset,hmset,lpush,rpush,sadd,del,incr,incrby,zadd,expire  0  redis:w  redis
access  Redis.setnx  0  redis:w  redis
access  Redis.lpop,rpop,blpop,brpop,spop  0  redis:rw  redis
sql  *.query,prepare,exec,executeQuery,executeStatement,executeUpdate,fetchAll,fetchAssoc  0
sql  *.fetchAllAssociative,fetchAssociative,fetchOne,fetchColumn,addSql,rawQuery  0
sql  *.createNativeQuery,real_query,multi_query  0
sql  laravel-db.select,insert,update,delete,statement,unprepared,selectOne,scalar,raw  0
sql  wpdb.get_results,get_row,get_var,query  0
sql  mysqli_query,pg_query,mysqli_prepare    1
sql  mysql_query                             0
"""
_SERVED = """
serve     Route.get,view,redirect    0  GET     laravel
serve     Route.post         0  POST    laravel
serve     Route.put          0  PUT     laravel
serve     Route.patch        0  PATCH   laravel
serve     Route.delete       0  DELETE  laravel
serve     Route.any,match    0  -       laravel
resource  Route.resource,apiResource  0  -   laravel
group     Route.prefix       0
within    Route.group        prefix
serve     web.get            0  GET     slim
serve     web.post           0  POST    slim
serve     web.put            0  PUT     slim
serve     web.patch          0  PATCH   slim
serve     web.delete         0  DELETE  slim
serve     web.any            0  -       slim
serve     web.map            1  @0      slim
group     web.group          0|prefix
entry     AppFactory.create,createFromContainer  -  slim
entry     laravel-application.configure            -  laravel
entry     laravel-application()                  -  laravel
entry     lumen-application()                    -  lumen
entry     Kernel()                               -  symfony
entry     slim-app()                             -  slim
"""
_TYPES = """
GuzzleHttp.Client GuzzleHttp.ClientInterface                  = guzzle
GuzzleHttp.Psr7.Request                                       = guzzle-request
Illuminate.Support.Facades.Http Illuminate.Http.Client.Factory = laravel-http
Illuminate.Http.Client.PendingRequest = laravel-http
Illuminate.Support.Facades.Redis Predis.ClientInterface       = Redis
Illuminate.Support.Facades.DB Illuminate.Database.Capsule.Manager DB = laravel-db
Illuminate.Support.Facades.Route Illuminate.Support.Facades.Schema.NONE = Route
Illuminate.Support.Facades.Schema                             = Schema
Illuminate.Support.Facades.Config                             = Config
Doctrine.DBAL.Schema.Schema                                   = doctrine-schema
HttpClient.create() HttpClientInterface HttpClient.createForBaseUri() = symfony-http
Symfony.Contracts.HttpClient.HttpClientInterface = symfony-http
Predis.Client                                                 = predis
MongoDB.Client MongoDB.Driver.Manager                         = mongo-client
MongoDB.Database mongo-client.selectDatabase()                = mongo-db
PhpAmqpLib.Connection.AMQPStreamConnection = amqp-connection
PhpAmqpLib.Connection.AMQPSSLConnection AMQPStreamConnection = amqp-connection
amqp-connection.channel() PhpAmqpLib.Channel.AMQPChannel      = AMQPChannel
RdKafka.Producer                                              = rdkafka-producer
RdKafka.KafkaConsumer                                         = rdkafka-consumer
AppFactory.create() Slim.App Slim.Routing.RouteCollectorProxy = web
Slim.Interfaces.RouteCollectorProxyInterface = web
Slim.Factory.AppFactory                                       = AppFactory
Illuminate.Foundation.Application                             = laravel-application
Laravel.Lumen.Application                                     = lumen-application
Laravel.Lumen.Routing.Router                                  = web
DB.connection() laravel-db.connection()                       = laravel-db
"""
_GUESSES = r"""
(?:http_?client|guzzle\w*)   = guzzle
redis                         = Redis
wpdb                          = wpdb
(?:channel|amqp_?channel)     = AMQPChannel
schemamanager                 = doctrine-schema
"""

WORDS = Vocabulary(
    signatures={
        **signatures(_TEXTS, _HTTP, _MESSAGES, _STORES, _DATA, _SERVED),
        **{
            f"predis.{key.rpartition('.')[2]}": each
            for key, each in signatures(_DATA).items()
            if key.startswith("Redis.")
        },
    },
    types={
        **same_types(_TYPES),
        "laravel-application.configure()": "laravel-builder",
    },
    fluent=frozenset(["laravel-http", "Route", "ClientBuilder", "HttpClient"]),
    guesses=guesses(_GUESSES),
    environments=frozenset(["_ENV", "_SERVER"]),
    same=frozenset(["__toString", "toString"]),
)
