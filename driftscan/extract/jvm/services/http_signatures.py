"""Which calls of which libraries are requests, and where their address stands; a newcomer adds a
line here."""

from msgspec import Struct

VERBS = {
    name: name.upper() for name in ("get", "post", "put", "patch", "delete", "head", "options")
}


class Direct(Struct, frozen=True):
    """The address is an argument of one call. types: on which it is called. methods: with their
    verbs. sure: methods that no other library has, whatever they are called on. packages: one of
    them must be imported, for the type's name alone says little. place: of the address."""

    client: str
    types: frozenset[str]
    methods: dict[str, str]
    sure: frozenset[str] = frozenset()
    packages: tuple[str, ...] = ()
    place: int = 0


class Fluent(Struct, frozen=True):
    """The address is put in by a link of a chain, the verb by another. base: links that put in what
    addresses begin with, in the chain or where the client is made."""

    client: str
    types: frozenset[str]
    address: frozenset[str]
    verbs: dict[str, str]
    base: frozenset[str] = frozenset()
    packages: tuple[str, ...] = ()
    default: str = ""


_SPRING = frozenset(("RestTemplate", "RestOperations", "OAuth2RestTemplate", "OAuth2RestOperations",
                     "AsyncRestTemplate", "AsyncRestOperations"))  # fmt: skip
_TEMPLATE = {
    "getForObject": "GET",
    "getForEntity": "GET",
    "headForHeaders": "HEAD",
    "optionsForAllow": "OPTIONS",
    "postForObject": "POST",
    "postForEntity": "POST",
    "postForLocation": "POST",
    "patchForObject": "PATCH",
}
_JAX_RS = ("javax.ws.rs.client", "jakarta.ws.rs.client", "org.glassfish.jersey.client",
           "org.jboss.resteasy.client")  # fmt: skip
_FLUENT_HC = ("org.apache.http.client.fluent", "org.apache.hc.client5.http.fluent")
_FLUENT_HC_VERBS = {**VERBS, **{name.capitalize(): verb for name, verb in VERBS.items()}}

DIRECT = (
    Direct(
        "resttemplate",
        _SPRING,
        {**_TEMPLATE, "put": "PUT", "delete": "DELETE", "exchange": "", "execute": ""},
        frozenset(_TEMPLATE),
    ),
    Direct("unirest", frozenset(("Unirest",)), VERBS),
    Direct("httpclient", frozenset(("Request",)), _FLUENT_HC_VERBS, packages=_FLUENT_HC),
    Direct(
        "httpclient",
        frozenset(("ClassicRequestBuilder", "SimpleRequestBuilder", "RequestBuilder")),
        VERBS,
        packages=("org.apache",),
    ),
    Direct("feign", frozenset(("Feign", "HystrixFeign")), {"target": ""}, place=1),
    Direct(
        "ktor",
        frozenset(("HttpClient",)),
        {**VERBS, "request": "", "webSocket": "", "prepareGet": "GET", "preparePost": "POST"},
        packages=("io.ktor.client",),
    ),
    Direct(
        "vertx",
        frozenset(("WebClient",)),
        {f"{name}Abs": verb for name, verb in VERBS.items()},
        packages=("io.vertx",),
    ),
    Direct(
        "vertx",
        frozenset(("WebClient", "HttpClient")),
        VERBS,
        packages=("io.vertx.ext.web.client", "io.vertx.mutiny.ext.web.client"),
        place=1,
    ),
    Direct(
        "async-http-client",
        frozenset(("AsyncHttpClient",)),
        {f"prepare{name.capitalize()}": verb for name, verb in VERBS.items()},
    ),
    Direct(
        "dapr",
        frozenset(("DaprClient",)),
        {"invokeMethod": ""},
        frozenset(("invokeMethod",)),
        packages=("io.dapr",),
    ),
    # Clients that a tool has written: their methods are those of somebody's interface.
    Direct(
        "kiota",
        frozenset(("RequestAdapter", "DefaultRequestAdapter", "OkHttpRequestAdapter")),
        {"setBaseUrl": ""},
        packages=("com.microsoft.kiota",),
    ),
    Direct(
        "openapi-client",
        frozenset(("ApiClient",)),
        {"setBasePath": "", "updateBaseUri": "", "setHost": ""},
    ),
    Direct("fuel", frozenset(("Fuel",)), VERBS, packages=("com.github.kittinunf.fuel", "fuel")),
)

CONSTRUCTED = {f"Http{name.capitalize()}": verb for name, verb in VERBS.items()}
"""Requests of Apache's client: a constructor takes the address."""

OPENED = frozenset(("openConnection", "openStream", "readText", "readBytes"))
"""What is called on a java.net.URL, which is the address."""

FLUENT = (
    Fluent(
        "webclient",
        frozenset(("WebClient",)),
        frozenset(("uri",)),
        VERBS,
        frozenset(("baseUrl",)),
        packages=("org.springframework",),
    ),
    Fluent(
        "restclient",
        frozenset(("RestClient",)),
        frozenset(("uri",)),
        VERBS,
        frozenset(("baseUrl",)),
        packages=("org.springframework",),
    ),
    Fluent("okhttp", frozenset(("Request",)), frozenset(("url",)), VERBS, default="GET",
           packages=("okhttp3", "com.squareup.okhttp")),
    Fluent(
        "java.net.http",
        frozenset(("HttpRequest",)),
        frozenset(("uri", "newBuilder")),
        {verb: verb for verb in VERBS.values()},
        packages=("java.net.http",),
        default="GET",
    ),
    Fluent(
        "jax-rs",
        frozenset(("Client", "WebTarget", "ClientBuilder", "ResteasyClient", "JerseyClient",
                   "ResteasyClientBuilder")),
        frozenset(("target",)),
        {**VERBS, "invoke": "", "request": ""},
        packages=_JAX_RS,
    ),
    Fluent("jersey", frozenset(("Client",)), frozenset(("resource",)), VERBS,
           packages=("com.sun.jersey",)),
    Fluent("retrofit", frozenset(("Retrofit",)), frozenset(("baseUrl",)), {},
           packages=("retrofit2", "retrofit")),
)  # fmt: skip
