"""Which entries of a configuration file can have to do with other programs or with data.

A file of settings has ten entries that matter among a hundred, a file of translations none among
thousands. To have another word count, add it to the tables.
"""

import re
from functools import lru_cache

from driftscan.extract.settings.texts import has_placeholder

TELLING_WORDS = frozenset(
    """
    addr address addresses amqp app application authority backend baseurl bindings binder bootstrap
    broker brokers bucket cassandra channel cluster collection config connection connectionstring
    connectionstrings consul context couchbase database databases datasource datasources db dbname
    default defaultzone destination discovery domain dsn dynamodb elasticsearch endpoint endpoints
    engine eureka exchange feign gateway grpc host hostname hosts http influxdb ingress instance
    issuer jaeger jdbc kafka keycloak listener location mail memcached mongo mongodb mqtt mysql nacos
    nats neo4j oauth oauth2 origin path peer port ports postgres postgresql proxy pulsar queue queues
    rabbit rabbitmq redis registry remote ribbon route routes rpc schema server servers service
    serviceid servicename services servlet smtp socket solr sqs sns source stream subject
    subscription target tenant topic topics transport turbine upstream upstreams uri uris url urls
    vault webhook zipkin zookeeper zuul adapter driver import
    """.split()
)
PORTS = frozenset("port ports httpport grpcport".split())
WHOLE_NAMESPACES = (
    "spring.cloud.",
    "spring.application.",
    "spring.profiles.",
    "spring.config.",
    "eureka.",
    "zuul.",
    "ribbon.",
    "turbine.",
    "feign.",
)
"""Of these even switches and numbers matter."""
FOREIGN_NAMESPACES = (
    "logging.level.",
    "logging.pattern.",
    "log4j",
    "logger.",
    "appender.",
    "Logging:",
    "Serilog:MinimumLevel",
    "hystrix.",
    "$schema",
    "management.endpoint.",
    "management.endpoints.",
    "management.metrics.",
    "server.error.",
    "server.compression.",
    "spring.jackson.",
    "spring.jpa.properties.",
    "spring.thymeleaf.",
    "spring.mvc.",
    "spring.web.",
)
SECRETS = frozenset("password passwd pwd secret token credentials apikey key salt".split())
NO_ADDRESSES = frozenset("image tag version description title comment license pattern".split())

_WORD = re.compile(r"[A-Z]?[a-z]+\d?|[A-Z]+(?![a-z])")
_SWITCH = re.compile(r"true|false|-?[\d.]+\w{0,2}")
_PROSE = re.compile(r"[^,;\s]\s+\S")
_ADDRESS = re.compile(
    r"""
    [a-zA-Z][\w+.-]*://\S
  | jdbc:\w
  | (?:^|[\s,@])(?=[\d.]*[A-Za-z.])[\w.-]+:\d{2,5}(?:$|[/,;?])
  | ^\d+\.\d+\.\d+\.\d+$
  | \b(?i:server|host|hostname|data\ source|addr|address|endpoint|accountendpoint)\s*=\s*\S
    """,
    re.VERBOSE,
)
_LONGEST = 2_000


def matters(key: str, value: str) -> bool:
    """Whether an entry may say where something is, or what it is called."""
    words = _words(key)
    if not value or len(value) > _LONGEST or key.startswith(FOREIGN_NAMESPACES):
        return False
    if words and (words[-1] in SECRETS or words[-1] in NO_ADDRESSES):
        return False
    if has_placeholder(value) or is_address(value):
        return True
    if _PROSE.search(value) or not (TELLING_WORDS.intersection(words) or _is_whole(key)):
        return False
    return not _SWITCH.fullmatch(value) or _is_whole(key) or words[-1] in PORTS


def is_plainly_address(key: str, value: str) -> bool:
    """Stricter, for notations that any tool may have files in: the value itself must tell."""
    words = _words(key)
    if not value or len(value) > _LONGEST or _PROSE.search(value):
        return False
    if words and (words[-1] in SECRETS or words[-1] in NO_ADDRESSES):
        return False
    return is_address(value) or has_placeholder(value)


def is_address(value: str) -> bool:
    """Whether a text looks like an address or a DSN. Cut off first, so that none takes long."""
    return _ADDRESS.search(value[:_LONGEST]) is not None


def _is_whole(key: str) -> bool:
    return key.startswith(WHOLE_NAMESPACES)


@lru_cache(maxsize=1 << 14)
def _words(key: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(key))
