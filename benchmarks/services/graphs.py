"""The graph of services that driftscan reports of a tree, as far as lists are compared with it."""

import subprocess
from pathlib import Path

import msgspec

from benchmarks.command import driftscan_command
from benchmarks.services.lists import Pair, Read

OUTSIDE = ("user", "external")


class Service(msgspec.Struct, frozen=True):
    """A node."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class Edge(msgspec.Struct, frozen=True):
    """One thing that is said of a pair."""

    source: str
    target: str
    kind: str = ""
    detail: str = ""


class DataSet(msgspec.Struct, frozen=True):
    """A table, collection or key."""

    name: str


class Access(msgspec.Struct, frozen=True):
    """What one service does in a store."""

    service: str
    objects: tuple[DataSet, ...] = ()


class Store(msgspec.Struct, frozen=True):
    """A data store and who uses it."""

    name: str
    accessed_by: tuple[Access, ...] = ()


class Graph(msgspec.Struct, frozen=True):
    """driftscan.services/1, without what no list speaks of."""

    services: tuple[Service, ...]
    edges: tuple[Edge, ...]
    datastores: tuple[Store, ...] = ()

    def called(self, read: Read, service: str) -> set[str]:
        """The nodes that are meant by a name of a list: those that are called so, or so by an
        alias if none is; by each of its names, for a service may have come apart into two nodes."""
        return {node for name in read.names_of(service) for node in self._named(name)}

    def _named(self, name: str) -> set[str]:
        exact = {each.name for each in self.services if each.name == name}
        return exact or {each.name for each in self.services if name in each.aliases}

    def pairs(self, read: Read, pair: Pair) -> set[tuple[str, str]]:
        """Nodes that a pair of a list may mean."""
        targets = self.called(read, pair.to)
        return {(a, b) for a in self.called(read, pair.source) for b in targets}

    def holds(self, read: Read, pair: Pair) -> bool:
        """Whether an edge joins any that are called so."""
        return bool(self.kinds(read, pair))

    def kinds(self, read: Read, pair: Pair) -> set[str]:
        """What the edges of a pair are."""
        meant = self.pairs(read, pair)
        return {edge.kind for edge in self.edges if (edge.source, edge.target) in meant}


def graph_of(tree: Path) -> Graph:
    """A scan without a cache."""
    command = [*driftscan_command(), "graph", str(tree), "--level", "service", "--no-cache"]
    done = subprocess.run([*command, "--output-format", "json"], capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Graph)
