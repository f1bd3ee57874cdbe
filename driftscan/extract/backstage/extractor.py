"""catalog-info.yaml as facts: a workload per Component, Resource and API."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import unreadable
from driftscan.extract.manifest.scalars import each_text, written
from driftscan.model.fact import Problem
from driftscan.model.service_fact import Need, ServiceFacts, WorkloadFact
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml_documents

_KINDS = frozenset({"Component", "Resource", "API"})
_LABELS = ("lifecycle", "owner", "system", "type")
_NEEDS = {
    "dependsOn": "depends-on",
    "consumesApis": "consumes-api",
    "providesApis": "provides-api",
    "subcomponentOf": "part-of",
}


def extract(content: bytes) -> ServiceFacts:
    """What the catalogue's entities say of one another."""
    if b"backstage.io/" not in content:
        return ServiceFacts()
    workloads: list[WorkloadFact] = []
    problems: list[Problem] = []
    for document in parse_yaml_documents(content):
        if isinstance(document, UnreadableTextError):
            problems.append(unreadable(document, fatal=False))
        elif document.get("kind").text in _KINDS:
            workloads += _workloads(document)
    return ServiceFacts(workloads=tuple(workloads), problems=tuple(problems))


def _workloads(entity: Node) -> Iterator[WorkloadFact]:
    name, spec = entity.get("metadata", "name"), entity.get("spec")
    kind = f"{entity.get('kind').text} {written(spec.get('type'))}".strip()
    labels = tuple((key, text) for key in _LABELS if (text := written(spec.get(key))))
    needs = tuple(
        Need(how, target, line)
        for key, how in _NEEDS.items()
        for target, line in each_text(spec.get(key))
    )
    if written(name):
        yield WorkloadFact("backstage", written(name), name.line, kind, labels=labels, needs=needs)
