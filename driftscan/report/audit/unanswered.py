"""What a summary says of requests and messages between services that have no other side."""

from driftscan.model.service_graph import ServiceGraph, Unmet
from driftscan.report.audit.first_of import first_of
from driftscan.report.escape import name_text, path_text

_NAMED = 2
_MANY = "requests or messages"
_ASKS = {"publish": "sends", "consume": "waits for"}


def unanswered_text(graph: ServiceGraph) -> str:
    """`Of 17 requests or messages compared, 1 has no other side in the code that was
    read: shop asks billing for "GET /x" (a.py:3).`; '' where there is none."""
    unmet = [each for each in graph.unmet if each.kind != "unused"]
    if not unmet:
        return ""
    first = first_of([_told(graph, each) for each in unmet], _NAMED)
    has = "has" if len(unmet) == 1 else "have"
    compared = f"{graph.compared:,} {'request or message' if graph.compared == 1 else _MANY}"
    return (
        f"Of {compared} compared, {len(unmet):,} {has} no other "
        f"side in the code that was read: {first}."
    )


def _told(graph: ServiceGraph, each: Unmet) -> str:
    service, other = (name_text(graph.services[at].name) for at in (each.service, each.other))
    what = f'"{name_text(each.what)}"'
    asks = f"{_ASKS[each.kind]} {what} by" if each.kind in _ASKS else "asks"
    wanted = "" if each.kind in _ASKS else f" for {what}"
    return f"{service} {asks} {other}{wanted} ({path_text(each.where.path)}:{each.where.line})"
