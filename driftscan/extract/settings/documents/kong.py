"""Kong's declarative configuration: services, their routes, upstreams and targets."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route, host_text, upper_verbs
from driftscan.extract.service_union import united
from driftscan.extract.settings.entries import written
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, Text
from driftscan.notation.node import Node

_HOST = re.compile(r"://([^/:?#]+)")


def read(document: Node) -> ServiceFacts:
    """A route per path; a service without any is called all the same."""
    upstreams = {
        upstream.get("name").text: tuple(
            config_text(target.get("target").text)
            for target in upstream.get("targets").elements()
            if target.get("target").text
        )
        for upstream in document.get("upstreams").elements()
    }
    return united(
        route.facts()
        for service in document.get("services").elements()
        for route in _routes(document, service, _addresses(service, upstreams))
    )


def _routes(document: Node, service: Node, addresses: tuple[Text, ...]) -> Iterator[Route]:
    kind = "grpc" if _scheme(service).startswith("grpc") else "http"
    paths = [
        Route("kong", addresses, path.line, plain(path.text), (), verbs, kind)
        for route in _leading_to(document, service)
        for path in route.get("paths").elements()
        for verbs in [upper_verbs(route.get("methods").value)]
    ]
    yield from paths or [Route("kong", addresses, service.line, kind=kind)]


def _leading_to(document: Node, service: Node) -> Iterator[Node]:
    """Routes inside a service, and those at the top that name it."""
    yield from service.get("routes").elements()
    for route in document.get("routes").elements():
        name = route.get("service").text or route.get("service", "name").text
        if name and name == service.get("name").text:
            yield route


def _scheme(service: Node) -> str:
    return service.get("protocol").text or service.get("url").text.partition(":")[0]


def _addresses(service: Node, upstreams: dict[str, tuple[Text, ...]]) -> tuple[Text, ...]:
    url, host = service.get("url").text, service.get("host").text
    in_url = _HOST.search(url)
    named = in_url[1] if in_url else host
    if named in upstreams:
        return upstreams[named]
    port = written(service.get("port").value)
    return (config_text(url) if url else host_text(host, port, _scheme(service)),)
