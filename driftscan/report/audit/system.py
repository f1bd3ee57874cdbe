"""What the summary says of programs, data stores and shared data."""

from collections import defaultdict
from collections.abc import Iterator

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.data_in_common import data_in_common, data_text, own_evidence
from driftscan.report.audit.documents import SentenceJson
from driftscan.report.audit.first_of import first_of
from driftscan.report.audit.keeping import stores_text
from driftscan.report.audit.programs import programs_text
from driftscan.report.audit.sharing import StoreInCommon, stores_in_common
from driftscan.report.audit.starting import listed
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_NAMED = 3
_NOTHING = (
    "No file was read by which a program is deployed, as by compose, Kubernetes, a Dockerfile or a "
    "Procfile; no data store is seen."
)
_SEVERAL = 2


def extent(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Which programs there are, and what keeps their data; where nothing at all is found, that."""
    texts = [text for text in (programs_text(graph), stores_text(graph)) if text]
    for text in texts or ([] if graph.services else [_NOTHING]):
        yield SentenceJson(text, "map")


def data(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Who shares stores and data sets. That none is seen to be shared is not told: what a mapper
    or a library hides is not seen."""
    yield from _stores_in_common(graph)
    common = data_in_common(graph)
    for text in (data_text(common), "" if common else _by_code_that_they_share(graph)):
        if text:
            yield SentenceJson(text, "data")


def _stores_in_common(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Apart those of which it is not known whether it is one database."""
    found = stores_in_common(graph)
    for is_sure, how in ((True, ""), (False, ", which database by each is not known")):
        if apart := [each for each in found if each.is_sure is is_sure]:
            each = first_of([_in_common(graph, common) for common in apart], _NAMED)
            count = counted(len(apart), "data store")
            text = f"{count} used by several code bases{how}: {each}."
            yield SentenceJson(text, "data")


def _in_common(graph: ServiceGraph, common: StoreInCommon) -> str:
    """`orders on postgres (api and worker; which database cron uses is not known)`."""
    store = name_text(graph.services[common.store].name)
    where = f"{name_text(common.database)} on {store}" if common.database else store
    users = listed(name_text(graph.services[at].name) for at in common.users)
    if not common.unknown:
        return f"{where} ({users})"
    others = listed(name_text(graph.services[at].name) for at in common.unknown)
    verb = "uses" if len(common.unknown) == 1 else "use"
    return f"{where} ({users}; which database {others} {verb} is not known)"


def _by_code_that_they_share(graph: ServiceGraph) -> str:
    """What several use by the same lines is theirs together; '' if there is nothing of that."""
    known = with_code(graph)
    by_set: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    for use in graph.uses:
        is_kept = graph.services[use.store].kind == "datastore"  # topics are there to be shared
        is_own = not use.evidence or own_evidence(use.evidence)
        if use.data_set and is_kept and is_own and use.service in known:
            by_set[use.store, use.database, use.data_set].add(use.service)
    together = [each for each in by_set.values() if len(code_bases(graph, each)) >= _SEVERAL]
    if not together:
        return ""
    names = listed(sorted(name_text(graph.services[at].name) for at in set().union(*together)))
    return (
        f"Of {counted(len(by_set), 'data set')} that the code is seen to use, "
        f"{len(together):,} {'is' if len(together) == 1 else 'are'} used by {names} "
        "through code that they share."
    )
