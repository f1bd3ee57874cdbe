"""Which entries of a configuration file can have to do with other programs or with data.

A file of settings has ten entries that matter among a hundred, a file of translations none among
thousands. To have another word count, add it to the tables.
"""

import re
from functools import lru_cache

from driftscan.extract.settings.texts import has_placeholder, without_placeholders

TELLING_ANYWHERE = frozenset(
    """
    amqp broker brokers cassandra connection consul couchbase datasource datasources dynamodb
    elasticsearch eureka influxdb jdbc kafka keycloak memcached mongo mongodb mqtt mysql nacos nats
    neo4j postgres postgresql pulsar rabbit rabbitmq redis ribbon sns solr sqs zipkin zookeeper zuul
    """.split()
)
TELLING_AT_END = frozenset(
    """
    adapter addr address addresses authority backend baseurl binding bindings bootstrap bucket
    channel cluster database databases db dbname defaultzone destination discovery domain driver dsn
    endpoint endpoints engine exchange gateway grpc host hostname hosts http ingress issuer jaeger
    location oauth oauth2 origin path port ports proxy queue queues registry remote route routes rpc
    schema server servers service serviceid servicename services smtp socket stream subscription
    target topic topics transport upstream upstreams uri uris url urls vault webhook
    """.split()
)
"""In the last part of a key or the one above it."""
TELLING_NAMES = frozenset(
    (owner, word)
    for owner in ("app", "application", "service", "client", "group", "consumer", "database")
    for word in ("name", "id")
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
    "AllowedHosts",
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
NO_ADDRESSES = frozenset(
    """
    image tag version description title comment license pattern username user serializer
    deserializer
    """.split()
)

_PART = re.compile(r"(?:\[\d+\])?[.:]")
_WORD = re.compile(r"[A-Z]?[a-z]+\d?|[A-Z]+(?![a-z])")
_SWITCH = re.compile(r"true|false|-?[\d.]+\w{0,2}")
# `UseInMemoryDatabase`: whether there is a database at all.
_IN_MEMORY = re.compile(r"in_?memory\w*$", re.IGNORECASE)
_ON_OR_OFF = frozenset(("true", "false", "True", "False"))
_PROSE = re.compile(r"[^,;\s]\s+\S")
_ADDRESS = re.compile(
    r"""
    [a-zA-Z][\w+.-]*://\S
  | jdbc:\w
  | (?:^|[\s,@])(?=[\d.]*[A-Za-z.])[\w.-]+:\d{2,5}(?:$|[/,;?])
  | ^\d+\.\d+\.\d+\.\d+$
    """,
    re.VERBOSE,
)
_DSN = re.compile(
    r"(?:^|[;\s])(?:server|host|hostname|data source|addr|address|endpoint|accountendpoint)"
    r"\s*=\s*\S|^(?:\S*;)?jdbc:",
    re.IGNORECASE,
)
_SHORTEST = 4
_LONGEST = 2_000


def matters(key: str, value: str) -> bool:
    """Whether an entry may say where something is, or what it is called."""
    words = _words(key)
    if not value or len(value) > _LONGEST or key.startswith(FOREIGN_NAMESPACES):
        return False
    if words and (words[-1] in SECRETS or words[-1] in NO_ADDRESSES):
        return False
    if _is_prose(value):
        return _tells_in_words(value)
    if has_placeholder(value) or is_address(value):
        return True
    if key.startswith(WHOLE_NAMESPACES) or (value in _ON_OR_OFF and _IN_MEMORY.search(key)):
        return True
    return _is_telling(key, words) and (not _SWITCH.fullmatch(value) or words[-1] in PORTS)


def is_plainly_address(key: str, value: str) -> bool:
    """Stricter, for notations that any tool may have files in: the value itself must tell."""
    words = _words(key)
    if not _SHORTEST <= len(value) <= _LONGEST:
        return False
    if words and (words[-1] in SECRETS or words[-1] in NO_ADDRESSES):
        return False
    if _is_prose(value):
        return _tells_in_words(value)
    return is_address(value) or has_placeholder(value)


def _is_prose(value: str) -> bool:
    if not _PROSE.search(value):
        return False
    return _PROSE.search(without_placeholders(value)) is not None


def _tells_in_words(value: str) -> bool:
    """Of text with blanks: a DSN may have some, and so may a list; a sentence tells nothing."""
    return _DSN.search(value) is not None or all(map(is_address, value.split()))


def is_address(value: str) -> bool:
    """Whether a text looks like an address or a DSN. Cut off first, so that none takes long."""
    start = value[:_LONGEST]
    return _ADDRESS.search(start) is not None or _DSN.search(start) is not None


def _is_telling(key: str, words: tuple[str, ...]) -> bool:
    if not TELLING_ANYWHERE.isdisjoint(words) or words[-2:] in TELLING_NAMES:
        return True
    return not TELLING_AT_END.isdisjoint(_words(".".join(_PART.split(key)[-2:])))


@lru_cache(maxsize=1 << 14)
def _words(key: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(key))
