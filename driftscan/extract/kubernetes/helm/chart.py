"""Chart.yaml of Helm: the chart and those that it is put together from."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.scalars import written
from driftscan.model.service_fact import Need, ServiceFacts, WorkloadFact
from driftscan.notation.node import Node


def extract(content: bytes) -> ServiceFacts:
    """One workload of kind 'Chart', which is none itself: its templates say what is deployed."""
    return read_yaml(content, _facts)


def _facts(document: Node) -> ServiceFacts:
    name = document.get("name")
    if not written(name):
        return ServiceFacts()
    needs = tuple(_dependencies(document.get("dependencies")))
    chart = WorkloadFact("helm", written(name), name.line, "Chart", needs=needs)
    return ServiceFacts(workloads=(chart,))


def _dependencies(dependencies: Node) -> Iterator[Need]:
    for each in dependencies.elements():
        name, alias = written(each.get("name")), written(each.get("alias"))
        if name:
            yield Need("chart", f"{name}:{alias}" if alias else name, each.line)
