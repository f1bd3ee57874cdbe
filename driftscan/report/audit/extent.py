"""How many services a system has of its own, of how many programs they are, and what keeps their
data. What manifests start of others is told apart: a catalogue of templates has hundreds."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from driftscan.graph.code_bases import with_code
from driftscan.model.service_graph import DataUse, Service, ServiceGraph
from driftscan.report.terminal.layout import counted

_NOT_OURS = ("datastore", "broker", "external", "infra", "user")
_NOUNS = {"gateway": "service", "service": "service", "frontend": "front end", "job": "job"}
# What shows that a program is started, beside its own code.
_STARTED = re.compile(
    r"Dockerfile|compose|kubernetes|helm|procfile|render|nomad|(?:built|mounted) for .*"
)
# What starts it for those who use it, as compose may, but mostly does for those who develop.
_DEPLOYED = re.compile(r"kubernetes|helm|procfile|render|nomad|serverless")
# One entry of a configuration, which has one value at a time: `spring.datasource.url`, `DB_URL`.
_SETTING = re.compile(r"(?:reads )?(?:[\w-]+(?:\.[\w\[\]-]+)+|[A-Z][A-Z0-9_]+)")


def services_text(graph: ServiceGraph) -> str:
    """`18 services that run 1 code base (manifests start 5 more, whose code was not found)`; '' if
    there is none.

    One image may be started as web server, worker and migration, and what manifests start to try
    something out runs somebody else's image: neither is a further program.
    """
    own = [at for at, each in enumerate(graph.services) if each.kind not in _NOT_OURS]
    if not own:
        return ""
    known = with_code(graph)
    tried_out = _only_tried_out(graph, known)
    coded = [graph.services[at] for at in own if at in known and at not in tried_out]
    if not coded:
        return f"{_by_kind(graph.services[at] for at in own)} (code found of none)"
    text, notes = _by_kind(coded), []
    if (bases := len({known[at] for at in own if at in known})) < len(coded):
        text += f" that run {counted(bases, 'code base')}"
    elif len(coded) > 1 and not any(map(_is_started, coded)):
        notes.append("nothing here says which of them are run by themselves")
    if tried_out:
        notes.append(f"compose files alone start {len(tried_out):,} more of that code")
    notes += _others_text([graph.services[at] for at in own if at not in known])
    return f"{text} ({'; '.join(notes)})" if notes else text


def _others_text(others: Sequence[Service]) -> Iterator[str]:
    """A gateway without code of its own is known by its image, which is somebody's product: nobody
    looks for its code here. Of the rest it may be that it lies elsewhere."""
    products = sum(each.kind == "gateway" for each in others)
    rest = [each for each in others if each.kind != "gateway"]
    if rest:
        only_services = all(each.kind == "service" for each in rest)
        count = f"{len(rest):,}" if only_services else _by_kind(rest)
        yield f"manifests start {count} more, whose code was not found"
    if products:
        noun = "program" if products == 1 else "programs"
        yield f"{products:,} {noun} of others in front"


def stores_text(graph: ServiceGraph) -> str:
    """`3 data stores, not all of them at once`; '' if there is none.

    Those that only programs of others use are told apart, like these.
    """
    stores = {at for at, each in enumerate(graph.services) if each.kind == "datastore"}
    theirs = _of_others(graph, stores)
    own = stores - theirs
    if not own:
        return f"{counted(len(theirs), 'data store')} of those" if theirs else ""
    text = counted(len(own), "data store")
    if _in_turn(graph, own):
        text += ", not all of them at once"
    return f"{text} ({len(theirs):,} more of what manifests start)" if theirs else text


def _only_tried_out(graph: ServiceGraph, known: Mapping[int, bytes]) -> set[int]:
    """What only compose files start of code that other manifests deploy: servers of its
    documentation, stubs, what watches its files."""
    deployed, composed = set(), set()
    for at in known:
        told = {each.what for each in graph.services[at].evidence}
        if any(map(_DEPLOYED.fullmatch, told)):
            deployed.add(known[at])
        elif "compose" in told and graph.services[at].kind in _NOUNS:
            composed.add(at)
    return {at for at in composed if known[at] in deployed}


def _by_kind(services: Iterable[Service]) -> str:
    """`3 services, 1 front end and 2 jobs`."""
    counts = Counter(_NOUNS[each.kind] for each in services)
    *first, last = [
        counted(counts[noun], noun) for noun in ("service", "front end", "job") if counts[noun]
    ]
    return f"{', '.join(first)} and {last}" if first else last


def _is_started(service: Service) -> bool:
    return any(_STARTED.fullmatch(each.what) for each in service.evidence) or not service.evidence


def _of_others(graph: ServiceGraph, stores: Set[int]) -> set[int]:
    """The stores that no program of which the code was found uses or is started with, while others
    are or do."""
    known = with_code(graph)
    ours = {e.path for at in known for e in graph.services[at].evidence}
    users: dict[int, set[int]] = defaultdict(set)
    for use in graph.uses:
        users[use.store].add(use.service)
    theirs = {
        e.path
        for at, each in enumerate(graph.services)
        if each.kind in _NOUNS and at not in known
        for e in each.evidence
    }
    return {
        at
        for at in stores
        if known
        and known.keys().isdisjoint(users[at])
        and (places := {e.path for e in graph.services[at].evidence})
        and places.isdisjoint(ours)
        and (users[at] or places & theirs)
    }


def _in_turn(graph: ServiceGraph, stores: Set[int]) -> bool:
    """Whether some service has different stores in different set-ups: manifests that start it, or
    files of settings that give one key another value."""
    by_service: dict[int, dict[int, list[DataUse]]] = defaultdict(lambda: defaultdict(list))
    for use in graph.uses:
        if use.store in stores:
            by_service[use.service][use.store].append(use)
    return any(
        _are_in_turn(graph.services[service], one, other)
        for service, uses in by_service.items()
        for one, other in combinations(uses.values(), 2)
    )


def _are_in_turn(service: Service, one: Sequence[DataUse], other: Sequence[DataUse]) -> bool:
    starts = {each.path for each in service.evidence if _STARTED.fullmatch(each.what)}
    first, second = _places(one), _places(other)
    if not {path for path, _ in first}.isdisjoint(path for path, _ in second):
        return False
    if starts & {path for path, _ in first} and starts & {path for path, _ in second}:
        return True
    return any(_SETTING.fullmatch(what) for _, what in first for _, w in second if w == what)


def _places(uses: Iterable[DataUse]) -> set[tuple[bytes, str]]:
    return {(each.path, each.what) for use in uses for each in use.evidence}
