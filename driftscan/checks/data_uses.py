"""Who uses which data set, and what rules about data say of that."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.components import NOBODY
from driftscan.graph.shared_sets import only_database
from driftscan.model.graph import Access, Kind
from driftscan.model.location import Location
from driftscan.model.rule import DataOwner

_DOES = {Kind.READ: "reads", Kind.WRITE: "writes", Kind.DATA: "uses"}


class DataSet(Struct, frozen=True, order=True):
    """A table, collection or key space. store: its position. database: '' if it is not known."""

    store: int
    database: str
    name: str


def stated(question: CheckInput) -> Iterator[Access]:
    """Accesses with those of their lines that the graph has a dependency for: what is silenced is
    gone. One without any line is left out."""
    there = {(d.source, d.target, line) for d in question.graph.internal for line in d.lines}
    for access in question.accesses:
        lines = tuple(n for n in access.lines if (access.source, access.store, n) in there)
        if lines:
            yield replace(access, lines=lines)


def data_sets(question: CheckInput) -> dict[DataSet, list[Access]]:
    """Every data set that is known, with who uses it.

    Where code does not say in which database a name is, it is in the one that its component uses of
    that server; where that is not known either, and the others name one, in theirs. Upper and lower
    case are one, as in SQL.
    """
    own: dict[tuple[int, int, int], set[str]] = {}
    spelt: dict[tuple[int, str], list[Access]] = {}
    for access in stated(question):
        own.setdefault(_user(question, access), set()).add(access.database)
        if access.data_set:
            spelt.setdefault((access.store, access.data_set.lower()), []).append(access)
    found: dict[DataSet, list[Access]] = {}
    for (store, _), accesses in spelt.items():
        name = max(access.data_set for access in accesses)  # in small letters, where it is
        theirs = only_database({access.database for access in accesses})
        for access in accesses:
            database = access.database or only_database(own[_user(question, access)]) or theirs
            found.setdefault(DataSet(store, database, name), []).append(access)
    return found


def _user(question: CheckInput, access: Access) -> tuple[int, int, int]:
    """A component and a server. Of code that is in no component each file is by itself."""
    home = question.territory.home[access.source]
    return (home, access.source if home == NOBODY else NOBODY, access.store)


def user_of(question: CheckInput, access: Access) -> str:
    """The component that uses data; '' for code that is in none."""
    home = question.territory.home[access.source]
    return question.territory.names[home] if home != NOBODY else ""


def is_named(question: CheckInput, rule: DataOwner, data_set: DataSet) -> bool:
    """Whether an entry of `data` means a data set: NAME, STORE/NAME or STORE/DATABASE/NAME.

    Upper and lower case are one, as in SQL; a schema in front of a table may be left out.
    """
    wanted = rule.named.lower()
    store = question.graph.modules[data_set.store].name
    name = data_set.name
    names = {name, name.rpartition(".")[2]} if "/" not in name else {name}
    forms = {f"{prefix}{each}" for each in names for prefix in ("", f"{store}/")}
    forms |= {f"{store}/{data_set.database}/{each}" for each in names if data_set.database}
    return any(fnmatchcase(form.lower(), wanted) for form in forms)


def declared(question: CheckInput) -> list[DataOwner]:
    """The entries of `data`, of which others rules say nothing."""
    return [rule for rule in question.spec.rules if isinstance(rule, DataOwner)]


def shown(question: CheckInput, data_set: DataSet) -> str:
    """`shop-db/orders`, as an entry of `data` may call it."""
    return f"{question.graph.modules[data_set.store].name}/{data_set.name}"


def key_of(question: CheckInput, data_set: DataSet) -> str:
    """Identity of a data set; that its database becomes known changes nothing."""
    return f"{question.graph.modules[data_set.store].key}:{data_set.name}"


def does(accesses: Sequence[Access]) -> str:
    """'reads', 'reads and writes', 'uses', 'maps a class to'."""
    if any(access.is_mapped for access in accesses) and not writes(accesses):
        return "maps a class to"
    kinds = {access.kind for access in accesses}
    known = sorted(kinds - {Kind.DATA}) or [Kind.DATA]
    return listed([_DOES[kind] for kind in known])


def writes(accesses: Iterable[Access]) -> bool:
    """Whether one of them is seen to change what is there."""
    return any(access.kind is Kind.WRITE and not access.is_mapped for access in accesses)


def may_write(accesses: Iterable[Access]) -> bool:
    """Whether one of them changes what is there, or has a class by which it can."""
    return any(access.kind is Kind.WRITE for access in accesses)


def places(question: CheckInput, accesses: Iterable[Access]) -> tuple[Location, ...]:
    """Their lines, each once."""
    found = {p for a in accesses for p in question.locations(a.source, a.lines)}
    return tuple(sorted(found))


def api_of(question: CheckInput, component: str) -> Location | None:
    """The first line by which a service of a component answers; None if none is seen to."""
    return next(iter(_answers(question, component)), None)


def _answers(question: CheckInput, component: str) -> Sequence[Location]:
    return sorted(
        place
        for door in question.doors
        if question.territory.belongs(door.service, component)
        for place in question.locations(door.source, [door.line])
    )
