"""Routes of a gateway that are written as code: Spring Cloud Gateway."""

from collections.abc import Iterator

from driftscan.extract.jvm.services.texts import Texts
from driftscan.model.service_fact import CallFact

_PACKAGES = ("org.springframework.cloud.gateway",)
_TARGETS = ("uri", "http", "https")


def gateway_routes(texts: Texts) -> Iterator[CallFact]:
    """`r.path("/cart/**").uri("lb://cart")`: each is a call of what the route leads to."""
    if not texts.scope.imports(*_PACKAGES):
        return
    for call in texts.scope.written.calls:
        paths = [link for link in call.chain.links if link.name == "path" and link.arguments]
        path = texts.of(paths[0].arguments[0].value, call.method) if paths else ()
        for link in call.chain.links:
            if link.name not in _TARGETS or not link.arguments:
                continue
            target = link.arguments[0].value
            for address, line in texts.alternatives(target, call.method, link.line):
                if link.name == "uri" or (address and "://" in address[0].value):
                    yield CallFact("http", address, line, "spring-cloud-gateway", "", path)
