"""What a summary says of data that several code bases use: which, who, and where each is seen."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.graph.building import is_for_building
from driftscan.graph.code_bases import code_bases
from driftscan.graph.shared_sets import shared_sets
from driftscan.model.service_graph import Evidence, ServiceGraph
from driftscan.report.audit.addressed import guessed
from driftscan.report.audit.several import several_text
from driftscan.report.audit.sharing import is_of_a_machine
from driftscan.report.escape import name_text, path_text

_NAMED = 2
# Where steps are kept that change tables: `db/migrate/`, Alembic's `versions/`, Liquibase's.
_STEPS = re.compile(rb"(?:^|/)(?:migrations?|migrate|alembic|changelogs?|flyway)/", re.IGNORECASE)
_DOES = {"w": "writes", "define": "defines", "r": "reads"}


class DataUser(Struct, frozen=True, order=True):
    """A service of a code base. does: a verb; where: a line of code in which it is seen."""

    service: str
    does: str
    where: Evidence


class DataInCommon(Struct, frozen=True):
    """A data set, and of each code base one service that uses it."""

    name: str
    store: str
    database: str  # '' where it is not known
    users: tuple[DataUser, ...]


def data_in_common(graph: ServiceGraph) -> list[DataInCommon]:
    """Those that most code bases write first. Where it is not known what a service does, or it may
    do both, it uses the data. Of whom it is only guessed that they use the store, none are told."""
    seen, unsure = _seen(graph), guessed(graph)
    found = []
    apart, migrating = _with_databases(graph), _migrating(graph)
    for each in shared_sets(graph):
        if "*" in each.name or "*" in each.database:
            continue  # put together as the program runs: it may be another one
        if is_of_a_machine(graph.services[each.store]):
            continue  # which database that is, a variable says where the programs run
        own = code_bases(graph, each.apart & migrating[each.store])
        if not each.database and (each.store in apart or len(own) > 1):
            continue  # each may have one of that name in its own database
        users: dict[frozenset[bytes | str], DataUser] = {}
        for at in sorted(each.apart):
            if (at, each.store) in unsure:
                continue
            known = (seen.get((at, each.store, name, each.name)) for name in (each.database, ""))
            if user := next(filter(None, known), None):
                users.setdefault(frozenset(code_bases(graph, [at])), user)
        if len(users) > 1 and len({user.where for user in users.values()}) == len(users):
            store = graph.services[each.store].name
            found.append(
                DataInCommon(each.name, store, each.database, tuple(sorted(users.values())))
            )
    return sorted(
        found, key=lambda each: (-_writing(each), -len(each.users), each.store, each.name)
    )


def _with_databases(graph: ServiceGraph) -> set[int]:
    """Servers on which several databases are named."""
    named: dict[int, set[str]] = defaultdict(set)
    for use in graph.uses:
        named[use.store].add(use.database)
    return {store for store, databases in named.items() if len(databases - {""}) > 1}


def _migrating(graph: ServiceGraph) -> Mapping[int, set[int]]:
    """By store the services that change the shape of its tables by steps of their own."""
    found: dict[int, set[int]] = defaultdict(set)
    for use in graph.uses:
        if any(_STEPS.search(each.path) for each in use.evidence):
            found[use.store].add(use.service)
    return found


def data_text(found: Sequence[DataInCommon]) -> str:
    """`Used by several code bases: orders in postgres (billing writes it, a.py:3; shop reads it,
    b.py:7).` '' for none."""
    return several_text("code bases", list(map(_told, found[:_NAMED])), len(found) > _NAMED)


def _seen(graph: ServiceGraph) -> Mapping[tuple[int, int, str, str], DataUser]:
    """By service, store, database and data set the use that says most: to write is more than to
    read. What a script or setting of a build does, as to test, no program does."""
    order = ("w", "define", "rw", "r", "")
    found: dict[tuple[int, int, str, str], DataUser] = {}
    uses = [
        (use, own) for use in graph.uses if use.data_set and (own := _own_evidence(use.evidence))
    ]
    for use, own in sorted(uses, key=lambda each: (order.index(each[0].mode), each[1])):
        user = DataUser(graph.services[use.service].name, _DOES.get(use.mode, "uses"), own[0])
        found.setdefault((use.service, use.store, use.database, use.data_set), user)
    return found


def _own_evidence(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without what a script or setting of a build does."""
    return [each for each in evidence if not is_for_building(each.path)]


def _writing(each: DataInCommon) -> int:
    return sum(user.does == _DOES["w"] for user in each.users)


def _told(each: DataInCommon) -> str:
    where = f"{name_text(each.database)} on " if each.database else ""
    return f"{name_text(each.name)} in {where}{name_text(each.store)} ({users_text(each)})"


def users_text(each: DataInCommon) -> str:
    """`billing writes it, a.py:3; shop reads it, b.py:7`."""
    return "; ".join(
        f"{name_text(user.service)} {user.does} it, {path_text(user.where.path)}:{user.where.line}"
        for user in each.users
    )
