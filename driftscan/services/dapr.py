"""Dapr's sidecars: each stands beside one program, and gives it a name that others invoke it by."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.addresses import Address
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.images import repository
from driftscan.services.texts import image_name, written

_APP_ID = re.compile(r"(?:^|\s)--?app-id[ =](\S+)")
_STARTS = re.compile(r"(?:\S*/)?daprd(?:\s|$)")
# What a program asks its sidecar: /v1.0/invoke/<app-id>/method/<path>.
_INVOKED = re.compile(r"/v1\.0/invoke/(?P<app>[\w.-]+)/method(?P<path>/.*)?")

Apps = Mapping[tuple[bytes, str], Sequence[str]]
"""Names of applications by the folder of the manifest and the workload that bears them."""


def is_dapr(fact: WorkloadFact) -> bool:
    """Whether a workload is a sidecar of Dapr."""
    is_image = repository(image_name(fact.image)).rpartition("/")[2] == "daprd"
    return is_image or bool(_STARTS.match(written(fact.command)))


def apps_of(tree: TreeFacts) -> Apps:
    """By what compose's sidecars share a network with; one file may say that, another the name."""
    beside: dict[tuple[bytes, str], str] = {}
    named: dict[tuple[bytes, str], str] = {}
    for path, fact in tree.each("workloads"):
        if isinstance(fact, WorkloadFact) and is_dapr(fact):
            sidecar = (folder_of(path), fact.name)
            if app := _APP_ID.search(written(fact.command)):
                named.setdefault(sidecar, app[1])
            for need in fact.needs:
                if need.how == "network" and need.name.startswith("service:"):
                    beside.setdefault(sidecar, need.name.removeprefix("service:"))
    found: dict[tuple[bytes, str], list[str]] = defaultdict(list)
    for sidecar, app_id in named.items():
        if sidecar in beside:
            found[sidecar[0], beside[sidecar]].append(app_id)
    return found


def with_app_ids(path: bytes, fact: WorkloadFact, apps: Apps) -> WorkloadFact:
    """A workload that is reached by the names of its sidecars, too."""
    names = apps.get((folder_of(path), fact.name), ())
    return replace(fact, hosts=tuple(dict.fromkeys((*fact.hosts, *names)))) if names else fact


def invoked(address: Address) -> Address:
    """Whom a request to one's own sidecar is for."""
    found = _INVOKED.fullmatch(address.path)
    if not found:
        return address
    return Address("http", found["app"], 0, found["path"] or "", hosts=(found["app"],))
