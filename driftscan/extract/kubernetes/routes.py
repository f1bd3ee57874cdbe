"""Routes from outside to Services: of Kubernetes, the Gateway API, and of gateways with kinds of
their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from driftscan.extract.kubernetes.matches import Paths, conditions, path, prefix, rule, uri, value
from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import number, written
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import CallFact
from driftscan.notation.node import Node


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of route is written. rules: where they stand, `*` for every item of a list.
    paths: those of a rule. backends: where they stand in a rule; host, port: in a backend."""

    rules: tuple[str, ...]
    paths: Paths
    backends: tuple[str, ...]
    host: tuple[str, ...] = ("name",)
    port: tuple[str, ...] = ("port",)
    client: str = "http"


_REFS = ("backendRefs", "*")
ROUTES: dict[str, tuple[_Kind, ...]] = {
    "Ingress": (
        _Kind(("spec", "rules", "*", "http", "paths", "*"), path, ("backend", "service"),
              port=("port", "number")),
        _Kind(("spec", "rules", "*", "http", "paths", "*"), path, ("backend",),
              ("serviceName",), ("servicePort",)),
        _Kind(("spec", "defaultBackend"), path, ("service",), port=("port", "number")),
        _Kind(("spec",), path, ("backend",), ("serviceName",), ("servicePort",)),
    ),
    "HTTPRoute": (_Kind(("spec", "rules", "*"), value, _REFS),),
    "GRPCRoute": (_Kind(("spec", "rules", "*"), value, _REFS, client="grpc"),),
    "VirtualService": (
        _Kind(("spec", "http", "*"), uri, ("route", "*", "destination"), ("host",),
              ("port", "number")),
    ),
    "IngressRoute": (_Kind(("spec", "routes", "*"), rule, ("services", "*")),),
    "HTTPProxy": (_Kind(("spec", "routes", "*"), conditions, ("services", "*")),),
    "Mapping": (_Kind(("spec",), prefix, (), ("service",), ()),),
    "Route": (_Kind(("spec",), path, ("to",)),),
}  # fmt: skip


def calls(object_: Node, wording: Wording) -> Iterator[CallFact]:
    """One per path and Service behind it."""
    if _is_inner(object_):
        return
    for kind in ROUTES[object_.get("kind").text]:
        for each in _at(object_, kind.rules):
            for backend in _at(each, kind.backends):
                yield from _calls(kind, each, backend, wording)


def _calls(kind: _Kind, each: Node, backend: Node, wording: Wording) -> Iterator[CallFact]:
    host = backend.get(*kind.host)
    if not written(host) or backend.get("kind").text in ("TraefikService", "StorageBucket"):
        return
    port = number(written(backend.get(*kind.port))) if kind.port else 0
    address = (*wording.text(host), *plain(f":{port}" if port else ""))
    if all(piece.kind == "text" for piece in address):
        address = plain("".join(piece.value for piece in address))
    for found in kind.paths(each) or [""]:
        path = wording.expanded(found) if found else ()
        yield CallFact(kind.client, address, host.line, "ingress", path=path)


def _is_inner(object_: Node) -> bool:
    """Whether it only says how services reach one another, as a mesh has it."""
    spec, kind = object_.get("spec"), object_.get("kind").text
    if kind == "VirtualService":
        return all(written(each) == "mesh" for each in spec.get("gateways").elements())
    parents = list(spec.get("parentRefs").elements())
    return bool(parents) and all(each.get("kind").text == "Service" for each in parents)


def _at(node: Node, steps: tuple[str, ...]) -> Iterator[Node]:
    """Every value that a path leads to."""
    found = [node]
    for step in steps:
        if step == "*":
            found = [item for each in found for item in each.elements()]
        else:
            found = [each.get(step) for each in found]
    yield from found
