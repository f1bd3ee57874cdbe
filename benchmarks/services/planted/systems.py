"""The real systems that are planted in, with what is surely true of them: read off their manifests
by hand, so that no plant depends on what driftscan makes of them."""

from msgspec import Struct


class Site(Struct, frozen=True):
    """A service. host: the name by which others reach it; folder: of its code, from the root."""

    host: str
    folder: str
    language: str
    port: int = 8080
    is_spring: bool = False


class Store(Struct, frozen=True):
    """A store or broker that is deployed with the system. database: one that it holds."""

    host: str
    engine: str
    port: int
    database: str = ""


class System(Struct, frozen=True):
    """compose, kubernetes: the manifest, the folder of manifests `<host>.yaml`; '' if none."""

    name: str
    repository: str
    commit: str
    sites: tuple[Site, ...]
    stores: tuple[Store, ...] = ()
    compose: str = ""
    kubernetes: str = ""
    takes_guests: bool = False


def _java(host: str, folder: str, port: int = 8080) -> Site:
    return Site(host, folder, "java", port, is_spring=True)


_KAFKA = "microservice-kafka/microservice-kafka-"
_PETCLINIC = "spring-petclinic-"

SYSTEMS = (
    System(
        "robot-shop",
        "instana/robot-shop",
        "55292e2199f2fb00a165b1f7d3045fe7f8922038",
        (
            Site("cart", "cart", "javascript"),
            Site("user", "user", "javascript"),
            Site("catalogue", "catalogue", "javascript"),
            Site("payment", "payment", "python"),
            Site("dispatch", "dispatch", "go"),
            Site("ratings", "ratings/html", "php", 80),
            Site("shipping", "shipping", "java", is_spring=True),
            Site("web", "web", "nginx"),
        ),
        (
            Store("mysql", "mysql", 3306, "cities"),
            Store("mongodb", "mongodb", 27017, "catalogue"),
            Store("redis", "redis", 6379),
            Store("rabbitmq", "rabbitmq", 5672),
        ),
        compose="docker-compose.yaml",
        takes_guests=True,
    ),
    System(
        "example-voting-app",
        "dockersamples/example-voting-app",
        "63e9150ca17af4ed05880d4245e486481f73fcb4",
        (
            Site("vote", "vote", "python", 80),
            Site("result", "result", "javascript", 80),
            Site("worker", "worker", "csharp"),
        ),
        (Store("db", "postgresql", 5432, "postgres"), Store("redis", "redis", 6379)),
        compose="docker-compose.yml",
        takes_guests=True,
    ),
    System(
        "online-boutique",
        "GoogleCloudPlatform/microservices-demo",
        "34ffea9175946982c3088ed84994fe6019ad6e92",
        (
            Site("adservice", "src/adservice", "java", 9555),
            Site("cartservice", "src/cartservice/src", "csharp", 7070),
            Site("checkoutservice", "src/checkoutservice", "go", 5050),
            Site("currencyservice", "src/currencyservice", "javascript", 7000),
            Site("emailservice", "src/emailservice", "python", 5000),
            Site("paymentservice", "src/paymentservice", "javascript", 50051),
            Site("productcatalogservice", "src/productcatalogservice", "go", 3550),
            Site("recommendationservice", "src/recommendationservice", "python", 8080),
            Site("shippingservice", "src/shippingservice", "go", 50051),
        ),
        (Store("redis-cart", "redis", 6379),),
        kubernetes="kubernetes-manifests",
    ),
    System(
        "microservice-kafka",
        "ewolff/microservice-kafka",
        "HEAD",
        (
            _java("order", _KAFKA + "order"),
            _java("shipping", _KAFKA + "shipping"),
            _java("invoicing", _KAFKA + "invoicing"),
        ),
        (Store("kafka", "kafka", 9092), Store("postgres", "postgresql", 5432, "dborder")),
        compose="docker/docker-compose.yml",
    ),
    System(
        "spring-petclinic-microservices",
        "spring-petclinic/spring-petclinic-microservices",
        "HEAD",
        (
            _java("customers-service", _PETCLINIC + "customers-service", 8081),
            _java("visits-service", _PETCLINIC + "visits-service", 8082),
            _java("vets-service", _PETCLINIC + "vets-service", 8083),
            Site("api-gateway", _PETCLINIC + "api-gateway", "spring-gateway"),
        ),
        compose="docker-compose.yml",
    ),
    System(
        "spring-cloud-netflix-example",
        "yidongnan/spring-cloud-netflix-example",
        "HEAD",
        (
            _java("service-a", "service-a"),
            _java("service-b", "service-b", 8070),
            Site("zuul", "zuul", "zuul", 8060),
        ),
        (Store("rabbitmq", "rabbitmq", 5672),),
        compose="docker-compose.yml",
    ),
)
