"""Consul: how it asks the services that a definition registers whether they are well."""

from collections.abc import Iterator

from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node

_HOW = ("http", "tcp", "grpc", "h2ping", "udp")


def is_form(document: Node) -> bool:
    """Whether a service, or a check of its own, says how it is asked."""
    return any(check.get(how).text for check in _checks(document) for how in _HOW)


def read(document: Node) -> ServiceFacts:
    """A call for each check that asks something; one that runs a script, or waits to hear, asks
    nobody."""
    return united(
        Route("consul", (config_text(check.get(how).text),), check.get(how).line).facts()
        for check in _checks(document)
        for how in _HOW
        if check.get(how).text
    )


def _checks(document: Node) -> Iterator[Node]:
    services = [document.get("service"), *document.get("services").elements()]
    for each in (*(each for each in services if each.get("name").text), document):
        yield each.get("check")
        yield from each.get("checks").elements()
