"""Addresses in the configuration that a manifest mounts into somebody else's product, whatever the
product: what it is made to read it also uses."""

from collections.abc import Sequence

from driftscan.model.service_fact import ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import address_of
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts
from driftscan.services.handed import address_in
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.mounted import Mounted
from driftscan.services.products import join_address
from driftscan.services.readings import Surroundings
from driftscan.services.texts import literal

_SURENESS = 0.7


def join_mounted(
    tree: TreeFacts, hosts: Hosts, surroundings: Sequence[Surroundings], joining: Joining
) -> None:
    """An edge to each service that a setting leads to, unless there is one already. `localhost` is
    the container itself."""
    mounted = Mounted(joining.drafts)
    for path, value in tree.each("values"):
        assert isinstance(value, ValueFact)
        into = mounted.into(path) if value.kind == "setting" else ()
        for at in (at for at in into if _reads(joining.drafts[at], mounted.is_alone(path))):
            if address_of(literal(value.text)) is None and not is_open(value):
                continue
            for reading in surroundings[at].readings(value.text, path):
                address = address_in(value.name, reading.text)
                if address is None or hosts.is_own(address):
                    continue
                where = Evidence(path, value.line, value.name)
                for target in sorted(hosts.at(address, at)[0] - {at} - joining.targets(at)):
                    join_address(at, target, [where, *reading.way], joining, _SURENESS)


def _reads(draft: Draft, is_alone: bool) -> bool:
    """Whether it is made to read a file: that is mounted by itself, or into a known product; a job
    that is given a folder may carry it elsewhere."""
    return draft.kind != "job" and (is_alone or draft.kind != "service")


def is_open(value: ValueFact) -> bool:
    """Whether a variable stands in it."""
    return any(piece.kind in ("env", "setting") for piece in value.text)
