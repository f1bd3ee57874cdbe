"""What part a program plays for others, told by its image, its annotations and its libraries, and
what makes a program a client of such a part: data, to be extended by a line.

Names of annotations, libraries and settings: documentation of Spring Cloud, Spring Boot Admin,
Micronaut and Quarkus; the list of those that carry edges in real systems is in docs/services.md.
"""

import re
from functools import lru_cache
from itertools import product

from msgspec import Struct


class Role(Struct, frozen=True):
    """name: of the part. kind: of the service that plays it. edge: kind of the edge to it."""

    name: str
    kind: str
    edge: str


DISCOVERY = Role("discovery", "infra", "discovery")
CONFIG = Role("config", "infra", "config")
TRACING = Role("tracing", "infra", "metrics")
ADMIN = Role("admin", "infra", "metrics")
DASHBOARD = Role("dashboard", "infra", "metrics")
TURBINE = Role("turbine", "infra", "metrics")
METRICS = Role("metrics", "infra", "metrics")
AUTH = Role("auth", "infra", "auth")
GATEWAY = Role("gateway", "gateway", "http")
RABBITMQ = Role("rabbitmq", "broker", "connect")
KAFKA = Role("kafka", "broker", "connect")

BY_ANNOTATION = {
    "EnableEurekaServer": DISCOVERY,
    "EnableConfigServer": CONFIG,
    "EnableAdminServer": ADMIN,
    "EnableZipkinServer": TRACING,
    "EnableZipkinStreamServer": TRACING,
    "EnableHystrixDashboard": DASHBOARD,
    "EnableTurbine": TURBINE,
    "EnableTurbineStream": TURBINE,
    "EnableTurbineAmqp": TURBINE,
    "EnableAuthorizationServer": AUTH,
    "EnableZuulProxy": GATEWAY,
    "EnableZuulServer": GATEWAY,
}
BY_LIBRARY = {
    "spring-cloud-starter-eureka-server": DISCOVERY,
    "spring-cloud-starter-netflix-eureka-server": DISCOVERY,
    "spring-cloud-config-server": CONFIG,
    "spring-boot-admin-server": ADMIN,
    "spring-boot-admin-starter-server": ADMIN,
    "zipkin-server": TRACING,
    "zipkin-autoconfigure-ui": TRACING,
    "spring-cloud-starter-hystrix-dashboard": DASHBOARD,
    "spring-cloud-starter-netflix-hystrix-dashboard": DASHBOARD,
    "spring-cloud-starter-turbine": TURBINE,
    "spring-cloud-starter-turbine-amqp": TURBINE,
    "spring-cloud-starter-turbine-stream": TURBINE,
    "spring-cloud-starter-zuul": GATEWAY,
    "spring-cloud-starter-netflix-zuul": GATEWAY,
    "spring-cloud-starter-gateway": GATEWAY,
    "spring-cloud-starter-gateway-server-webflux": GATEWAY,
    "spring-cloud-starter-gateway-mvc": GATEWAY,
    "duende.identityserver": AUTH,
    "duende.identityserver.aspnetidentity": AUTH,
    "identityserver4": AUTH,
    "identityserver4.aspnetidentity": AUTH,
    "openiddict.aspnetcore": AUTH,
    "spring-security-oauth2-authorization-server": AUTH,
    "spring-boot-starter-oauth2-authorization-server": AUTH,
    "ocelot": GATEWAY,
    "yarp.reverseproxy": GATEWAY,
}
# By the last part of an image's name.
BY_IMAGE = {
    "consul": DISCOVERY,
    "eureka": DISCOVERY,
    "nacos-server": DISCOVERY,
    "zipkin": TRACING,
    "jaeger": TRACING,
    "all-in-one": TRACING,
    "tempo": TRACING,
    "prometheus": METRICS,
    "keycloak": AUTH,
    "rabbitmq": RABBITMQ,
    "kafka": KAFKA,
    "cp-kafka": KAFKA,
}


class Client(Struct, frozen=True):
    """What makes a program a client of a role. settings: patterns over keys, in lower case without
    dashes; their value may name the server. only_by_library: whether settings say nothing without
    the library that reads them."""

    role: Role
    annotations: frozenset[str] = frozenset()
    libraries: re.Pattern[str] | None = None
    settings: re.Pattern[str] | None = None
    only_by_library: bool = False


CLIENTS = (
    Client(
        DISCOVERY,
        frozenset(["EnableEurekaClient", "EnableDiscoveryClient"]),
        re.compile(
            r"spring-cloud-starter(-netflix)?-eureka(-client)?|micronaut-discovery-client"
            r"|spring-cloud-starter-consul-(discovery|all)"
        ),
        re.compile(r"eureka\.client\.serviceurl\..*|spring\.cloud\.consul\.host"),
    ),
    Client(  # .NET: Steeltoe, and Ocelot's providers
        DISCOVERY,
        libraries=re.compile(
            r"(steeltoe|pivotal)\.discovery\.(eureka|consul|client|clientcore)"
            r"|ocelot\.provider\.(eureka|consul)|consul"
        ),
        settings=re.compile(
            r"eureka\.client\.serviceurl|consul\.(host|address)|.*consul\w*\.(address|url|host)"
            r"|globalconfiguration\.servicediscoveryprovider\.host"
        ),
        only_by_library=True,
    ),
    Client(
        CONFIG,
        libraries=re.compile(r"spring-cloud-starter-config|spring-cloud-config-client"),
        settings=re.compile(
            r"spring\.cloud\.config\.(uri|discovery\.serviceid)|spring\.config\.import(\[\d+\])?"
        ),
    ),
    Client(
        TRACING,
        libraries=re.compile(
            r"spring-cloud-(starter|sleuth)-zipkin|zipkin-reporter-brave"
            r"|opentelemetry-exporter-zipkin|spring-boot-starter-zipkin"
        ),
        settings=re.compile(
            r"spring\.zipkin\.(baseurl|host)|management\.zipkin\.tracing\.endpoint"
            r"|management\.otlp\.tracing\.endpoint"
        ),
    ),
    Client(
        RABBITMQ,
        frozenset(["EnableTurbineAmqp"]),
        re.compile(
            r"spring-cloud-starter-bus-amqp|spring-cloud-starter-stream-rabbit"
            r"|spring-cloud-stream-binder-rabbit|spring-boot-starter-amqp|spring-rabbit"
            r"|spring-cloud(-netflix)?-hystrix-amqp|spring-cloud-netflix-hystrix-stream"
            r"|spring-cloud-starter-turbine-amqp"
        ),
        re.compile(r"spring\.rabbitmq\.(host|addresses|port)"),
    ),
    Client(
        KAFKA,
        libraries=re.compile(
            r"spring-kafka|spring-cloud-stream-binder-kafka|spring-cloud-starter-stream-kafka"
            r"|spring-cloud-starter-bus-kafka"
        ),
        settings=re.compile(
            r"spring\.kafka\.((consumer|producer)\.)?bootstrapservers(\[\d+\])?"
            r"|spring\.cloud\.stream\.kafka\.binder\.brokers"
        ),
    ),
    Client(
        ADMIN,
        libraries=re.compile(r"spring-boot-admin-starter-client"),
        settings=re.compile(r"spring\.boot\.admin\.(client\.)?url"),
    ),
    Client(
        AUTH,
        frozenset(["EnableOAuth2Sso", "EnableOAuth2Client", "EnableResourceServer"]),
        settings=re.compile(
            r"(spring\.)?(security\.)?oauth2?\.?.*\.(accesstokenuri|userauthorizationuri"
            r"|userinfouri|tokeninfouri|issueruri|jwkseturi|keyuri|tokenuri|authorizationuri)"
        ),
    ),
)

# A library whose store is configured elsewhere, or by its own defaults.
STORES_BY_LIBRARY = {
    "spring-boot-starter-data-mongodb": "mongodb",
    "spring-boot-starter-data-mongodb-reactive": "mongodb",
    "spring-boot-starter-data-redis": "redis",
    "spring-boot-starter-data-neo4j": "neo4j",
    "spring-boot-starter-data-cassandra": "cassandra",
    "mysql-connector-java": "mysql",
    "mysql-connector-j": "mysql",
    "postgresql": "postgresql",
    "mariadb-java-client": "mariadb",
}
# They keep data inside the program, unless something is said of another place.
EMBEDDED_LIBRARIES = frozenset(("h2", "hsqldb", "derby", "de.flapdoodle.embed.mongo"))
# Keys (see setting_key) whose value opens a store, and its engine ('' as the value says).
STORE_SETTINGS = (
    (re.compile(r"spring\.datasource\.(.+\.)?(url|jdbcurl)"), ""),
    (re.compile(r"spring\.r2dbc\.url|quarkus\.datasource\.(.+\.)?(jdbc|reactive)\.url"), ""),
    (re.compile(r"datasources\.[^.]+\.url|spring\.jpa\.database\.url"), ""),
    (re.compile(r"spring\.(data\.)?mongodb\.(uri|host)"), "mongodb"),
    (re.compile(r"spring\.(data\.)?redis\.(host|url)"), "redis"),
    (re.compile(r"spring\.(data\.)?neo4j\.uri"), "neo4j"),
    (re.compile(r"spring\.(data\.)?elasticsearch\.(uris|clusternodes).*"), "elasticsearch"),
    (re.compile(r"spring\.(data\.)?cassandra\.contactpoints.*"), "cassandra"),
    (re.compile(r"(production|default|development)\.(primary\.)?(url|host)"), ""),
)
# Keys whose value is where a gateway passes requests on to.
ROUTE_SETTINGS = (
    re.compile(r"zuul\.routes\.(?P<route>[^.]+)\.(serviceid|url|location)"),
    re.compile(r"spring\.cloud\.gateway\.(server\.)?(webflux\.|mvc\.)?routes\[\d+\]\.uri"),
    re.compile(r"(?P<route>[^.]+)\.ribbon\.listofservers"),
    re.compile(r"micronaut\.http\.services\.[^.]+\.urls?(\[\d+\])?"),
    re.compile(r"quarkus\.restclient\..+\.ur[li]"),
    re.compile(r"reverseproxy\.clusters\..+\.destinations\..+\.address"),
)
SHORT_ROUTE = re.compile(r"zuul\.routes\.(?P<route>[^.]+)(\.path)?")
LONG_ROUTE = re.compile(r"zuul\.routes\.(?P<route>[^.]+)\.(serviceid|url)")
GIT_SETTING = re.compile(r"spring\.cloud\.config\.server\.git\.uri")
_ALL_SETTINGS = (
    *(client.settings for client in CLIENTS if client.settings),
    *(pattern for pattern, _ in STORE_SETTINGS),
    *(*ROUTE_SETTINGS, GIT_SETTING),
)


_PREFIXES = ("SPRING_", "QUARKUS_", "MICRONAUT_", "EUREKA_", "MANAGEMENT_", "ZUUL_", "SECURITY_")
_MOST_WORDS = 8


@lru_cache(maxsize=4096)
def setting_of(variable: str) -> str:
    """The key that an environment variable sets, if it is one of those here; else ''. Each of its
    underscores may be a dot, or stand where the key has a dash or nothing."""
    if "__" in variable:
        key = setting_key(variable)  # .NET
        return key if any(pattern.fullmatch(key) for pattern in _ALL_SETTINGS) else ""
    words = variable.lower().split("_")
    if not variable.startswith(_PREFIXES) or len(words) > _MOST_WORDS:
        return ""
    for signs in product((".", ""), repeat=len(words) - 1):
        key = "".join(map("".join, zip(words, (*signs, ""), strict=True)))
        if any(pattern.fullmatch(key) for pattern in _ALL_SETTINGS):
            return key
    return ""


def is_route(variable: str) -> bool:
    """Whether an environment variable says where a gateway passes requests on to."""
    key = setting_of(variable)
    return bool(key) and any(pattern.fullmatch(key) for pattern in ROUTE_SETTINGS)


@lru_cache(maxsize=1 << 16)
def setting_key(key: str) -> str:
    """A key as the patterns here have it: Spring takes `service-url` for `serviceUrl`, .NET writes
    `Client:ServiceUrl`, and `Client__ServiceUrl` in the environment."""
    return key.replace(":", ".").replace("__", ".").replace("-", "").replace("_", "").lower()
