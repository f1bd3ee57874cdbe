"""Clients that are only declared: an interface with annotations, which a library fills in. Such a
client counts although nobody in its file uses it."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from driftscan.extract.jvm.services.mappings import mappings_of, prefix_of, under
from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Annotation
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import CallFact, Piece, Text


class Declared(Struct, frozen=True):
    """client: as of CallFact. address: what the annotation says. prefix: of all its paths.
    packages: one of them must be imported."""

    client: str
    address: Callable[[Texts, Annotation], Text]
    prefix: Callable[[Texts, Annotation], Text]
    packages: tuple[str, ...] = ()


def _none(_: Texts, __: Annotation) -> Text:
    return ()


def _argument(*names: str, place: int = -1) -> Callable[[Texts, Annotation], Text]:
    def read(texts: Texts, found: Annotation) -> Text:
        return texts.in_annotation(argument(found, *names, place=place))

    return read


def _service(texts: Texts, found: Annotation) -> Text:
    """The URL if there is one, else the name that a registry knows."""
    url = texts.in_annotation(argument(found, "url"))
    name = texts.in_annotation(argument(found, "name", "value", "serviceId", "id", place=0))
    service = joined((plain("http://"), name)) if name else ()
    if len(url) == 1 and url[0].kind == "setting" and not url[0].default:
        return (Piece("setting", url[0].value, service),)
    return url or service


def _registered(texts: Texts, found: Annotation) -> Text:
    """MicroProfile: settings under the client's key go before the address that is written."""
    base = texts.in_annotation(argument(found, "baseUri"))
    key = texts.in_annotation(argument(found, "configKey"))
    if len(key) != 1 or key[0].kind != "text":
        return base
    older = Piece("setting", f"{key[0].value}/mp-rest/url", base)
    return (Piece("setting", f"quarkus.rest-client.{key[0].value}.url", (older,)),)


def _micronaut(texts: Texts, found: Annotation) -> Text:
    """A URL, a path, or the name of a service."""
    text = texts.in_annotation(argument(found, "value", "id", place=0))
    is_name = text and text[0].kind == "text" and not {":", "/"} & set(text[0].value)
    return joined((plain("http://"), text)) if is_name else text


DECLARED = {
    "FeignClient": Declared("feign", _service, _argument("path")),
    "ReactiveFeignClient": Declared("feign", _service, _argument("path")),
    "RegisterRestClient": Declared("microprofile", _registered, _none),
    "Client": Declared("micronaut", _micronaut, _argument("path"), ("io.micronaut",)),
    "HttpExchange": Declared("http-interface", _argument("url", "value", place=0), _none),
    "RetrofitClient": Declared("retrofit", _argument("baseUrl"), _none),
}
"""By annotation; a newcomer adds a line here."""


def declared_clients(texts: Texts) -> Iterator[CallFact]:
    """One for each method of such an interface, or one of the interface if it declares none."""
    for at, written in enumerate(texts.scope.written.types):
        for name, declared in DECLARED.items():
            found = annotation(written.annotations, name)
            if found and (not declared.packages or texts.scope.imports(*declared.packages)):
                yield from _of_type(texts, at, found, declared)
                break
        else:
            if written.form == "interface":
                yield from _of_plain_interface(texts, at)
    yield from _injected(texts)


def _of_type(texts: Texts, at: int, found: Annotation, declared: Declared) -> Iterator[CallFact]:
    address, prefix = declared.address(texts, found), declared.prefix(texts, found)
    written = texts.scope.written.types[at]
    if found.name != "HttpExchange":
        prefix = under(prefix, prefix_of(texts, written.annotations))
    calls = _methods(texts, at, address, prefix, declared.client)
    yield from calls or [CallFact("http", address, found.line, declared.client, "", prefix)]


def _methods(texts: Texts, at: int, address: Text, prefix: Text, client: str) -> list[CallFact]:
    return [
        CallFact("http", address, mapping.line, client, mapping.verb, under(prefix, mapping.path))
        for method in texts.scope.methods_of(at)
        for mapping in mappings_of(texts, method)
    ]


_UNDECLARED = {"http-interface": ("org.springframework.web.service",), "retrofit": ("retrofit2",)}
"""Libraries whose interfaces bear annotations only on their methods."""


def _of_plain_interface(texts: Texts, at: int) -> Iterator[CallFact]:
    for client, packages in _UNDECLARED.items():
        if texts.scope.imports(*packages):
            yield from _methods(texts, at, (), (), client)
            return


def _injected(texts: Texts) -> Iterator[CallFact]:
    """Micronaut gives a client for an address to whoever bears the annotation."""
    if not texts.scope.imports("io.micronaut"):
        return
    used = {call.chain.value for call in texts.scope.written.calls}
    for binding in texts.scope.written.bindings:
        found = annotation(binding.annotations, "Client")
        if found and binding.name in used:
            yield CallFact("http", _micronaut(texts, found), found.line, "micronaut")
