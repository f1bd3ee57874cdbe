"""Dapr's sidecars: each stands beside one program, and gives it a name that others invoke it by."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.addresses import Address
from driftscan.services.facts import TreeFacts
from driftscan.services.images import repository
from driftscan.services.texts import image_name, written

_APP_ID = re.compile(r"(?:^|\s)--?app-id[ =](\S+)")
# What a program asks its sidecar: /v1.0/invoke/<app-id>/method/<path>.
_INVOKED = re.compile(r"/v1\.0/invoke/(?P<app>[\w.-]+)/method(?P<path>/.*)?")

Apps = Mapping[tuple[bytes, str], Sequence[str]]
"""Names of applications by the manifest and name of the workload that bears them."""


def is_dapr(fact: WorkloadFact) -> bool:
    """Whether a workload is a sidecar of Dapr."""
    return repository(image_name(fact.image)).rpartition("/")[2] == "daprd"


def apps_of(tree: TreeFacts) -> Apps:
    """By what compose's sidecars share a network with."""
    found: dict[tuple[bytes, str], list[str]] = defaultdict(list)
    for path, fact in tree.each("workloads"):
        if isinstance(fact, WorkloadFact) and is_dapr(fact):
            app = _APP_ID.search(written(fact.command))
            for need in fact.needs if app else ():
                if need.how == "network" and need.name.startswith("service:"):
                    found[path, need.name.removeprefix("service:")].append(app[1] if app else "")
    return found


def with_app_ids(path: bytes, fact: WorkloadFact, apps: Apps) -> WorkloadFact:
    """A workload that is reached by the names of its sidecars, too."""
    names = apps.get((path, fact.name), ())
    return replace(fact, hosts=tuple(dict.fromkeys((*fact.hosts, *names)))) if names else fact


def invoked(address: Address) -> Address:
    """Whom a request to one's own sidecar is for."""
    found = _INVOKED.fullmatch(address.path)
    if not found:
        return address
    return Address("http", found["app"], 0, found["path"] or "", hosts=(found["app"],))
