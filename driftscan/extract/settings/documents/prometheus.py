"""Prometheus: whom it scrapes, whom it alerts, where it writes to."""

from collections.abc import Iterator
from itertools import chain

from driftscan.extract.pieces import plain
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.extract.settings.documents.walk import tables
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node

_REGISTRIES = ("eureka_sd_configs", "consul_sd_configs")
# `clients` are Promtail's, whose documents have the same form.
_REMOTE = ("remote_write", "remote_read", "clients")


def read(document: Node) -> ServiceFacts:
    """A call per target."""
    return united(
        route.facts()
        for route in chain(
            *map(_scraped, document.get("scrape_configs").elements()),
            *(_targets(table, "") for table in tables(document.get("alerting"))),
            _remote(document),
        )
    )


def _scraped(job: Node) -> Iterator[Route]:
    path = job.get("metrics_path").text or "/metrics"
    yield from _targets(job, path)
    for name in _REGISTRIES:
        for registry in job.get(name).elements():
            yield Route("prometheus", (config_text(registry.get("server").text),), registry.line)
    for lookup in job.get("dns_sd_configs").elements():
        for each in lookup.get("names").elements():
            yield Route("prometheus", (config_text(each.text),), each.line, inner=plain(path))


def _targets(job: Node, path: str) -> Iterator[Route]:
    for group in job.get("static_configs").elements():
        for target in group.get("targets").elements():
            address = config_text(target.text)
            yield Route("prometheus", (address,), target.line, inner=plain(path))


def _remote(document: Node) -> Iterator[Route]:
    for name in _REMOTE:
        for remote in document.get(name).elements():
            yield Route("prometheus", (config_text(remote.get("url").text),), remote.line)
