"""The text of `driftscan services`: who is there, and whom each of them needs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.service_graph import (
    Evidence,
    Service,
    ServiceCoverage,
    ServiceEdge,
    ServiceGraph,
)
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import BOLD, FAINT, counted, painted, paragraph, pieces
from driftscan.report.view import View

# In this order they are shown: what one asks about first.
_KINDS = (
    *("gateway", "frontend", "service", "job", "library", "infra", "broker", "datastore"),
    *("external", "user"),
)
_NOUNS = {"datastore": "data store", "infra": "infrastructure", "user": "people"}
_CAUSES = {
    "no-such-host": "no service has this name",
    "no-service": "in code that belongs to no service",
}
_UNSURE = 0.75
_SHOWN_LOST = 5
_SHOWN_HOSTS = 10


def render(graph: ServiceGraph, coverage: ServiceCoverage, view: View) -> str:
    """The services of a system for a person."""
    return "".join(f"{line}\n" for line in _lines(graph, coverage, view))


def _lines(graph: ServiceGraph, coverage: ServiceCoverage, view: View) -> Iterator[str]:
    yield from paragraph(_headline(graph))
    yield checked_line(coverage)
    leaving: dict[int, dict[int, list[ServiceEdge]]] = defaultdict(lambda: defaultdict(list))
    for edge in graph.edges:
        leaving[edge.source][edge.target].append(edge)
    for kind in _KINDS:
        for at, service in enumerate(graph.services):
            if service.kind == kind:
                yield ""
                yield from _block(graph, service, leaving[at], view)
    yield from _outside(graph, view)
    yield from _lost(graph, view)


def checked_line(coverage: ServiceCoverage) -> str:
    """Of all files that say something of services, those that could be read."""
    return f"checked {coverage.checked:,} of {counted(coverage.files, 'file')}"


def _headline(graph: ServiceGraph) -> str:
    kinds = Counter(service.kind for service in graph.services)
    parts = [counted(kinds["service"] + kinds["gateway"] + kinds["frontend"], "service")]
    names = (("job", "job"), ("broker", "broker"), ("datastore", "data store"))
    parts += [counted(kinds[kind], noun) for kind, noun in names if kinds[kind]]
    pairs = {(edge.source, edge.target) for edge in graph.edges}
    parts.append(counted(len(pairs), "dependency"))
    parts.append(f"{len(graph.lost):,} unresolved")
    return ", ".join(parts)


def _block(
    graph: ServiceGraph, service: Service, leaving: Mapping[int, list[ServiceEdge]], view: View
) -> Iterator[str]:
    engine = f" {service.engine}" if service.engine != service.name else ""
    what = _NOUNS.get(service.kind, service.kind) + engine
    folder = f"{terminal_path(service.folder)}/" if service.folder else ""
    head = painted(terminal(service.name), BOLD, view)
    yield from pieces([head, what.strip(), folder] if folder else [head, what.strip()], 0)
    for sentence in service.unsure:
        yield from paragraph(f"not certain: {terminal(sentence)}", 2, 2)
    if view.verbose and service.aliases:
        yield from paragraph(f"also called {', '.join(map(terminal, service.aliases))}", 2, 2)
    for target in sorted(leaving):
        yield from _arrow(graph.services[target].name, leaving[target], view)


def _arrow(target: str, edges: Sequence[ServiceEdge], view: View) -> Iterator[str]:
    kinds = ", ".join(sorted({edge.kind for edge in edges}))
    best = max(edges, key=lambda edge: edge.confidence)
    unsure = f" ({best.confidence:g})" if best.confidence < _UNSURE else ""
    where = painted(_place(best.evidence), FAINT, view)
    yield from pieces([f"-> {terminal(target)}", kinds + unsure, where], 2)
    if view.verbose:
        for detail in sorted({edge.detail for edge in edges if edge.detail}):
            yield from paragraph(terminal(detail), 6, 2)


def _place(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    return f"{terminal_path(evidence[0].path)}:{evidence[0].line}"


def _outside(graph: ServiceGraph, view: View) -> Iterator[str]:
    """Hosts of others, those first that most lines call."""
    if not graph.outside:
        return
    yield ""
    yield "Outside of the system:"
    hosts = sorted(graph.outside, key=lambda host: (-len(host.sites), host.host))
    shown = hosts if view.verbose else hosts[:_SHOWN_HOSTS]
    for host in shown:
        callers = ", ".join(terminal(graph.services[at].name) for at in host.callers)
        calls = f"{counted(len(host.sites), 'call')} of {callers}"
        where = painted(_place(host.sites), FAINT, view)
        yield from pieces([terminal(host.host), calls, where], 2)
    if len(hosts) > len(shown):
        yield f"  and {len(hosts) - len(shown):,} more (-v lists them)"


def _lost(graph: ServiceGraph, view: View) -> Iterator[str]:
    if not graph.lost:
        return
    yield ""
    yield "Calls whose target is not known:"
    calls = sorted(graph.lost, key=lambda call: call.cause == "no-service")
    shown = calls if view.verbose else calls[:_SHOWN_LOST]
    for call in shown:
        place = f"{terminal_path(call.path)}:{call.line}"
        yield from pieces(
            [place, terminal(call.written), f"({_CAUSES.get(call.cause, call.cause)})"], 2
        )
    if len(graph.lost) > len(shown):
        yield f"  and {len(graph.lost) - len(shown):,} more (-v lists them)"
