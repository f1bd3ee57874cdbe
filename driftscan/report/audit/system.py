"""What the summary says of programs, data stores and shared data."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.documents import SentenceJson, SharedDataJson
from driftscan.report.audit.keeping import stores_text
from driftscan.report.audit.programs import programs_text
from driftscan.report.audit.sharing import shared_stores, users_of, with_unknown_databases
from driftscan.report.audit.starting import listed
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_NAMED = 3
_SEVERAL = 2


def extent(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Which programs there are, and what keeps their data."""
    for text in (programs_text(graph), stores_text(graph)):
        if text:
            yield SentenceJson(text, "map")


def data(graph: ServiceGraph, shared: Sequence[SharedDataJson]) -> Iterator[SentenceJson]:
    """Who shares stores and data sets."""
    if not graph.uses:
        return
    yield from _stores_in_common(graph)
    if shared:
        yield _shared(shared)
    else:
        yield from _nothing_shared(graph)


def _shared(shared: Sequence[SharedDataJson]) -> SentenceJson:
    """Those that most write come first, and are named with who does what."""
    first = "; ".join(map(_who, shared[:_NAMED]))
    text = f"{counted(len(shared), 'data set')} used by services of several code bases: {first}"
    if len(shared) > _NAMED:
        text += f"; and {len(shared) - _NAMED:,} more"
        written = sum(each.writing > 1 for each in shared)
        able = sum(each.able > 1 for each in shared) - written
        text += f". Of all, {written or 'none':,} " if written else ". Of all, none "
        text += "seen to be written by more than one"
        text += f", {able:,} {'more ' if written else ''}may be" if able else ""
    return SentenceJson(f"{text}.", "data")


def _who(each: SharedDataJson) -> str:
    """`orders of db (written by api; read by report)`."""
    does = [
        f"{what} {listed(map(name_text, names))}"
        for what, names in (
            ("written by", each.writers),
            ("mapped, so perhaps written, by", each.mappers),
            ("read by", each.readers),
        )
        if names
    ]
    return f"{name_text(each.name)} of {name_text(each.store)} ({'; '.join(does)})"


def _stores_in_common(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Apart those of which it is not known whether it is one database."""
    unknown = with_unknown_databases(graph)
    sure = [name for name in shared_stores(graph) if name not in unknown]
    for apart, how in ((sure, ""), (unknown, ", which database by each is not known")):
        if apart:
            each = [f"{name_text(store)} ({_users(graph, store)})" for store in apart[:_NAMED]]
            more = f"; and {len(apart) - _NAMED} more" if len(apart) > _NAMED else ""
            count = counted(len(apart), "data store")
            text = f"{count} used by several code bases{how}: {'; '.join(each)}{more}."
            yield SentenceJson(text, "data")


def _users(graph: ServiceGraph, store: str) -> str:
    return listed(name_text(graph.services[at].name) for at in users_of(graph, store))


def _nothing_shared(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Of how many data sets that is said: what a mapper or a library hides is not among them. What
    several use by the same lines is theirs together, and is told as that."""
    known = with_code(graph)
    users = {use.service for use in graph.uses if use.service in known}
    if len(code_bases(graph, users)) < _SEVERAL:
        return
    by_set: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    for use in graph.uses:
        if use.data_set and use.service in users:
            by_set[use.store, use.database, use.data_set].add(use.service)
    together = [each for each in by_set.values() if len(code_bases(graph, each)) >= _SEVERAL]
    if not by_set:
        text = "Which data sets the code uses is not seen, so nothing is said of who shares them."
    elif together:
        names = listed(sorted(name_text(graph.services[at].name) for at in set().union(*together)))
        text = f"Of {counted(len(by_set), 'data set')} that the code is seen to use, "
        text += f"{len(together):,} {'is' if len(together) == 1 else 'are'} used by {names} "
        text += "through code that they share."
    else:
        text = f"Of {counted(len(by_set), 'data set')} that the code is seen to use, none is seen "
        text += "to be used by several code bases."
    yield SentenceJson(text, "data")
