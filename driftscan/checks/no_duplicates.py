"""no_duplicates: no function of one member is a near copy of another member's."""

from collections.abc import Iterator, Sequence

from driftscan.checks.findings import End, finding_of, identity
from driftscan.checks.joined import joined, joining
from driftscan.checks.newness import newest_first
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted, listed, shown_path
from driftscan.model.family import Family, Unit
from driftscan.model.finding import DUPLICATE, Finding
from driftscan.model.location import Location
from driftscan.model.rule import NoDuplicates

_ENOUGH = 2
_MOST_PLACES = 20
_NAMED = 3


def check(question: CheckInput, rule: NoDuplicates) -> Iterator[Finding]:
    """One finding for each family that two members have, and one for each that joins a family of
    which a finding is accepted, or was there at the commit that is compared with.

    Its identity is what one of its functions is made of, and which members have it: so it stays
    when the code is moved, renamed or edited elsewhere. Any function may stand for the family: the
    one by which it was accepted does, as long as it is there.
    """
    assert question.families is not None, "a rule about families needs functions"
    found: dict[str, Finding] = {}
    for family in (each for each in question.families if each.is_clear):
        units = [
            unit
            for unit in family.units
            if unit.component in rule.members and unit.place not in question.silenced
        ]
        if len({unit.component for unit in units}) >= _ENOUGH:
            for finding in _findings(question, rule, family, units):
                found.setdefault(finding.id, finding)
    if question.involved is not None:
        question.involved.update(unit.place for each in question.families for unit in each.units)
    yield from found.values()


def _findings(
    question: CheckInput, rule: NoDuplicates, family: Family, units: Sequence[Unit]
) -> Iterator[Finding]:
    def key_of(members: str) -> str:
        """That of the functions by which this was accepted, '' for none."""
        known = (key for key in keys if _identity(rule, key, members) in question.accepted)
        return next(known, "")

    keys = sorted({unit.fragment.digest.hex() for unit in units})
    names = sorted({unit.component for unit in units})
    parts = joined(names, rule.members, lambda members: bool(key_of(members)))
    if parts.together:
        own = [unit for unit in units if unit.component in parts.together]
        ends = key_of(parts.known_as) or keys[0], parts.known_as
        yield _of_all(question, rule, family, own, ends)
    for name in parts.newcomers:
        own = [unit for unit in units if unit.component == name]
        others = [unit for unit in units if unit.component != name]
        there = [unit for unit in others if unit.component not in parts.newcomers]
        ends = key_of(joining(name)) or keys[0], joining(name)
        yield _of_newcomer(question, rule, family, (own, there or others), ends)


def _identity(rule: NoDuplicates, key: str, members: str) -> str:
    return identity(rule.head.name, key, members, DUPLICATE)


def _of_all(
    question: CheckInput,
    rule: NoDuplicates,
    family: Family,
    units: Sequence[Unit],
    ends: tuple[str, str],
) -> Finding:
    ordered = newest_first(question, units, _where)
    first = ordered[0]
    other = next(unit for unit in ordered if unit.component != first.component)
    names = sorted({unit.component for unit in units})
    message = (
        f"{listed(names)} have {_function(units)} {counted(len(units), 'time')}{_names(units)}, "
        f"{_likeness(family)} (see {_place(other)}){_odd(family, ordered)}. "
        "Let one of them have it and the others use that, or accept it with a reason."
    )
    return _finding(rule, ordered, other, ends, message)


def _of_newcomer(
    question: CheckInput,
    rule: NoDuplicates,
    family: Family,
    units: tuple[Sequence[Unit], Sequence[Unit]],
    ends: tuple[str, str],
) -> Finding:
    own, others = newest_first(question, units[0], _where), units[1]
    name, other = own[0].component, others[0]
    whose = listed(sorted({unit.component for unit in others}))
    message = (
        f"{name} has {_function([*own, *others])} once more{_names([*own, *others])}, as {whose} "
        f"{'have' if len({unit.component for unit in others}) > 1 else 'has'} it, "
        f"{_likeness(family)} (see {_place(other)}). Let it use theirs, or accept it with a reason."
    )
    return _finding(rule, [*own, *others], other, ends, message)


def _finding(
    rule: NoDuplicates,
    units: Sequence[Unit],
    other: Unit,
    ends: tuple[str, str],
    message: str,
) -> Finding:
    """units: the one that the finding points at before all others."""
    evidence = tuple(unit.place for unit in units[:_MOST_PLACES])
    source = End(_name(units[0]), ends[0], units[0].component)
    target = End(_name(other), ends[1], other.component)
    return finding_of(rule, (source, target), DUPLICATE, message, evidence[0], evidence=evidence)


def _where(unit: Unit) -> Location:
    return unit.place


def _likeness(family: Family) -> str:
    return "the same" if family.least == 1 else f"at least {family.least:.0%} alike"


def _odd(family: Family, units: Sequence[Unit]) -> str:
    """Who differs: what one copy did not get may be a mended bug. units: the first is where the
    finding points."""
    # For -1, which stands for none, the slice is empty.
    found = [unit for unit in family.units[family.odd : family.odd + 1] if unit in units]
    return "".join(f"; {_shown(odd, units[0])} differs, the others agree" for odd in found)


def _shown(odd: Unit, first: Unit) -> str:
    return "this one" if odd is first else f"{_name(odd)} ({_place(odd)})"


def _function(units: Sequence[Unit]) -> str:
    names = {unit.fragment.name for unit in units}
    return f"'{units[0].fragment.name}'" if len(names) == 1 and all(names) else "one function"


def _names(units: Sequence[Unit]) -> str:
    """What copies are called, where that differs."""
    names = [f"'{name}'" for name in dict.fromkeys(unit.fragment.name for unit in units) if name]
    if len(names) < _ENOUGH:
        return ""
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return f" ({listed([*names[:_NAMED], *more])})"


def _name(unit: Unit) -> str:
    return f"{unit.component}.{unit.fragment.name or 'function'}"


def _place(unit: Unit) -> str:
    return f"{shown_path(unit.path)}:{unit.fragment.start}-{unit.fragment.end}"
