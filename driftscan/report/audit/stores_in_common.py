"""What a summary says of stores that several code bases use: which, who, and where each says so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from driftscan.graph.code_bases import code_bases
from driftscan.model.service_graph import Evidence, ServiceGraph
from driftscan.report.audit.first_of import first_of
from driftscan.report.audit.sharing import StoreInCommon, stores_in_common
from driftscan.report.audit.starting import line_text
from driftscan.report.escape import name_text

_STORES = 2
_USERS = 2  # with their lines; the others by name
_OTHERS = 6
_SEVERAL = 2


def stores_in_common_text(graph: ServiceGraph) -> str:
    """`Used by several programs: orders on db (api, a/x.yml:3; cron, c/x.yml:4; also web).` Only
    where it is sure that they use one store, and each of the first has a line of its own that says
    so; databases by name first, and those with most users."""
    told = []
    for each in stores_in_common(graph):
        lines = _own_lines(each)
        if each.is_sure and len(code_bases(graph, lines)) >= _SEVERAL:
            told.append((not each.database, -len(lines), _told(graph, each, lines)))
    found = [text for *_, text in sorted(told)]
    return f"Used by several programs: {first_of(found, _STORES)}." if found else ""


def _own_lines(each: StoreInCommon) -> Mapping[int, Evidence]:
    """By user the first line that is no other's: of a library that all of them use it is not told
    whether each opens it, and to import it is not to open it."""
    said = Counter(line for at in each.users for line in set(each.lines.get(at, ())))
    said.update({line: _SEVERAL for line in said if line.what == "imports it"})
    own = {at: [e for e in each.lines.get(at, ()) if said[e] == 1] for at in each.users}
    return {at: min(lines, key=lambda e: e.path.count(b"/")) for at, lines in own.items() if lines}


def _told(graph: ServiceGraph, each: StoreInCommon, lines: Mapping[int, Evidence]) -> str:
    store = name_text(graph.services[each.store].name)
    where = f"{name_text(each.database)} on {store}" if each.database else store
    first = _apart(graph, lines)
    users = [f"{_name(graph, at)}, {line_text(lines[at])}" for at in first]
    others = [_name(graph, at) for at in sorted(lines) if at not in first]
    if others:
        named = ", ".join(others[:_OTHERS])
        more = f" and {len(others) - _OTHERS:,} more" if len(others) > _OTHERS else ""
        users.append(f"also {named}{more}")
    return f"{where} ({'; '.join(users)})"


def _apart(graph: ServiceGraph, lines: Mapping[int, Evidence]) -> Sequence[int]:
    """The first users, each of another code base."""
    return list(_one_of_each(graph, sorted(lines)))[:_USERS]


def _one_of_each(graph: ServiceGraph, users: Sequence[int]) -> Iterator[int]:
    seen: list[int] = []
    for at in users:
        if len(code_bases(graph, [*seen, at])) > len(code_bases(graph, seen)):
            seen.append(at)
            yield at


def _name(graph: ServiceGraph, at: int) -> str:
    return name_text(graph.services[at].name)
