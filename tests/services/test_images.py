"""What a container image is, by its name."""

import pytest

from driftscan.services.images import known_image

ENGINES = {
    "postgresql": "postgres:17-alpine postgis/postgis:16-3.4 pgvector/pgvector:pg17 "
    "timescale/timescaledb:latest-pg17 timescale/timescaledb-ha:pg16 citusdata/citus:12 "
    "supabase/postgres:15.8 bitnami/postgresql:16 bitnami/postgresql-repmgr "
    "ghcr.io/zalando/spilo-16:3.2 tensorchord/pgvecto-rs:pg16 cockroachdb/cockroach "
    "yugabytedb/yugabyte ghcr.io/acme/shop-postgres",
    "mysql": "mysql:lts mysql/mysql-server:8 percona/percona-server pingcap/tidb:v8 "
    "oceanbase/oceanbase-ce dolthub/dolt-sql-server bitnami/mysql",
    "mariadb": "mariadb bitnami/mariadb-galera lscr.io/linuxserver/mariadb",
    "sqlserver": "mcr.microsoft.com/mssql/server:2022-latest",
    "oracle": "gvenzl/oracle-free:23-slim container-registry.oracle.com/database/free:latest",
    "mongodb": "mongo:7 bitnami/mongodb-sharded mongodb/mongodb-atlas-local",
    "redis": "redis:7-alpine bitnami/redis-cluster eqalpha/keydb valkey/valkey-bundle "
    "docker.dragonflydb.io/dragonflydb/dragonfly apache/kvrocks ghcr.io/microsoft/garnet",
    "elasticsearch": "docker.elastic.co/elasticsearch/elasticsearch-oss:7.4.2 "
    "opensearchproject/opensearch:2 amazon/opendistro-for-elasticsearch:1.13 solr:9-slim",
    "banyandb": "apache/skywalking-banyandb ghcr.io/acme/banyandb:1",
    "doris": "apache/doris:fe-2.1",
    "starrocks": "starrocks/allin1-ubuntu",
    "questdb": "questdb/questdb:8",
    "victoria-metrics": "victoriametrics/victoria-metrics victoriametrics/vmstorage",
    "dgraph": "dgraph/dgraph dgraph/standalone",
    "arangodb": "arangodb arangodb/enterprise-arangodb",
    "surrealdb": "surrealdb/surrealdb",
    "rethinkdb": "rethinkdb:2",
    "ravendb": "ravendb/ravendb",
    "firebird": "firebirdsql/firebird:5 jacobalberty/firebird",
    "foundationdb": "foundationdb/foundationdb",
    "hazelcast": "hazelcast/hazelcast:5.4-slim",
    "ignite": "apacheignite/ignite",
    "infinispan": "quay.io/infinispan/server:15",
    "crate": "crate:5 crate/crate",
    "meilisearch": "getmeili/meilisearch:v1.11",
    "typesense": "typesense/typesense:27",
    "qdrant": "qdrant/qdrant",
    "milvus": "milvusdb/milvus",
    "weaviate": "cr.weaviate.io/semitechnologies/weaviate semitechnologies/weaviate",
    "chroma": "chromadb/chroma ghcr.io/chroma-core/chroma:1",
    "s3": "minio/minio quay.io/minio/minio chrislusf/seaweedfs dxflrs/garage:v1 adobe/s3mock",
    "cassandra": "cassandra:5 scylladb/scylla",
    "couchdb": "couchdb couchbase:enterprise-7",
    "clickhouse": "clickhouse/clickhouse-server altinity/clickhouse-server",
    "kafka": "apache/kafka confluentinc/cp-kafka bitnami/kafka",
}


@pytest.mark.parametrize(
    ("image", "engine"), [(name, engine) for engine in ENGINES for name in ENGINES[engine].split()]
)
def test_what_keeps_data(image: str, engine: str) -> None:
    known = known_image(image)
    assert known
    assert known.engine == engine


@pytest.mark.parametrize(
    "image",
    [
        # Common words, by others than the makers of stores.
        *(
            "acme/server",
            "acme/standalone",
            "acme/crate",
            "acme/garage",
            "acme/free",
            "acme/ignite",
        ),
        *("acme/chroma", "acme/fe-ubuntu", "acme/shop-crate"),
        # What stands beside stores, or uses them.
        *("acme/redis-importer", "acme/postgres-backup", "oliver006/redis_exporter"),
        *("acme/shop-with-redis", "acme/fluentd-elasticsearch", "edoburu/pgbouncer"),
        *("gitpod/workspace-mongodb", "acme/devcontainer-postgres"),
        # Packaged like one, and none.
        *("acme/shop-cluster", "acme/server-ha", "acme/api-oss", "acme/eureka-server"),
    ],
)
def test_what_does_not(image: str) -> None:
    known = known_image(image)
    assert known is None or not known.engine
