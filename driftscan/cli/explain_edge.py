"""`driftscan explain "cart -> catalogue"`: why one service is said to need another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import tell_unread
from driftscan.errors import UsageError
from driftscan.journeys.services import map_services
from driftscan.model.location import Location
from driftscan.model.service_graph import Service, ServiceGraph
from driftscan.report import service_json
from driftscan.report.terminal import service_edge
from driftscan.stages.request import Request
from driftscan.stages.source_lines import source_lines

if TYPE_CHECKING:
    from driftscan.stages.services import Part


def service_pair(text: str) -> tuple[str, str] | None:
    """The two names of `a -> b`; None for anything else. A rule begins with its check, so its name
    has a blank before the arrow's left side: `deny a -> b`."""
    source, arrow, target = text.partition("->")
    source, target = source.strip(), target.strip()
    is_pair = arrow and source and target and " " not in source and " " not in target
    return (source, target) if is_pair else None


def explained_edge(
    request: Request, others: Sequence[Request], ends: tuple[str, str], output: Output
) -> str:
    """The evidence as text. UsageError: no such service."""
    found = map_services(request, terminal_progress(), others)
    tell_unread(found.coverage.unread)
    graph = found.graph
    source, target = (_named(graph, name) for name in ends)
    edges = [edge for edge in graph.edges if (edge.source, edge.target) == (source, target)]
    if output.format == "json":
        return service_json.render_edges(graph, edges)
    if not edges:
        return _no_edge(graph, source, target)
    places = [Location(where.path, where.line) for edge in edges for where in edge.evidence]
    return service_edge.render(graph, edges, _lines(found.parts, places), output.view)


def _lines(parts: Sequence[Part], places: Sequence[Location]) -> Mapping[Location, str]:
    """Source lines by location as the graph has it, each from its own repository."""
    found: dict[Location, str] = {}
    for part in parts:
        own = {inner: place for place in places if (inner := part.own(place))}
        for inner, text in source_lines(part.system.source, own).items():
            found[own[inner]] = text
    return found


def _no_edge(graph: ServiceGraph, source: int, target: int) -> str:
    one, other = graph.services[source].name, graph.services[target].name
    back = any((edge.source, edge.target) == (target, source) for edge in graph.edges)
    more = f" It is {other} that needs {one}." if back else ""
    return f"Nothing shows that {one} needs {other}.{more}\n"


def _named(graph: ServiceGraph, name: str) -> int:
    for fits in (_is_called, _is_also_called):
        found = [at for at, service in enumerate(graph.services) if fits(service, name)]
        if len(found) == 1:
            return found[0]
    close = get_close_matches(name, [service.name for service in graph.services], n=1)
    hint = f"; did you mean '{close[0]}'?" if close else "; `driftscan services` lists them"
    raise UsageError(f"there is no service '{name}'{hint}")


def _is_called(service: Service, name: str) -> bool:
    return service.name.lower() == name.lower()


def _is_also_called(service: Service, name: str) -> bool:
    return name.lower() in (alias.lower() for alias in service.aliases)
