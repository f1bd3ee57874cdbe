"""The OpenTelemetry collector: where the exporters of its pipelines send to, whom it scrapes."""

from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.extract.settings.documents import prometheus
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node

_CLIENT = "opentelemetry-collector"
_GRPC = frozenset(("otlp", "jaeger", "opencensus", "otlp_grpc"))
_ENDPOINTS = ("endpoint", "url", "traces_endpoint", "metrics_endpoint", "logs_endpoint")


def read(document: Node) -> ServiceFacts:
    """An exporter that no pipeline uses is never started."""
    used = {
        name.text
        for _, pipeline in document.get("service", "pipelines").entries()
        for part in ("exporters", "receivers")
        for name in pipeline.get(part).elements()
    }
    exported = [
        route.facts()
        for name, exporter in document.get("exporters").entries()
        if name in used
        for route in _routes(name, exporter)
    ]
    scraped = [
        _as_own(prometheus.read(receiver.get("config")))
        for name, receiver in document.get("receivers").entries()
        if name in used and name.startswith("prometheus")
    ]
    return united([*exported, *scraped])


def _as_own(scraped: ServiceFacts) -> ServiceFacts:
    """It is the collector that scrapes, though its receiver is told so as Prometheus would be."""
    return replace(scraped, calls=tuple(replace(each, client=_CLIENT) for each in scraped.calls))


def _routes(name: str, exporter: Node) -> Iterator[Route]:
    kind = "grpc" if name.partition("/")[0] in _GRPC else "http"
    if name.partition("/")[0] == "prometheus":
        return  # its endpoint is where it listens
    for key in _ENDPOINTS:
        endpoint = exporter.get(key)
        if endpoint.text:
            yield Route(_CLIENT, (config_text(endpoint.text),), endpoint.line, kind=kind)
