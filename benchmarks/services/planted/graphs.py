"""The graph of a tree as the command prints it, by the names that systems.py has."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.services.planted.plants import Edge, Use

_MOST_EVIDENCE = 20


class Seen(Struct, frozen=True):
    """Edges and uses, each with the files that show it. services: all names."""

    services: frozenset[str]
    edges: Mapping[Edge, frozenset[str]]
    uses: Mapping[Use, frozenset[str]]

    def joined(self) -> set[tuple[str, str, str]]:
        """Edges without what they are about."""
        return {(edge.source, edge.target, edge.kind) for edge in self.edges}


def seen(tree: Path, hosts: Sequence[str]) -> Seen:
    """What driftscan sees. hosts: services that are to be called so."""
    command = [*driftscan_command(), "graph", str(tree), "--level", "service", "--no-cache"]
    done = subprocess.run([*command, "--output-format", "json"], capture_output=True, check=True)
    return read(json.loads(done.stdout), hosts)


def read(said: dict[str, list[dict[str, object]]], hosts: Sequence[str]) -> Seen:
    """The document of `graph --level service`."""
    names = dict(_names(said["services"], hosts))
    edges: dict[Edge, frozenset[str]] = {}
    for each in said["edges"]:
        source, target = names[str(each["source"])], names[str(each["target"])]
        edge = Edge(source, target, str(each["kind"]), str(each["detail"]))
        edges[edge] = edges.get(edge, frozenset()) | _paths(each)
    uses: dict[Use, frozenset[str]] = {}
    for store in said["datastores"]:
        for access in _list(store["accessed_by"]):
            for item in _list(access["objects"]):
                place = names[str(access["service"])], names[str(store["name"])]
                use = Use(*place, str(item["name"]), str(item["mode"]))
                uses[use] = uses.get(use, frozenset()) | _paths(item)
    return Seen(frozenset(names.values()), edges, uses)


def _names(
    services: Sequence[dict[str, object]], hosts: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """A service is called by the one host that is its name or, if none has it, its alias."""
    called = {str(each["name"]) for each in services}
    for each in services:
        name = str(each["name"])
        aliases = {str(alias) for alias in each["aliases"]}  # type: ignore[attr-defined]
        found = sorted(host for host in hosts if host in aliases - called)
        yield name, name if name in hosts or len(found) != 1 else found[0]


def _list(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def _paths(each: dict[str, object]) -> frozenset[str]:
    return frozenset(str(way["path"]) for way in _list(each["evidence"]))
