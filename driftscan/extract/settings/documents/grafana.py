"""Grafana's provisioned data sources: what it asks."""

from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, StoreFact
from driftscan.notation.node import Node

STORES = {
    "postgres": "postgresql",
    "grafana-postgresql-datasource": "postgresql",
    "mysql": "mysql",
    "mssql": "sqlserver",
    "elasticsearch": "elasticsearch",
    "influxdb": "influxdb",
    "opensearch": "opensearch",
    "grafana-opensearch-datasource": "opensearch",
    "redis-datasource": "redis",
}


def read(document: Node) -> ServiceFacts:
    """A data store is opened, anything else (Prometheus, Loki, Tempo) is called."""
    return united(_facts(source) for source in document.get("datasources").elements())


def is_form(document: Node) -> bool:
    """Whether these are data sources of Grafana, which have a type and a url."""
    return any(each.get("type").text for each in document.get("datasources").elements())


def _facts(source: Node) -> ServiceFacts:
    address = config_text(source.get("url").text)
    engine = STORES.get(source.get("type").text)
    if engine is None or not address:
        return Route("grafana", (address,), source.get("url").line).facts()
    database = config_text(source.get("database").text or source.get("jsonData", "database").text)
    store = StoreFact(engine, address, source.get("url").line, "grafana", database)
    return ServiceFacts(stores=(store,))
