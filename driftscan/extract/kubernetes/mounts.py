"""ConfigMaps and Secrets that a container of Kubernetes sees as files."""

from collections.abc import Iterator

from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import written
from driftscan.model.service_fact import Need
from driftscan.notation.node import Node

# A kind of volume, and what its name stands under.
_SOURCES = (("configMap", "name"), ("secret", "secretName"), ("secret", "name"))


def mounts(container: Node, volumes: Node, wording: Wording) -> Iterator[Need]:
    """Of the pod's volumes those that this container mounts."""
    mounted = {written(each.get("name")) for each in container.get("volumeMounts").elements()}
    for volume in volumes.elements():
        if written(volume.get("name")) in mounted:
            for source in (volume, *volume.get("projected", "sources").elements()):
                yield from _needs(source, wording)


def _needs(source: Node, wording: Wording) -> Iterator[Need]:
    for kind, key in _SOURCES:
        if name := wording.name(source.get(kind, key)):
            yield Need("mount", name, source.get(kind, key).line)
