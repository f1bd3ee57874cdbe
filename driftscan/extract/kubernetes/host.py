"""Services of Kubernetes: names under which pods are reached."""

from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import number, written
from driftscan.model.service_fact import HostFact
from driftscan.notation.node import Node


def service_host(service: Node, wording: Wording) -> HostFact:
    """A plain Service, or one that stands for a name outside."""
    spec = service.get("spec")
    return HostFact(
        name=wording.name(service.get("metadata", "name")),
        selector=labels(spec.get("selector"), wording),
        ports=tuple(port for each in spec.get("ports").elements() if (port := _port(each))[0]),
        line=service.get("metadata", "name").line,
        external=wording.name(spec.get("externalName")),
    )


def knative_host(service: Node, wording: Wording) -> HostFact:
    """A Service of Knative is its own workload: the label is that which Knative sets."""
    name = service.get("metadata", "name")
    selector = (("serving.knative.dev/service", wording.name(name)),)
    return HostFact(wording.name(name), selector, ((80, 0),), name.line)


def _port(port: Node) -> tuple[int, int]:
    """Without a target port it is the same one."""
    outer = number(written(port.get("port")))
    target = port.get("targetPort")
    return (outer, number(written(target)) if target else outer)


def labels(table: Node, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Sorted."""
    return tuple(
        sorted((wording.string(name), wording.name(value)) for name, value in table.entries())
    )
