"""The product alone: what tests use binds nobody else, also where they stand in a file of it."""

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency

Span = tuple[int, int]  # first and last line


def without_tests_inside(graph: SystemGraph) -> SystemGraph:
    """The graph as if what files of the product hold for tests alone weren't there: a dependency
    that loses all its lines is gone; modules and packages keep their positions."""
    if not graph.tests_inside:
        return graph
    return SystemGraph(
        graph.modules,
        graph.externals,
        _of_product(graph, graph.internal),
        _of_product(graph, graph.external),
        graph.unresolved,
    )


def without_tests(graph: SystemGraph, tests: Collection[int]) -> SystemGraph:
    """The graph without these modules, which are tests, and without those inside of others."""
    found = without_tests_inside(graph)
    return found.without(tests) if tests else found


def _of_product(graph: SystemGraph, dependencies: Iterable[Dependency]) -> list[Dependency]:
    found: list[Dependency] = []
    for each in dependencies:
        spans = graph.tests_inside.get(each.source)
        if not spans or not each.lines:
            found.append(each)
        elif lines := lines_outside(each.lines, spans):
            found.append(each if len(lines) == len(each.lines) else replace(each, lines=lines))
    return found


def lines_outside(lines: Sequence[int], spans: Sequence[Span]) -> tuple[int, ...]:
    """Those that stand in none of these."""
    return tuple(line for line in lines if not is_inside(line, spans))


def is_inside(line: int, spans: Sequence[Span]) -> bool:
    """Whether a line stands in one of these."""
    return any(first <= line <= last for first, last in spans)
