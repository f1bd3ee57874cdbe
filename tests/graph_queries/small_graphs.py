"""Small graphs to ask questions of: by hand as a table of edges, or drawn by hypothesis."""

import random
from collections.abc import Iterable

import networkx as networkx  # type: ignore[import-untyped]  # no stubs; tests take it from here
from hypothesis import strategies as st

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module

Edges = dict[tuple[int, int], int]


def module(name: str, path: str = "", *, root: str = "", is_package: bool = False) -> Module:
    """A module; its path follows from its name unless one is given."""
    suffix = "/__init__.py" if is_package else ".py"
    where = path or name.replace(".", "/") + suffix
    key = f"{root}:{name}"
    return Module(name, key, where.encode(), "python", name, root, is_package)


def system(names: Iterable[str], edges: Edges) -> SystemGraph:
    """A graph with that many import statements for each edge."""
    internal = [
        Dependency(source, target, Kind.IMPORT, tuple(range(1, count + 1)))
        for (source, target), count in sorted(edges.items())
    ]
    return SystemGraph([module(name) for name in names], [], internal, [])


def adjacency(size: int, edges: Edges) -> Adjacency:
    """Neighbours in a graph of modules m00, m01…"""
    names = [f"m{number:02}" for number in range(size)]
    return Adjacency(system(names, edges), frozenset(Kind))


def edge_sets(size: int, *, loops: bool = False, most: int = 30) -> st.SearchStrategy[Edges]:
    """Edges between `size` nodes with a weight of 1 to 4."""
    node = st.integers(0, size - 1)
    pairs = st.tuples(node, node) if loops else st.tuples(node, node).filter(lambda e: e[0] != e[1])
    return st.dictionaries(pairs, st.integers(1, 4), max_size=most)


def shuffled(edges: Edges, seed: int) -> list[tuple[int, int]]:
    """The edges in another order."""
    pairs = list(edges)
    random.Random(seed).shuffle(pairs)
    return pairs
