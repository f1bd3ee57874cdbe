"""What else tells what a program is: its main methods, and annotations that make it a registry, a
gateway or a client of one."""

from collections.abc import Iterator

from driftscan.extract.jvm.services.mappings import mappings_of
from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Annotation, MethodWritten
from driftscan.model.service_fact import MarkFact

TELLING = frozenset(
    """SpringBootApplication SpringCloudApplication EnableAutoConfiguration EnableEurekaServer
    EnableEurekaClient EnableDiscoveryClient EnableConfigServer EnableZuulProxy EnableZuulServer
    EnableHystrixDashboard EnableHystrix EnableCircuitBreaker HystrixCommand EnableAdminServer
    EnableTurbine EnableTurbineStream EnableTurbineAmqp EnableZipkinServer EnableZipkinStreamServer
    EnableAuthorizationServer EnableResourceServer EnableOAuth2Sso EnableOAuth2Client
    EnableFeignClients EnableReactiveFeignClients LoadBalanced EnableKafka EnableKafkaStreams
    EnableRabbit EnableJms EnableBinding EnableScheduling EnableCaching EnableSidecar EnableWebFlux
    EnableWebMvc EnableBatchProcessing EnableRedisHttpSession EnableJpaRepositories
    EnableMongoRepositories EnableNeo4jRepositories EnableElasticsearchRepositories
    EnableWebSecurity EnableGlobalMethodSecurity EnableMethodSecurity EnableTask
    EnableDubbo EnableApolloConfig EnableNacosDiscovery MicronautApplication QuarkusMain
    ApplicationPath CircuitBreaker Retry RibbonClient RibbonClients LoadBalancerClient
    ConfigurationPropertiesScan EnableRetry EnableIntegration
    EnableWebSocketMessageBroker EnableR2dbcRepositories EnableReactiveMongoRepositories
    EnableSwagger2"""
    .split()
)  # fmt: skip
_CONTROLLERS = ("Controller", "RestController", "Path")
_OF_ANY_OBJECT = frozenset(["toString", "equals", "hashCode"])
_NAMED = ("RibbonClient", "LoadBalancerClient")
_STARTERS = {"SpringApplication": "spring-boot", "SpringApplicationBuilder": "spring-boot",
             "Micronaut": "micronaut", "Quarkus": "quarkus"}  # fmt: skip


def marks(texts: Texts) -> Iterator[MarkFact]:
    """Annotations wherever they stand, then main methods."""
    for each in texts.scope.annotations:
        if each.name in TELLING:
            yield MarkFact("annotation", _shown(texts, each), each.line)
    yield from _inheriting(texts)
    starters = _starters(texts)
    for at, method in enumerate(texts.scope.written.methods):
        if _is_main(method):
            yield MarkFact("entry", starters.get(at, "main"), method.line)


def _inheriting(texts: Texts) -> Iterator[MarkFact]:
    """Controllers that have a method of a type which they implement, and do not say by which path
    it is asked: Micronaut and Spring find that there."""
    for at, written in enumerate(texts.scope.written.types):
        if not written.supers or not annotation(written.annotations, *_CONTROLLERS):
            continue
        silent = (m for m in texts.scope.methods_of(at) if not mappings_of(texts, m))
        given = (m.name for m in silent if annotation(m.annotations, "Override"))
        if not _OF_ANY_OBJECT.issuperset(given):
            yield MarkFact("inherits", written.supers[0].name, written.line)


def _shown(texts: Texts, found: Annotation) -> str:
    """The annotation's name, and that of the client where it stands for one."""
    if found.name not in _NAMED:
        return found.name
    name = texts.in_annotation(argument(found, "name", "value", place=0))
    return f"{found.name} {name[0].value}" if name else found.name


def _is_main(method: MethodWritten) -> bool:
    is_method = method.name == "main" and method.outer < 0 and method.result in ("void", "")
    return is_method and not method.is_abstract and len(method.parameters) < 2


def _starters(texts: Texts) -> dict[int, str]:
    """The frameworks that are started, by the method that does it."""
    found: dict[int, str] = {}
    for call in texts.scope.written.calls:
        is_spring = not call.chain.value and call.chain.links[0].name == "runApplication"
        started = "spring-boot" if is_spring else _STARTERS.get(call.chain.value, "")
        if started:
            found.setdefault(call.method, started)
    return found
