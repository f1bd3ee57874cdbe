"""OpenAPI and Swagger: the operations that a program answers, and where."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.settings.entries import written
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServedFact, ServiceFacts, ValueFact
from driftscan.notation.node import Node

_VERBS = frozenset("get put post delete options head patch trace".split())


def read(document: Node) -> ServiceFacts:
    """An answer per path and verb; servers as settings, named as they stand in the document."""
    return ServiceFacts(values=tuple(_servers(document)), served=tuple(_operations(document)))


def _operations(document: Node) -> Iterator[ServedFact]:
    base = document.get("basePath").text.rstrip("/")
    for path, verbs in document.get("paths").entries():
        for verb, operation in verbs.entries():
            if verb.lower() in _VERBS and path.startswith("/"):
                served = plain(base + path)
                yield ServedFact("http", operation.line, verb.upper(), served, framework="openapi")


def _servers(document: Node) -> Iterator[ValueFact]:
    for at, server in enumerate(document.get("servers").elements()):
        url = server.get("url")
        if url.text:
            yield ValueFact("setting", f"servers[{at}].url", config_text(url.text), url.line)
    for key in ("host", "basePath"):
        if text := written(document.get(key).value):
            yield ValueFact("setting", key, config_text(text), document.get(key).line)
