"""Systems that were written down as a whole, against all that is reported of them.

Not only what was drawn is judged here: what is reported and not in the list counts as false, so
each such pair is printed, for a list may lack one.
"""

from collections.abc import Iterator

from benchmarks.services.graphs import OUTSIDE, Graph
from benchmarks.services.lists import Pair, Read, Shared
from benchmarks.tables import table

_HEADER = (
    "system, written down as a whole;services;found;of the kind;others;edges reported;listed;"
    "precision;edges listed;reported;of the kind;recall;data shared;found"
).split(";")
_MESSAGES = {"publish", "consume", "connect"}
_COUNTS = 11


def print_whole(systems: list[tuple[str, Read, Graph]]) -> None:
    """A line for each system and one for all, after every difference by name."""
    rows, everything = [], [0] * _COUNTS
    for name, read, graph in systems:
        print("\n".join(f"{name}: {difference}" for difference in _differences(read, graph)))
        counts = _counts(read, graph)
        everything = [a + b for a, b in zip(everything, counts, strict=True)]
        rows.append(_cells(name, counts))
    if rows:
        print(f"\n{table(_HEADER, [*rows, _cells('all', everything)])}")


def _differences(read: Read, graph: Graph) -> Iterator[str]:
    for kind, service in _listed_services(read):
        nodes, found = graph.called(read, service), _kinds_of(read, graph, service)
        if kind not in found:
            yield f"{service} is {kind}, reported as {', '.join(sorted(found)) or 'nothing'}"
        if len(nodes) > 1:
            yield f"{service} has come apart: {', '.join(sorted(nodes))}"
    yield from (f"reported, not listed: {a} -> {b}" for a, b in sorted(_unlisted(read, graph)))
    yield from (f"not reported: {pair}" for pair in read.known if not graph.holds(read, pair))
    for shared in read.shared:
        if not _is_shared(read, graph, shared):
            yield f"not reported as shared: {shared.data} in {shared.store} ({shared.at})"


def _counts(read: Read, graph: Graph) -> list[int]:
    services = list(_listed_services(read))
    kinds = [(kind, _kinds_of(read, graph, service)) for kind, service in services]
    judged = _judged(read, graph)
    kept = [graph.kinds(read, pair) for pair in read.known]
    agreed = sum(map(_agree, (pair.kind for pair in read.known), kept))
    return [
        *(len(services), sum(bool(found) for _, found in kinds)),
        *(sum(kind in found for kind, found in kinds), len(_others(read, graph))),
        *(len(judged), len(judged - _unlisted(read, graph))),
        *(len(kept), sum(map(bool, kept)), agreed),
        *(len(read.shared), sum(_is_shared(read, graph, each) for each in read.shared)),
    ]


def _cells(name: str, counts: list[int]) -> tuple[str, ...]:
    services, found, right, others, judged, true, known, kept, agreed, shared, seen = counts
    precision, recall = _share(true, judged), _share(kept, known)
    numbers = (services, found, right, others, judged, true, precision, known, kept, agreed, recall)
    return (name, *map(str, (*numbers, shared, seen)))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def _listed_services(read: Read) -> Iterator[tuple[str, str]]:
    yield from ((kind, name) for kind, names in read.services.items() for name in names)


def _kinds_of(read: Read, graph: Graph, service: str) -> set[str]:
    nodes = graph.called(read, service)
    return {each.kind for each in graph.services if each.name in nodes}


def _others(read: Read, graph: Graph) -> set[str]:
    """Nodes that the list does not know."""
    listed = (graph.called(read, service) for _, service in _listed_services(read))
    inside = {each.name for each in graph.services if each.kind not in OUTSIDE}
    return inside.difference(*listed)


def _judged(read: Read, graph: Graph) -> set[tuple[str, str]]:
    """Reported pairs within the system, without the doubtful ones."""
    outside = {each.name for each in graph.services if each.kind in OUTSIDE}
    pairs = {(edge.source, edge.target) for edge in graph.edges if edge.kind != "entry"}
    within = {(a, b) for a, b in pairs if a != b and a not in outside and b not in outside}
    return within - _meant(read, graph, read.doubtful)


def _unlisted(read: Read, graph: Graph) -> set[tuple[str, str]]:
    return _judged(read, graph) - _meant(read, graph, read.known)


def _meant(read: Read, graph: Graph, pairs: tuple[Pair, ...]) -> set[tuple[str, str]]:
    return {meant for pair in pairs for meant in graph.pairs(read, pair)}


def _agree(kind: str, found: set[str]) -> bool:
    return kind in found or (kind in _MESSAGES and bool(found & _MESSAGES))


def _is_shared(read: Read, graph: Graph, shared: Shared) -> bool:
    """Whether each of them is reported to use it, by its name."""
    users = _users(graph, _bare(shared.data))
    return all(users & graph.called(read, service) for service in shared.between)


def _users(graph: Graph, data: str) -> set[str]:
    uses = (
        (use.service, each.name)
        for store in graph.datastores
        for use in store.accessed_by
        for each in use.objects
    )
    sent = ((edge.source, edge.detail) for edge in graph.edges if edge.kind in _MESSAGES)
    return {service for service, name in (*uses, *sent) if _bare(name) == data}


def _bare(name: str) -> str:
    """Without what stands for the rest of a key."""
    return name.casefold().rstrip("*{}:")
