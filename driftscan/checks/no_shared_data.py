"""no_shared_data: no two components use the same data."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Finding
from driftscan.model.graph import Access, Kind
from driftscan.model.location import Location
from driftscan.model.rule import NoSharedData

_DOES = {Kind.READ: "reads", Kind.WRITE: "writes", Kind.DATA: "uses"}
_KIND = "shared data"


class _Shared(Struct, frozen=True):
    """What two members use both: at which level that is known, and what each of them does."""

    level: str
    name: str
    one: Sequence[Access]
    other: Sequence[Access]


def check(question: CheckInput, rule: NoSharedData) -> Iterator[Finding]:
    """One finding for each pair of members and each data set that both use.

    Where it is not known what one of them uses of a database, or of a server, that is what they
    share. Two that are known to use different tables share nothing.
    """
    for store, users in sorted(_users(question, rule).items()):
        for ends in combinations(sorted(users), 2):
            for shared in _shared(users[ends[0]], users[ends[1]]):
                yield _finding(question, rule, store, ends, shared)


def _users(
    question: CheckInput, rule: NoSharedData
) -> Mapping[int, Mapping[str, Sequence[Access]]]:
    """By store and member what is used; without lines what the graph has no dependency for."""
    unit_of = question.territory.divide(rule.members)
    stated = {(d.source, d.target, line) for d in question.graph.internal for line in d.lines}
    users: dict[int, dict[str, list[Access]]] = defaultdict(lambda: defaultdict(list))
    for access in question.accesses:
        lines = tuple(n for n in access.lines if (access.source, access.store, n) in stated)
        unit = unit_of[access.source]
        if unit != NOBODY:
            users[access.store][rule.members[unit]].append(replace(access, lines=lines))
    return users


def _shared(one: Sequence[Access], other: Sequence[Access]) -> Iterator[_Shared]:
    # That a use is silenced makes what is used no less known.
    known = all(any(access.data_set for access in each) for each in (one, other))
    one, other = _stated(one), _stated(other)
    sets, others = _by_data_set(one), _by_data_set(other)
    for name in sorted(sets.keys() & others.keys()):
        if _may_be_one(_databases(sets[name]), _databases(others[name])):
            yield _Shared("data set", name, sets[name], others[name])
    if known or not one or not other:
        return
    databases = _databases(one), _databases(other)
    for name in sorted(databases[0] & databases[1]):
        yield _Shared("database", name, _in(one, name), _in(other, name))
    if not all(databases):
        yield _Shared("server", "", one, other)


def _stated(accesses: Sequence[Access]) -> list[Access]:
    return [access for access in accesses if access.lines]


def _by_data_set(accesses: Sequence[Access]) -> Mapping[str, Sequence[Access]]:
    found: dict[str, list[Access]] = defaultdict(list)
    for access in accesses:
        if access.data_set:
            found[access.data_set].append(access)
    return found


def _databases(accesses: Sequence[Access]) -> set[str]:
    return {access.database for access in accesses} - {""}


def _may_be_one(databases: Set[str], others: Set[str]) -> bool:
    """Tables of one name in two databases are two; where no database is known they may be one."""
    return not databases or not others or bool(databases & others)


def _in(accesses: Sequence[Access], database: str) -> list[Access]:
    return [access for access in accesses if access.database == database]


def _finding(
    question: CheckInput, rule: NoSharedData, store: int, ends: tuple[str, str], shared: _Shared
) -> Finding:
    kept = question.graph.modules[store]
    evidence = (*_places(question, shared.one), *_places(question, shared.other))
    what = f"{shared.level} {shared.name} in {kept.id}" if shared.name else f"{kept.id}"
    unknown = "" if shared.level == "data set" else "; which data sets is not known of both"
    message = (
        f"{ends[0]} {_does(shared.one)} and {ends[1]} {_does(shared.other)} the same "
        f"{what}{unknown}: each keeps its data to itself."
    )
    target = End(f"{ends[1]} by {kept.id}{shared.name and '/' + shared.name}", "", ends[1])
    target = replace(target, key=f"{ends[1]}:{kept.key}:{shared.level}:{shared.name}")
    source = End(ends[0], ends[0], ends[0])
    return finding_of(rule, (source, target), _KIND, message, evidence[0], evidence=evidence)


def _does(accesses: Sequence[Access]) -> str:
    kinds = {access.kind for access in accesses}
    known = sorted(kinds - {Kind.DATA}) or [Kind.DATA]
    return listed([_DOES[kind] for kind in known])


def _places(question: CheckInput, accesses: Sequence[Access]) -> tuple[Location, ...]:
    places = {p for a in accesses for p in question.locations(a.source, a.lines)}
    return tuple(sorted(places))
