"""What a file answers: controllers by their annotations, routes by the calls that make them."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.jvm.services.declared_clients import DECLARED
from driftscan.extract.jvm.services.mappings import mappings_of, prefix_of, under
from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Called, Link
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import ServedFact, Text


class Routes(Struct, frozen=True):
    """packages: one of them must be imported. types: on which a route is called, none where it is
    a plain function. groups: calls whose first argument stands before the paths in them."""

    framework: str
    packages: tuple[str, ...]
    types: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ("get", "post", "put", "patch", "delete", "head", "options")
    groups: frozenset[str] = frozenset()


_CAPITALS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_SPRING_ROUTES = (
    "org.springframework.web.reactive.function.server",
    "org.springframework.web.servlet.function",
)
ROUTES = (
    Routes("spring", _SPRING_ROUTES, frozenset(("", "RouterFunctions", "RequestPredicates")),
           _CAPITALS, frozenset(("nest", "path"))),
    Routes("ktor", ("io.ktor.server", "io.ktor.routing"), frozenset(("",)),
           groups=frozenset(("route",))),
    Routes("javalin", ("io.javalin",), frozenset(("Javalin",))),
    Routes("javalin", ("io.javalin.apibuilder",), frozenset(("", "ApiBuilder")),
           groups=frozenset(("path",))),
    Routes("spark", ("spark",), frozenset(("", "Spark")), groups=frozenset(("path",))),
    Routes("vertx", ("io.vertx.ext.web",), frozenset(("Router",))),
)  # fmt: skip
"""A newcomer adds a line here."""

_FRAMEWORKS = {
    "micronaut": ("io.micronaut",),
    "jax-rs": ("javax.ws.rs", "jakarta.ws.rs"),
}


def served(texts: Texts) -> Iterator[ServedFact]:
    """In the order of the text, controllers first."""
    for at, written in enumerate(texts.scope.written.types):
        if annotation(written.annotations, *DECLARED):
            continue
        if written.form != "interface":
            yield from _of_controller(texts, at)
        if rest := annotation(written.annotations, "RepositoryRestResource"):
            path = texts.in_annotation(argument(rest, "path"))
            yield ServedFact(
                "http", rest.line, "", under(plain("/"), path), framework="spring-data"
            )
    routes = [each for each in ROUTES if texts.scope.imports(*each.packages)]
    for call in texts.scope.written.calls if routes else ():
        for each in routes:
            yield from _of_route(texts, call, each)


def _of_controller(texts: Texts, at: int) -> Iterator[ServedFact]:
    prefix = prefix_of(texts, texts.scope.written.types[at].annotations)
    framework = _framework(texts)
    for method in texts.scope.methods_of(at):
        for mapping in mappings_of(texts, method):
            path = under(prefix, mapping.path)
            yield ServedFact("http", mapping.line, mapping.verb, path, framework=framework)


def _framework(texts: Texts) -> str:
    for name, packages in _FRAMEWORKS.items():
        if texts.scope.imports(*packages):
            return name
    return "spring"


def _of_route(texts: Texts, call: Called, routes: Routes) -> Iterator[ServedFact]:
    for at, link in enumerate(call.chain.links):
        if link.name not in routes.verbs or not _is_route(texts, call, at, link, routes):
            continue
        path = texts.of(link.arguments[0].value, call.method)
        prefix = _groups(texts, call, routes)
        yield ServedFact("http", link.line, link.name.upper(), under(prefix, path),
                         framework=routes.framework)  # fmt: skip


def _is_route(texts: Texts, call: Called, at: int, link: Link, routes: Routes) -> bool:
    if not link.arguments or link.arguments[0].value.kind in ("function", "other", "type"):
        return False
    if not call.chain.value and not call.chain.parts and at == 0:
        return "" in routes.types
    return texts.scope.is_on(call, at, routes.types)


def _groups(texts: Texts, call: Called, routes: Routes) -> Text:
    """What stands above a route."""
    prefix: Text = ()
    for around in texts.scope.around(call):
        link = around.chain.links[0]
        value = link.arguments[0].value if link.arguments else None
        if link.name in routes.groups and value is not None and value.kind != "function":
            prefix = under(texts.of(value, around.method), prefix)
    return prefix
