"""Images of data stores, by engine: data, to be extended by a word and a row in
tests/services/test_images.py. Names as Docker Hub and their makers' registries have them."""

# By the last part of an image's name, without tag. What speaks another one's protocol has its
# engine: a program reaches it by the same drivers.
BY_NAME = {
    "postgresql": "postgres postgis timescaledb pgvector cockroach cockroachdb pgautoupgrade "
    "opengauss citus pgvecto-rs paradedb spilo edb-postgres orioledb alloydbomni yugabyte "
    "yugabytedb greenplum cloudberrydb",
    "mysql": "percona percona-server percona-xtradb-cluster mysql-server mysql-cluster tidb "
    "oceanbase polardb-x vttestserver",
    "mariadb": "mariadb-columnstore",
    "sqlserver": "mssql mssql-server server azure-sql-edge mssql-server-linux babelfishpg",
    "oracle": "oracle-xe oracle-free oracle-database",
    "db2": "db2_community",
    "informix": "informix-developer-database",
    "vertica": "vertica-ce vertica-k8s",
    "exasol": "",
    "singlestore": "singlestoredb-dev memsql",
    "sqlite": "libsql-server sqld rqlite",
    "h2": "h2database",
    "mongodb": "mongo mongodb-community-server mongodb-enterprise-server mongodb-atlas-local "
    "percona-server-mongodb documentdb documentdb-local ferretdb",
    "redis": "redis-stack redis-stack-server valkey keydb dragonfly kvrocks",
    "memcached": "",
    "aerospike": "aerospike-server aerospike-server-enterprise",
    "hazelcast": "",
    "cassandra": "scylla scylladb dse-server",
    "hbase": "",
    "accumulo": "",
    "couchdb": "couchbase",
    "rethinkdb": "",
    "ravendb": "",
    "tarantool": "",
    "foundationdb": "",
    "tikv": "",
    "etcd": "",
    "immudb": "",
    "eventstore": "eventstoredb kurrentdb",
    "neo4j": "",
    "arangodb": "",
    "dgraph": "",
    "orientdb": "",
    "janusgraph": "",
    "memgraph": "memgraph-platform memgraph-mage",
    "nebulagraph": "nebula-storaged",
    "falkordb": "",
    "surrealdb": "",
    "jena-fuseki": "",
    "virtuoso": "virtuoso-opensource-7",
    "influxdb": "influxdb3-core influxdb3-enterprise",
    "questdb": "",
    "tdengine": "",
    "iotdb": "",
    "greptimedb": "",
    "opentsdb": "",
    "victoria-metrics": "vmstorage victoria-logs",
    "banyandb": "",
    "clickhouse": "clickhouse-server",
    "starrocks": "",
    "databend": "",
    "risingwave": "",
    "materialize": "materialized",
    "meilisearch": "",
    "typesense": "",
    "manticore": "manticoresearch sphinxsearch",
    "zincsearch": "",
    "qdrant": "",
    "weaviate": "",
    "milvus": "",
    "s3": "minio localstack rustfs seaweedfs s3mock",
    "dynamodb": "dynamodb-local",
    "cosmosdb": "azure-cosmos-emulator",
    "mock": "azurite",
}
# By the whole name, because its last part alone is a common word.
BY_WHOLE_NAME = {
    "mysql": "dolthub/dolt dolthub/dolt-sql-server",
    "hana": "saplabs/hanaexpress",
    "singlestore": "memsql/cluster-in-a-box",
    "oracle": "database/free database/express database/enterprise gvenzl/oracle",
    "db2": "ibmcom/db2 db2_community/db2",
    "firebird": "firebirdsql/firebird jacobalberty/firebird fdcastel/firebird",
    "exasol": "exasol/docker-db",
    "redis": "microsoft/garnet",
    "hazelcast": "hazelcast/hazelcast-jet",
    "ignite": "apacheignite/ignite apacheignite/ignite3 apache/ignite",
    "infinispan": "infinispan/server",
    "geode": "apachegeode/geode apache/geode",
    "dgraph": "dgraph/standalone",
    "graphdb": "ontotext/graphdb",
    "crate": "crate crate/crate",
    "druid": "apache/druid",
    "pinot": "apachepinot/pinot apache/pinot",
    "doris": "apache/doris",
    "starrocks": "starrocks/allin1-ubuntu starrocks/fe-ubuntu starrocks/be-ubuntu "
    "starrocks/allin1-ubi starrocks/cn-ubuntu",
    "vespa": "vespaengine/vespa",
    "chroma": "chromadb/chroma chroma-core/chroma",
    "s3": "dxflrs/garage zenko/cloudserver adobe/s3mock",
    "gcs": "fsouza/fake-gcs-server",
    "spanner": "cloud-spanner-emulator/emulator",
}
# How a store is packaged, at the end of its name: `elasticsearch-oss`, `timescaledb-ha`.
PACKAGINGS = frozenset(
    "oss ha alpine slim debian ubuntu centos ubi ubi8 ubi9 rhel cluster sharded sentinel repmgr "
    "galera replica primary secondary standalone single ce ee community enterprise edition bundle "
    "nightly full lite arm arm64 aarch64 amd64".split()
)
