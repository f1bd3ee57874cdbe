"""render.yaml as facts: services, and the variables through which they know one another."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.scalars import command_line, written
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import Need, ServiceFacts, Variable, WorkloadFact
from driftscan.notation.node import Node

_FROM = ("fromService", "fromDatabase")
_STORES = {"databases": ("database", "postgres")}  # Render runs no others


def extract(content: bytes) -> ServiceFacts:
    """Services by their type, and databases as workloads of kind 'database'."""
    return read_yaml(content, lambda document: ServiceFacts(workloads=tuple(_all(document))))


def _all(document: Node) -> Iterator[WorkloadFact]:
    for service in document.get("services").elements():
        name = written(service.get("name"))
        if name:
            yield _workload(name, service)
    for key, (kind, image) in _STORES.items():
        for each in document.get(key).elements():
            if name := written(each.get("name")):
                yield WorkloadFact("render", name, each.line, kind, plain(image))


def _workload(name: str, service: Node) -> WorkloadFact:
    image = written(service.get("image", "url"))
    folder = written(service.get("rootDir")) or written(service.get("dockerContext")) or "."
    return WorkloadFact(
        form="render",
        name=name,
        line=service.line,
        kind=written(service.get("type")),
        image=plain(image),
        build=None if image else folder.removeprefix("./").rstrip("/") or ".",
        env=tuple(_variables(service)),
        needs=tuple(_groups(service)),
        command=plain(command_line(service.get("startCommand"), service.get("dockerCommand"))),
    )


def _variables(service: Node) -> Iterator[Variable]:
    """A variable that is taken from another service or database holds its name."""
    for each in service.get("envVars").elements():
        names = [written(each.get(key, "name")) for key in _FROM]
        text = "".join(names) or written(each.get("value"))
        if (name := written(each.get("key"))) and text:
            yield Variable(name, plain(text), each.line)


def _groups(service: Node) -> Iterator[Need]:
    for each in service.get("envVars").elements():
        if group := written(each.get("fromGroup")):
            yield Need("env-from", group, each.line)
