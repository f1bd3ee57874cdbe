"""Addresses that manifests hand to somebody else's products, which are made to read them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from driftscan.model.service_fact import MarkFact, Piece
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import address_of
from driftscan.services.deployed import Workload
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.homes import Home
from driftscan.services.hosts import Hosts
from driftscan.services.images import known_image, repository
from driftscan.services.joining import Joining
from driftscan.services.readings import Surroundings
from driftscan.services.roles import is_route
from driftscan.services.texts import command

_SURENESS = 0.8
_LINK_SURENESS = 0.6
# A word alone may be anything; with a port, or as a URL, it is an address.
_ADDRESS = re.compile(r"[A-Za-z][\w+.-]*://[^\s\"']+|[\w.-]+:\d+(?:,[\w.-]+:\d+)*")
# What the product tells others of itself.
_OWN = re.compile(r"advertised|listen|hostname|bind|public|node_?name", re.IGNORECASE)
# Products and the host that they use by default (their documentation): kibana reads
# http://elasticsearch:9200 unless it is told otherwise.
_DEFAULTS = {"kibana": "elasticsearch", "mongo-express": "mongo", "phpmyadmin": "db"}
_KINDS = {"broker": "connect", "infra": "connect"}


def join_products(
    tree: TreeFacts,
    drafts: Sequence[Draft],
    hosts: Hosts,
    surroundings: Sequence[Surroundings],
    joining: Joining,
) -> None:
    """Edges of workloads that run no code of this system, by their environment and command."""
    commands = _commands(tree)
    for at, surrounding in enumerate(surroundings):
        draft = drafts[at]
        if draft.home:
            _join_command(at, draft.home, commands, hosts, surrounding, joining)
        if draft.home or not draft.workload or draft.kind == "job":
            continue
        _join_default(at, draft.workload, hosts, joining)
        for path, fact in draft.workload.facts:
            texts = [
                (v.text, Evidence(path, v.line, v.name))
                for v in fact.env
                if not is_own(v.name) and not is_route(v.name)
            ]
            texts.append((fact.command, Evidence(path, fact.line, "command")))
            for text, where in texts:
                for reading in surrounding.readings(text, path):
                    for target in _targets(reading.text, at, hosts):
                        join_address(at, target, [where, *reading.way], joining)


def join_address(
    at: int, target: int, evidence: list[Evidence], joining: Joining, sureness: float = _SURENESS
) -> None:
    """By what the target is."""
    kind = joining.drafts[target].kind
    if kind == "datastore":
        joining.use(at, target, evidence, sureness)
    else:
        joining.edge(at, target, _KINDS.get(kind, "http"), evidence, sureness)


def _commands(tree: TreeFacts) -> dict[bytes, list[tuple[bytes, MarkFact]]]:
    """By folder the command lines of Dockerfiles."""
    found: dict[bytes, list[tuple[bytes, MarkFact]]] = defaultdict(list)
    for path, mark in tree.each("marks"):
        assert isinstance(mark, MarkFact)
        if mark.name == "command":
            found[folder_of(path)].append((path, mark))
    return found


def _join_command(
    at: int,
    home: Home,
    commands: Mapping[bytes, Sequence[tuple[bytes, MarkFact]]],
    hosts: Hosts,
    surrounding: Surroundings,
    joining: Joining,
) -> None:
    """A program that is given an address where it is started."""
    for path, mark in commands.get(home.folder, ()):
        where = Evidence(path, mark.line, "command")
        for reading in surrounding.readings(command(mark.value), path):
            for target in _targets(reading.text, at, hosts):
                join_address(at, target, [where, *reading.way], joining)


def join_logs(
    drafts: Sequence[Draft],
    hosts: Hosts,
    surroundings: Sequence[Surroundings],
    joining: Joining,
) -> None:
    """Where the log driver of a container sends what it prints."""
    for at, surrounding in enumerate(surroundings):
        workload = drafts[at].workload
        for path, fact in workload.facts if workload else ():
            for need in fact.needs:
                if need.how == "logs-to":
                    where = Evidence(path, need.line, need.name)
                    for reading in surrounding.readings((Piece("text", need.name),), path):
                        for target in _logs_targets(reading.text, at, hosts):
                            joining.edge(at, target, "metrics", [where, *reading.way])


def join_links(drafts: Sequence[Draft], hosts: Hosts, joining: Joining) -> None:
    """Compose's `links`: a manifest says that one needs another, but nothing says what for."""
    for at, draft in enumerate(drafts):
        for path, fact in draft.workload.facts if draft.workload else ():
            for need in fact.needs:
                address = address_of(need.name.partition(":")[0]) if need.how == "link" else None
                for target in hosts.at(address, at)[0] if address else ():
                    if target not in joining.targets(at):
                        _see_gateway(draft, joining.drafts[target])
                        where = Evidence(path, need.line, f"links: {need.name}")
                        join_address(at, target, [where], joining, _LINK_SURENESS)


def _see_gateway(draft: Draft, target: Draft) -> None:
    """What is called like a proxy and linked with a service passes requests on to it."""
    known = known_image(draft.name)
    if known and known.kind == "gateway" and draft.kind == target.kind == "service":
        draft.kind = "gateway"


def _logs_targets(text: str, at: int, hosts: Hosts) -> set[int]:
    """The driver runs on the machine: what is published there is at hand."""
    address = address_of(text)
    return hosts.at(address, at)[0] - {at} if address else set()


def _join_default(at: int, workload: Workload, hosts: Hosts, joining: Joining) -> None:
    """What a product uses if nothing is said."""
    wanted = _DEFAULTS.get(repository(workload.image).rpartition("/")[2])
    for target in sorted(hosts.named(wanted)) if wanted else ():
        said = replace(workload.evidence[0], what=f"its default is {wanted}")
        joining.edge(at, target, "connect", [said], _SURENESS)


def is_own(name: str) -> bool:
    """Whether a variable tells a program its own address."""
    return bool(_OWN.search(name))


def _targets(text: str, at: int, hosts: Hosts) -> set[int]:
    found: set[int] = set()
    for word in _ADDRESS.findall(text):
        address = address_of(word)
        if address and not hosts.is_local(address):
            found |= hosts.at(address, at)[0] - {at}
    return found
