"""The text of `driftscan explain "a -> b"`: every line that shows a dependency between services."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.location import Location
from driftscan.model.service_graph import Evidence, ServiceEdge, ServiceGraph
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import BOLD, painted, paragraph, pieces
from driftscan.report.view import View


def render(
    graph: ServiceGraph,
    edges: Sequence[ServiceEdge],
    lines: Mapping[Location, str],
    view: View,
) -> str:
    """edges: between two services, or several pairs of them. lines: source lines of evidence."""
    return "".join(f"{line}\n" for line in _lines(graph, edges, lines, view))


def _lines(
    graph: ServiceGraph,
    edges: Sequence[ServiceEdge],
    lines: Mapping[Location, str],
    view: View,
) -> Iterator[str]:
    for number, edge in enumerate(edges):
        source, target = graph.services[edge.source].name, graph.services[edge.target].name
        if number:
            yield ""
        yield painted(f"{terminal(source)} -> {terminal(target)}", BOLD, view)
        said = f"{edge.kind} {terminal(edge.detail)}".strip()
        yield from paragraph(f"{said}; confidence {edge.confidence:g}", 2, 2)
        for where in edge.evidence:
            yield from _evidence(where, lines)


def _evidence(where: Evidence, lines: Mapping[Location, str]) -> Iterator[str]:
    place = f"{terminal_path(where.path)}:{where.line}"
    yield from pieces([place, terminal(where.what)] if where.what else [place], 4)
    if text := lines.get(Location(where.path, where.line), "").strip():
        yield from paragraph(terminal(text), 8, 2)
