"""serverless.yml as facts: one workload, its functions as marks, what they serve and consume."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.scalars import written
from driftscan.extract.serverless.events import consumed, served
from driftscan.extract.serverless.references import address_of, reference_text
from driftscan.model.service_fact import MarkFact, ServiceFacts, Variable, WorkloadFact
from driftscan.notation.node import Node


def extract(content: bytes) -> ServiceFacts:
    """Facts of one service."""
    return read_yaml(content, _facts)


def _facts(document: Node) -> ServiceFacts:
    service = document.get("service")
    name = service.get("name") if service.is_table else service
    functions = list(_functions(document))
    if not written(name) or not document.get("provider"):
        return ServiceFacts()
    provider = document.get("provider")
    env = dict(_variables(provider))
    for function in functions:
        env = {**dict(_variables(function)), **env}
    workload = WorkloadFact(
        form="serverless",
        name=written(name),
        line=name.line,
        kind=written(provider.get("name") if provider.is_table else provider),
        build=".",
        env=tuple(env.values()),
    )
    events = [event for each in functions for event in each.get("events").elements()]
    return ServiceFacts(
        workloads=(workload,),
        calls=tuple(call for event in events for call in consumed(event)),
        served=tuple(fact for event in events for fact in served(event)),
        marks=tuple(_handlers(functions)),
    )


def _functions(document: Node) -> Iterator[Node]:
    """A table, or a list of tables."""
    written_as = document.get("functions")
    for table in (written_as, *written_as.elements()):
        for _, function in table.entries():
            if function.is_table:
                yield function


def _variables(node: Node) -> Iterator[tuple[str, Variable]]:
    for name, value in node.get("environment").entries():
        text = address_of(value) if value.is_table else reference_text(written(value))
        yield name, Variable(name, text, value.line)


def _handlers(functions: list[Node]) -> Iterator[MarkFact]:
    for function in functions:
        for key in ("handler", "image"):
            if text := written(function.get(key)):
                yield MarkFact("handler", text, function.get(key).line)
