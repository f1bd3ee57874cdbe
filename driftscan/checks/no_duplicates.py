"""no_duplicates: no function of one member is a near copy of another member's."""

from collections.abc import Iterator, Sequence

from driftscan.checks.findings import End, finding_of, identity
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted, listed, shown_path
from driftscan.model.family import Family, Unit
from driftscan.model.finding import Finding
from driftscan.model.rule import NoDuplicates

_KIND = "duplicate"
_ENOUGH = 2
_MOST_PLACES = 20
_NAMED = 3


def check(question: CheckInput, rule: NoDuplicates) -> Iterator[Finding]:
    """One finding for each family that two members have.

    Its identity is what one of its functions is made of, and which members have it: so it stays
    when the code is moved, renamed or edited elsewhere, and one more component that copies it makes
    a new finding. Any function may stand for the family: the one by which it was accepted does, as
    long as it is there.
    """
    assert question.families is not None, "a rule about families needs functions"
    found: dict[str, Finding] = {}
    for family in (each for each in question.families if each.is_clear):
        units = [
            unit
            for unit in family.units
            if unit.component in rule.members and unit.place not in question.silenced
        ]
        names = sorted({unit.component for unit in units})
        if len(names) >= _ENOUGH:
            finding = _finding(question, rule, family, units, names)
            found.setdefault(finding.id, finding)
    yield from found.values()


def _finding(
    question: CheckInput,
    rule: NoDuplicates,
    family: Family,
    units: Sequence[Unit],
    names: Sequence[str],
) -> Finding:
    first, other = units[0], next(unit for unit in units if unit.component != units[0].component)
    members, key = ",".join(names), _key(question, rule, units, ",".join(names))
    evidence = tuple(unit.place for unit in units[:_MOST_PLACES])
    message = (
        f"{listed(names)} have {_function(units)} {counted(len(units), 'time')}{_names(units)}, "
        f"{_likeness(family)} ({_place(first)}, {_place(other)}){_odd(family, units)}. Let one of "
        "them have it and the others use that, or accept it with a reason."
    )
    return finding_of(
        rule,
        (End(_name(first), key, first.component), End(_name(other), members, other.component)),
        _KIND,
        message,
        evidence[0],
        evidence=evidence,
    )


def _key(question: CheckInput, rule: NoDuplicates, units: Sequence[Unit], members: str) -> str:
    keys = sorted({unit.fragment.digest.hex() for unit in units})
    for key in keys:
        if identity(rule.head.name, key, members, _KIND) in question.accepted:
            return key
    return keys[0]


def _likeness(family: Family) -> str:
    return "the same" if family.least == 1 else f"at least {family.least:.0%} alike"


def _odd(family: Family, units: Sequence[Unit]) -> str:
    """Who differs: what one copy did not get may be a mended bug."""
    # For -1, which stands for none, the slice is empty.
    found = [unit for unit in family.units[family.odd : family.odd + 1] if unit in units]
    return "".join(f"; {_name(odd)} ({_place(odd)}) differs, the others agree" for odd in found)


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
