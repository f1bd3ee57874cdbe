"""Traefik's dynamic configuration: routers, and the servers of their services."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, Text
from driftscan.notation.node import Node

_PATH = re.compile(r"\bPath(?:Prefix)?(?:Strip)?(?:\(\s*[`\"']|:)([^`\"',;)]+)")


def read(document: Node) -> ServiceFacts:
    """Of version 2 and later, and of version 1 (frontends and backends)."""
    return united(route.facts() for route in (*_routers(document), *_frontends(document)))


def _routers(document: Node) -> Iterator[Route]:
    for part in (document.get("http"), document.get("tcp")):
        rules = {
            router.get("service").text: router.get("rule").text
            for _, router in part.get("routers").entries()
        }
        for name, service in part.get("services").entries():
            for server in service.get("loadBalancer", "servers").elements():
                yield _route(server, rules.get(name, ""))


def _frontends(document: Node) -> Iterator[Route]:
    rules = {
        frontend.get("backend").text: route.get("rule").text
        for _, frontend in document.get("frontends").entries()
        for _, route in frontend.get("routes").entries()
    }
    for name, backend in document.get("backends").entries():
        for _, server in backend.get("servers").entries():
            yield _route(server, rules.get(name, ""))


def _route(server: Node, rule: str) -> Route:
    path = _PATH.search(rule)
    outer: Text = plain(path[1]) if path else ()
    url = server.get("url").text or server.get("address").text
    return Route("traefik", (config_text(url),), server.line, outer)
