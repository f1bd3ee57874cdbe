"""What a container image is, by its name: data, to be extended by a line."""

import re
from functools import lru_cache

from msgspec import Struct

from driftscan.services import store_images

_REGISTRY = re.compile(r"^(?:[^/]*[.:][^/]*|localhost)/")


class Known(Struct, frozen=True):
    """kind: as of Service. engine: of a data store or broker."""

    kind: str
    engine: str = ""


def _broker(engine: str, *names: str) -> dict[str, Known]:
    return {name: Known("broker", engine) for name in (engine, *names)}


# By the last part of the repository's name, without tag.
_IMAGES: dict[str, Known] = {
    **{
        name: Known("datastore", engine)
        for engine, names in store_images.BY_NAME.items()
        for name in (engine, *names.split())
    },
    **_broker("rabbitmq"),
    **_broker("kafka", "cp-kafka", "redpanda", "kafka-native"),
    **_broker("nats", "nats-streaming"),
    **_broker("activemq", "activemq-artemis", "activemq-classic", "artemis"),
    **_broker("mqtt", "mosquitto", "eclipse-mosquitto", "emqx", "hivemq4"),
    **_broker("pulsar"),
    **_broker("sqs", "elasticmq", "elasticmq-native"),
    **dict.fromkeys(("elasticsearch", "opensearch", "solr"), Known("infra", "elasticsearch")),
    **dict.fromkeys(
        (
            *(
                "zookeeper",
                "cp-zookeeper",
                "consul",
                "vault",
                "vault-k8s",
                "stripe-mock",
                "acme-companion",
                "eureka",
                "nacos-server",
            ),
            *("zipkin", "openzipkin", "jaeger", "all-in-one", "tempo", "prometheus", "grafana"),
            *(
                "kibana",
                "opensearch-dashboards",
                "logstash",
                "fluentd",
                "fluent-bit",
                "filebeat",
                "loki",
                "promtail",
            ),
            *("alertmanager", "cadvisor", "node-exporter", "otel-collector", "seq"),
            *("opentelemetry-collector", "opentelemetry-collector-contrib", "statsd", "graphite"),
            *("keycloak", "mailhog", "mailpit", "maildev", "smtp4dev", "adminer", "pgadmin4"),
            *("phpmyadmin", "mongo-express", "redis-commander", "kafka-ui", "akhq", "kafdrop"),
            *("schema-registry", "cp-schema-registry", "portainer", "portainer-ce", "dex"),
            *("blackbox-exporter", "redis-exporter", "redis_exporter", "kafka-exporter"),
            *("postgres-exporter", "postgres_exporter", "mysqld-exporter", "mongodb-exporter"),
            *("mongodb_exporter", "elasticsearch-exporter", "elasticsearch_exporter"),
            *("nginx-prometheus-exporter", "statsd-exporter", "rabbitmq-exporter", "pushgateway"),
            *("unleash-server", "flagd", "wiremock", "mockserver", "papercut", "toxiproxy"),
            *("dapr", "placement"),
        ),
        Known("infra"),
    ),
    **dict.fromkeys(
        (
            *("nginx", "nginx-unprivileged", "httpd", "traefik", "haproxy", "envoy", "caddy"),
            *("kong", "nginx-proxy", "caddy-docker-proxy"),
        ),
        Known("gateway"),
    ),
    **dict.fromkeys(
        ("apache", "krakend", "tyk-gateway", "apisix", "openresty", "yarp"), Known("gateway")
    ),
}
_WHOLE = {
    name: Known("datastore", engine)
    for engine, names in store_images.BY_WHOLE_NAME.items()
    for name in names.split()
}
# Their names are common words: only these namespaces mean the product.
_ONLY_IN = {
    "server": ("mssql",),
    "mock": (),
    "all-in-one": ("jaegertracing",),
    "oracle": ("container-registry.oracle.com",),
    "eureka": ("springcloud",),
    "dex": ("dexidp", "ghcr.io"),
    "seq": ("datalust",),
    "dapr": ("daprio",),
    "placement": ("daprio",),
}
_HOLDING = frozenset(("with", "workspace", "devcontainer"))
_SIDECARS = frozenset("istio-proxy proxyv2 proxy_init linkerd-proxy pause cloud-sql-proxy".split())


@lru_cache(maxsize=1 << 14)
def known_image(image: str) -> Known | None:
    """What an image is by its name; None for one that is not known."""
    whole = repository(image)
    namespace, _, name = whole.rpartition("/")
    if known := _WHOLE.get(whole.partition("/")[2] if whole.count("/") > 1 else whole):
        return known
    if name in _ONLY_IN and not any(part in image for part in _ONLY_IN[name]):
        return None
    found = _IMAGES.get(name) or _packaged(name)
    if found or not namespace:
        return found or _by_last_word(name)
    # bitnami/postgresql-ha, openzipkin/zipkin-slim; not acme/redis-importer.
    found = _IMAGES.get(name.rpartition("-")[0]) if namespace in _PACKAGERS else None
    return found or _by_last_word(name)


def _packaged(name: str) -> Known | None:
    """elasticsearch-oss, timescaledb-ha, spilo-16: a store or broker, however it is packaged."""
    words = name.split("-")
    while len(words) > 1 and (words[-1] in store_images.PACKAGINGS or words[-1].isdigit()):
        words.pop()
    found = _IMAGES.get("-".join(words))
    return found if found and found.engine and words[-1] not in _ONLY_IN else None


def _by_last_word(name: str) -> Known | None:
    """acme-kafka, shop-mysql8: an acme-kafka is a kafka, as a kafka-exporter is an exporter."""
    *before, last = re.split(r"[-_]", name)
    found = _IMAGES.get(last.rstrip("0123456789")) if before else None
    is_one = found and found.engine and last not in _ONLY_IN
    # shop-with-redis, workspace-mongodb and fluentd-elasticsearch are something else.
    return found if is_one and not any(w in _HOLDING or w in _IMAGES for w in before) else None


def is_called_after(image: str) -> bool:
    """Whether no more than the last word of a name tells that an image is a store or a broker: by
    `shop-postgres` an image of PostgreSQL may be meant, and what keeps its data in one."""
    name = repository(image).rpartition("/")[2]
    return known_image(image) is not None and not (_IMAGES.get(name) or _packaged(name))


_PACKAGERS = frozenset("bitnami bitnamilegacy library confluentinc openzipkin wurstmeister".split())


def is_sidecar(image: str) -> bool:
    """Whether an image only stands beside others."""
    return repository(image).rpartition("/")[2] in _SIDECARS


@lru_cache(maxsize=1 << 14)
def repository(image: str) -> str:
    """An image's name without registry, tag and digest, in lower case."""
    bare = image.partition("@")[0]
    bare = _REGISTRY.sub("", bare)
    head, colon, tag = bare.rpartition(":")
    return (head if colon and "/" not in tag else bare).lower()
