"""What a summary says of stores that several code bases use: which, who, and where each says so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from driftscan.graph.code_bases import code_bases
from driftscan.model.service_graph import Evidence, ServiceGraph
from driftscan.notation import words
from driftscan.report.audit.data_in_common import data_in_common
from driftscan.report.audit.set_aside import is_asked_for, lines_of_use
from driftscan.report.audit.several import several_text
from driftscan.report.audit.sharing import WITH_DATABASES, StoreInCommon, stores_in_common
from driftscan.report.audit.starting import line_text
from driftscan.report.escape import name_text

_STORES = 2
_SEVERAL = 2
_TRIED = 40  # users, of which each is compared with each


def stores_in_common_text(graph: ServiceGraph) -> str:
    """`Used by several programs: api, cron and 2 more use database orders on db (a/x.yml:3;
    c/x.yml:4).`

    Two programs of each store and how many more there are, and two stores. Only where it is sure
    that they use one store, and each of the two has a line of its own that says so; databases by
    name first, those that two lines of one file name, and those with most users."""
    told = []
    unsure = _unsure(graph)
    for each in stores_in_common(graph):
        if each.store in unsure and not each.database:
            continue
        lines = _own_lines(each)
        pair = _pair(graph, lines) if each.is_sure else ()
        if pair:
            is_apart = len({lines[at].path for at in pair}) > 1
            order = (not each.database, is_apart, -len(lines))
            told.append((*order, _told(graph, each, pair, lines)))
    found = [text for *_, text in sorted(told)]
    return several_text("programs", found[:_STORES], len(found) > _STORES)


def _unsure(graph: ServiceGraph) -> set[int]:
    """Stores of which each program may have its own part: servers with databases, unless a data set
    is in common, what only developers start, and what speaks as Amazon's S3 does: who speaks with
    that may mean Amazon's."""
    in_common = {each.store for each in data_in_common(graph)}
    return {
        at
        for at, each in enumerate(graph.services)
        if each.engine == "s3" or (each.engine in WITH_DATABASES and each.name not in in_common)
    } | set(lines_of_use(graph, set(range(len(graph.services)))))


def _own_lines(each: StoreInCommon) -> Mapping[int, Evidence]:
    """By user the first line that is no other's: of a library that all of them use it is not told
    whether each opens it, and to import it is not to open it."""
    said = Counter(line for at in each.users for line in set(each.lines.get(at, ())))
    said.update({line: _SEVERAL for line in said if line.what == "imports it"})
    own = {
        at: [e for e in each.lines.get(at, ()) if said[e] == 1 and not is_asked_for(e)]
        for at in each.users
    }
    return {at: min(lines, key=lambda e: e.path.count(b"/")) for at, lines in own.items() if lines}


def _told(
    graph: ServiceGraph, each: StoreInCommon, pair: Sequence[int], lines: Mapping[int, Evidence]
) -> str:
    store = name_text(graph.services[each.store].name)
    where = f"database {name_text(each.database)} on {store}" if each.database else store
    who = words.listed([*(_name(graph, at) for at in pair), *_more(each, lines)])
    return f"{who} use {where} ({'; '.join(line_text(lines[at]) for at in pair)})"


def _more(each: StoreInCommon, lines: Mapping[int, Evidence]) -> Iterator[str]:
    """How many more have a line of their own: at least so many, if it is not sure of others."""
    if more := len(lines) - _SEVERAL:
        yield f"{'at least ' if len(each.users) > len(lines) else ''}{more:,} more"


def _pair(graph: ServiceGraph, lines: Mapping[int, Evidence]) -> Sequence[int]:
    """Two users of different code bases, those first that one file names."""
    together = Counter(line.path for line in lines.values())
    users = sorted(lines, key=lambda at: (together[lines[at].path] < _SEVERAL, at))[:_TRIED]
    pairs = [
        pair
        for pair in combinations(sorted(users), _SEVERAL)
        if len(code_bases(graph, pair)) >= _SEVERAL
    ]
    return min(pairs, key=lambda pair: len({lines[at].path for at in pair}), default=())


def _name(graph: ServiceGraph, at: int) -> str:
    return name_text(graph.services[at].name)
