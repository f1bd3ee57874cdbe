"""Kubernetes manifests and templates of Helm charts as facts."""

import re
from collections.abc import Callable, Iterator

from driftscan.extract.kubernetes.config import configmap, secret
from driftscan.extract.kubernetes.documents import objects_of, read_manifest
from driftscan.extract.kubernetes.host import knative_host, service_host
from driftscan.extract.kubernetes.routes import ROUTES, calls
from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.kubernetes.workload import WORKLOADS, workloads
from driftscan.extract.manifest.deployed import unreadable
from driftscan.model.fact import Problem
from driftscan.model.service_fact import (
    CallFact,
    HostFact,
    MarkFact,
    ServiceFacts,
    ValueFact,
    WorkloadFact,
)
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError

_VALUES: dict[str, Callable[[Node, Wording], Iterator[ValueFact]]] = {
    "ConfigMap": configmap,
    "Secret": secret,
}
_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")
_KINDS = re.compile(
    r"kind[\"']?:\s*[\"']?(?:\w*List|Service|"
    + "|".join(sorted({*WORKLOADS, *ROUTES, *_VALUES}))
    + r")\b"
)


def extract(content: bytes) -> ServiceFacts:
    """Workloads, hosts, values and routes. In a file of another tool nothing is found."""
    if b"apiVersion" not in content or b"kind" not in content or b"\0" in content:
        return ServiceFacts()
    if not _KINDS.search(content.decode("utf-8", "replace")):
        return ServiceFacts()
    manifest = read_manifest(content, _KINDS)
    harvest = _Harvest(manifest.form, manifest.wording)
    for each in manifest.objects:
        if isinstance(each, UnreadableTextError):
            harvest.problems.append(unreadable(each, fatal=len(manifest.objects) == 1))
        else:
            for object_ in objects_of(each):
                harvest.take(object_)
    return harvest.facts()


def _plain_word(node: Node) -> str:
    """A name that no template fills in."""
    return node.text if _WORD.fullmatch(node.text) else ""


class _Harvest:
    """Facts of one file."""

    def __init__(self, form: str, wording: Wording) -> None:
        self.problems: list[Problem] = []
        self._form = form
        self._wording = wording
        self._workloads: list[WorkloadFact] = []
        self._hosts: list[HostFact] = []
        self._values: list[ValueFact] = []
        self._calls: list[CallFact] = []
        self._namespaces: dict[str, MarkFact] = {}

    def take(self, object_: Node) -> None:
        """One object, by its kind."""
        kind = object_.get("kind").text
        if namespace := _plain_word(object_.get("metadata", "namespace")):
            mark = MarkFact("namespace", namespace, object_.get("metadata", "namespace").line)
            self._namespaces.setdefault(namespace, mark)
        is_knative = object_.get("apiVersion").text.startswith("serving.knative.dev")
        if kind in WORKLOADS or (kind == "Service" and is_knative):
            self._workloads += workloads(object_, self._form, self._wording)
        if kind == "Service":
            host = knative_host if is_knative else service_host
            self._hosts.append(host(object_, self._wording))
        if kind in _VALUES:
            self._values += _VALUES[kind](object_, self._wording)
        if kind in ROUTES:
            self._calls += calls(object_, self._wording)

    def facts(self) -> ServiceFacts:
        """Everything, in the order of the text."""
        return ServiceFacts(
            workloads=tuple(each for each in self._workloads if each.name),
            hosts=tuple(each for each in self._hosts if each.name),
            values=tuple(self._values),
            calls=tuple(sorted(self._calls, key=lambda call: call.line)),
            marks=tuple(self._namespaces.values()),
            problems=tuple(self.problems),
        )
