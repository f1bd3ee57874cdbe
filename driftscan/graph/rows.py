"""The dependencies of one module, found by bisection in the graph's sorted list."""

from bisect import bisect_left
from collections.abc import Iterator

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency


def outgoing(graph: SystemGraph, source: int) -> Iterator[Dependency]:
    """What a module depends on inside the tree, sorted by target and kind."""
    internal = graph.internal
    for index in range(bisect_left(internal, source, key=_source), len(internal)):
        if internal[index].source != source:
            break
        yield internal[index]


def _source(dependency: Dependency) -> int:
    return dependency.source
