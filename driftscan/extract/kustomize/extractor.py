"""kustomization.yaml as facts: what it takes in, and the ConfigMaps that it makes."""

from collections.abc import Iterator

from driftscan.extract.manifest.deployed import read_yaml
from driftscan.extract.manifest.scalars import assignments, each_text, written
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import Need, ServiceFacts, ValueFact, WorkloadFact
from driftscan.notation.node import Node

# Lists of paths, and how they are needed.
_TAKEN_IN = {"resources": "resource", "bases": "resource", "components": "component"}
_PATCHES = ("patches", "patchesStrategicMerge", "patchesJson6902")
_GENERATORS = ("configMapGenerator", "secretGenerator")
# What is put on every object; these stand as labels.
_ON_ALL = ("namePrefix", "nameSuffix", "namespace")


def extract(content: bytes) -> ServiceFacts:
    """One workload of kind 'Kustomization', which is none itself, and values of generators."""
    return read_yaml(content, _facts)


def _facts(document: Node) -> ServiceFacts:
    needs = (*_taken_in(document), *_patches(document), *_files(document))
    on_all = tuple((key, text) for key in _ON_ALL if (text := written(document.get(key))))
    if not needs and not any(document.get(key) for key in _GENERATORS):
        return ServiceFacts()
    whole = WorkloadFact("kustomize", "", 1, "Kustomization", labels=on_all, needs=needs)
    return ServiceFacts(workloads=(whole,), values=tuple(_literals(document)))


def _taken_in(document: Node) -> Iterator[Need]:
    for key, how in _TAKEN_IN.items():
        for path, line in each_text(document.get(key)):
            yield Need(how, path, line)


def _patches(document: Node) -> Iterator[Need]:
    """Files with patches; one that is written out here holds a line end and is no path."""
    for key in _PATCHES:
        for each in document.get(key).elements():
            path = written(each.get("path") if each.is_table else each)
            if path and "\n" not in path:
                yield Need("patch", path, each.line)


def _generated(document: Node) -> Iterator[tuple[str, Node]]:
    for key in _GENERATORS:
        for each in document.get(key).elements():
            if name := written(each.get("name")):
                yield name, each


def _files(document: Node) -> Iterator[Need]:
    """`envs` are read line by line, `files` are one entry each, `key=path` or just the path."""
    for name, generator in _generated(document):
        for key in ("env", "envs"):
            for path, line in each_text(generator.get(key)):
                yield Need("configmap-lines", f"{name}/{path}", line)
        for path, line in each_text(generator.get("files")):
            yield Need("configmap-file", f"{name}/{path.rpartition('=')[2]}", line)


def _literals(document: Node) -> Iterator[ValueFact]:
    for name, generator in _generated(document):
        for key, value, line in assignments(generator.get("literals")):
            yield ValueFact("configmap", key, plain((value or "").strip("'\"")), line, name)
