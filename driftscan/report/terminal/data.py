"""The text of `driftscan data`: each store, who uses what in it, and what they share."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.service_graph import DataUse, ServiceCoverage, ServiceGraph
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.service_json import united_mode
from driftscan.report.terminal.layout import BOLD, FAINT, counted, painted, paragraph, pieces
from driftscan.report.terminal.services import checked_line
from driftscan.report.view import View

_MODES = {"r": "reads", "w": "writes", "rw": "reads, writes", "": "uses"}
_SHOWN_SETS = 6


def render(graph: ServiceGraph, coverage: ServiceCoverage, view: View) -> str:
    """The data of a system for a person."""
    return "".join(f"{line}\n" for line in _lines(graph, coverage, view))


def _lines(graph: ServiceGraph, coverage: ServiceCoverage, view: View) -> Iterator[str]:
    stores: dict[int, list[DataUse]] = defaultdict(list)
    for use in graph.uses:
        stores[use.store].append(use)
    brokers = sum(graph.services[store].kind == "broker" for store in stores)
    shared = sum(len({use.service for use in uses}) > 1 for uses in stores.values())
    parts = [counted(len(stores) - brokers, "data store")]
    parts += [counted(brokers, "broker")] if brokers else []
    yield f"{', '.join(parts)}; {shared:,} used by several services"
    yield checked_line(coverage)
    for store, uses in sorted(stores.items()):
        yield ""
        yield from _store(graph, store, uses, view)


def _store(graph: ServiceGraph, store: int, uses: Sequence[DataUse], view: View) -> Iterator[str]:
    service = graph.services[store]
    users: dict[int, list[DataUse]] = defaultdict(list)
    for use in uses:
        users[use.service].append(use)
    engine = "" if service.engine == service.name else f"{service.engine}, "
    head = painted(terminal(service.name), BOLD, view)
    yield f"{head}  {engine}used by {counted(len(users), 'service')}"
    for user, theirs in sorted(users.items()):
        yield from _user(graph, user, theirs, view)
    yield from _sharing(graph, uses)


def _user(graph: ServiceGraph, user: int, uses: Sequence[DataUse], view: View) -> Iterator[str]:
    name = terminal(graph.services[user].name)
    # What code does says more than which database a manifest tells of.
    known = sorted((use for use in uses if use.evidence), key=lambda use: -use.confidence)
    place = next((use.evidence[0] for use in known), None)
    where = f"{terminal_path(place.path)}:{place.line}" if place else ""
    mode = _MODES[united_mode(use.mode for use in uses)]
    yield from pieces([name, mode, painted(where, FAINT, view)], 2)
    sets = sorted({use.data_set for use in uses if use.data_set})
    shown = sets if view.verbose else sets[:_SHOWN_SETS]
    more = f" and {len(sets) - len(shown)} more (-v)" if len(sets) > len(shown) else ""
    if shown:
        yield from paragraph(", ".join(map(terminal, shown)) + more, 6, 0)


def _sharing(graph: ServiceGraph, uses: Sequence[DataUse]) -> Iterator[str]:
    """What several services use, with what each of them does there."""
    databases: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        databases[use.data_set] |= {use.database} - {""}
    by_set: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for use in uses:
        if use.data_set:
            # One whose database is not known may be in the only one that is.
            apart = use.database if len(databases[use.data_set]) > 1 else ""
            by_set[apart, use.data_set][use.service].append(use.mode)
    for (_, name), users in sorted(by_set.items()):
        if len({graph.services[user].folder or user for user in users}) > 1:
            said = [
                f"{terminal(graph.services[user].name)} {_MODES[united_mode(modes)]}"
                for user, modes in sorted(users.items())
            ]
            yield from paragraph(f"shared: {terminal(name)}: {'; '.join(said)}", 2, 2)
