"""What Rust libraries' calls mean; how to read the tables: syntax/outline/vocabulary.py."""

import re

from driftscan.extract.syntax.outline.vocabulary import (
    Vocabulary,
    guesses,
    same_types,
    signatures,
)

_TEXTS = """
env     std.env.var,var_os      0
env     dotenvy.var             0
env     dotenv.var              0
env     Env.var                 0
format  format!                 0
same    String.from             0
same    Url.parse               0
same    reqwest.Url.parse       0
same    Uri.from_static         0
same    Endpoint.from_static,from_shared  0
same    Channel.from_static,from_shared   0
same    Some                    0
same    Ok                      0
same    concat!                 0
"""
_HTTP = """
http  reqwest.get                0  GET     reqwest
http  reqwest.blocking.get       0  GET     reqwest
http  reqwest-client.get         0  GET     reqwest
http  reqwest-client.post        0  POST    reqwest
http  reqwest-client.put         0  PUT     reqwest
http  reqwest-client.patch       0  PATCH   reqwest
http  reqwest-client.delete      0  DELETE  reqwest
http  reqwest-client.head        0  HEAD    reqwest
http  reqwest-client.request     1  @0      reqwest
http  ureq.get                   0  GET     ureq
http  ureq.post                  0  POST    ureq
http  ureq.put                   0  PUT     ureq
http  ureq.delete                0  DELETE  ureq
http  surf.get                   0  GET     surf
http  surf.post                  0  POST    surf
http  awc-client.get             0  GET     awc
http  awc-client.post            0  POST    awc
base  Endpoint.from_static       0
base  Endpoint.from_shared       0
base  Channel.from_static        0
base  Channel.from_shared        0
"""
_MESSAGES = """
publish  *.basic_publish         1        -  rabbitmq
consume  *.basic_consume         0        -  rabbitmq
publish  FutureRecord.to         0        -  kafka
publish  BaseRecord.to           0        -  kafka
consume  StreamConsumer.subscribe  0      -  kafka
publish  nats.publish            0        -  nats
consume  nats.subscribe,queue_subscribe  0  -  nats
store    lapin.Connection()      0        rabbitmq  lapin
store    Connection.connect      0        any       -
store    async_nats.connect      0        nats      async-nats
"""
_STORES = """
store  PgPool()                       0  postgresql  sqlx
store  PgConnection.establish         0  postgresql  diesel
store  MysqlConnection.establish      0  mysql       diesel
store  PgPoolOptions.connect,connect_lazy  0  postgresql  sqlx
store  MySqlPool()                    0  mysql       sqlx
store  MySqlPoolOptions.connect,connect_lazy  0  mysql  sqlx
store  SqlitePool()                   0  sqlite      sqlx
store  AnyPool()                      0  any         sqlx
store  Database.connect               0  any         sea-orm
store  tokio_postgres.connect         0  postgresql  tokio-postgres
store  postgres.Client()              0  postgresql  postgres
store  redis-client()                 0  redis       redis
store  redis.Client.open              0  redis       redis
store  mongodb.Client.with_uri_str    0  mongodb     mongodb
store  mongodb.options.ClientOptions.parse  0  mongodb  mongodb
store  ClientOptions.parse            0  mongodb     mongodb
store  ConnectionManager()            0  any         diesel
"""
_DATA = """
access  mongo-db.collection    0  mongodb:rw  mongodb
access  *.collection           0  mongodb:rw  mongodb
sql  sqlx.query,query_as,query_scalar,raw_sql,query!,query_as!,query_scalar!,query_with  0
sql  sqlx.query_as!    1
sql  diesel.sql_query  0
sql  query,query_as,query_scalar,query!,query_scalar!,sql_query  0
sql  query_as!         1
sql  *.query,query_one,query_opt,query_row,execute,batch_execute,prepare,query_map,simple_query  0
sql  *.fetch_one  0
"""
_SERVED = """
entry  axum.serve              -  axum
entry  axum.Server.bind        -  axum
entry  HttpServer()            -  actix-web
entry  actix_web.HttpServer()  -  actix-web
entry  rocket.build,custom,ignite  -  rocket
entry  warp.serve              -  warp
entry  tonic-server.builder    -  tonic
"""
_TYPES = """
reqwest.Client reqwest.blocking.Client reqwest.Client.builder() = reqwest-client
reqwest.ClientBuilder reqwest.blocking.Client.builder() = reqwest-client
reqwest_middleware.ClientWithMiddleware   = reqwest-client
redis.Client                              = redis-client
awc.Client                                = awc-client
tonic.transport.Server                    = tonic-server
sqlx.PgPool sqlx.postgres.PgPool sqlx.Pool = PgPool
sqlx.postgres.PgPoolOptions               = PgPoolOptions
sqlx.mysql.MySqlPoolOptions               = MySqlPoolOptions
sqlx.MySqlPool                            = MySqlPool
sqlx.SqlitePool                           = SqlitePool
sea_orm.Database                          = Database
diesel.PgConnection diesel.pg.PgConnection = PgConnection
actix_web.HttpServer                      = HttpServer
std.env                                   = std.env
tonic.transport.Endpoint                  = Endpoint
tonic.transport.Channel                   = Channel
async_nats.connect() async_nats.Client nats.connect() = nats
rdkafka.producer.FutureRecord             = FutureRecord
rdkafka.producer.BaseRecord               = BaseRecord
rdkafka.consumer.StreamConsumer           = StreamConsumer
mongodb.Database *.database()             = mongo-db
"""
_GUESSES = r"""
sqlx      = sqlx
reqwest   = reqwest
ureq      = ureq
surf      = surf
axum      = axum
diesel    = diesel
rocket    = rocket
warp      = warp
dotenvy?  = dotenvy
async_nats = async_nats
tokio_postgres = tokio_postgres
http_?client|reqwest_?client  = reqwest-client
"""

WORDS = Vocabulary(
    signatures=signatures(_TEXTS, _HTTP, _MESSAGES, _STORES, _DATA, _SERVED),
    types=same_types(_TYPES),
    fluent=frozenset(
        ["reqwest-client", "PgPoolOptions", "MySqlPoolOptions", "Endpoint", "Channel"]
    ),
    guesses=guesses(_GUESSES),
    environments=frozenset(["std.env"]),
    same=frozenset(
        "to_string as_str into to_owned unwrap expect clone as_ref trim unwrap_or unwrap_or_else "
        "unwrap_or_default parse to_str ok or or_else deref into_string trim_end_matches "
        "map_err context as_deref cloned leak build connect".split()
    ),
    interface=re.compile(r".*_client\.(\w+)Client"),
)
