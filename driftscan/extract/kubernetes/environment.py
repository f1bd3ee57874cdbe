"""Environment variables of a container of Kubernetes."""

from collections.abc import Iterator

from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import written
from driftscan.model.service_fact import Need, Piece, Text, Variable
from driftscan.notation.node import Node

_REFERENCES = ("configMapKeyRef", "secretKeyRef")


def variables(container: Node, wording: Wording) -> Iterator[Variable]:
    """Those whose value a manifest tells; what Kubernetes itself fills in (fieldRef) is none."""
    for each in container.get("env").elements():
        source = each.get("valueFrom")
        name = wording.name(each.get("name"))
        if not source:
            text = wording.expanded(written(each.get("value")))
        else:
            text = _referred(source, wording)
        if name and (text or not source) and not _each_of(name, text):
            yield Variable(name, text, each.line)


def _referred(source: Node, wording: Wording) -> Text:
    for kind in _REFERENCES:
        if reference := source.get(kind):
            name, key = wording.name(reference.get("name")), wording.name(reference.get("key"))
            return (Piece("configmap", f"{name}/{key}"),)
    return ()


def sources(container: Node, wording: Wording) -> Iterator[Need]:
    """ConfigMaps and Secrets whose entries all become variables, and settings of a chart that hold
    variables."""
    for each in container.get("envFrom").elements():
        for kind in ("configMapRef", "secretRef"):
            if name := wording.name(each.get(kind, "name")):
                yield Need("env-from", name, each.line)
    env = container.get("env")
    if env.text:
        for piece in wording.text(env):
            if piece.kind == "setting":
                yield Need("env-setting", piece.value, env.line)
    for each in env.elements():
        name, value = wording.name(each.get("name")), wording.text(each.get("value"))
        if key := _each_of(name, value):
            yield Need("env-setting", key, each.line)


def _each_of(name: str, value: Text) -> str:
    """The setting whose entries a loop of a template makes variables of; '' if there is none."""
    if not name.startswith(("#{", "${")) or len(value) != 1 or value[0].kind != "setting":
        return ""
    key, item, _ = value[0].value.rpartition("[*]")
    return key if item else ""
