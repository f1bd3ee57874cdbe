"""What a summary says of functions that several components have: those that are the same.

What is only alike is shown side by side on its page, where a reader can judge it. Here stands what
he finds if he holds both against each other: no line is different, or a few are in names alone.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.model.beside import NAMES, SAME
from driftscan.model.family import Family, Unit
from driftscan.model.twice import Twice
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_NAMED = 3
_MOST_RENAMED = 0.25  # of all lines
_LEAST_LINES = 10  # what is shorter hardly says anything that another would not say so, too


class Twins(Struct, frozen=True):
    """A function and its copy in another component, by place. renamed: how many lines have other
    names or comments."""

    one: Unit
    other: Unit
    renamed: int


def twins_of(found: Twice, roots: Mapping[bytes, str]) -> list[Twins]:
    """The longest first. roots: of files of the product, by path."""
    told = [
        Twins(*_by_place(family), _renamed(family, found))
        for family in found.duplicates.families
        if _are_told(family, found, roots)
    ]
    return sorted(told, key=lambda each: (-each.one.lines, each.one.place, each.other.place))


def twins_text(twins: Sequence[Twins], prefix: bytes) -> str:
    """`At least 1 function is the same line for line in several components: createGuid (11 lines,
    a.ts:6 and b.ts:6).`

    The longest families alone were held against each other, and two functions of each: there may be
    others. prefix: what paths begin with.
    """
    first = "; ".join(_told(each, prefix) for each in twins[:_NAMED])
    more = f"; and {len(twins) - _NAMED:,} more" if len(twins) > _NAMED else ""
    verb = "is" if len(twins) == 1 else "are"
    return (
        f"At least {counted(len(twins), 'function')} {verb} the same line for line in several "
        f"components: {first}{more}."
    )


def _by_place(family: Family) -> tuple[Unit, Unit]:
    one, other = family.compared
    return (one, other) if one.place < other.place else (other, one)


def _are_told(family: Family, found: Twice, roots: Mapping[bytes, str]) -> bool:
    one, other = family.compared
    rows = found.beside.get(family.id, ())
    return (
        all(unit.path in roots and unit.component and unit.fragment.name for unit in (one, other))
        and one.component != other.component
        and one.lines == other.lines == len(rows) >= _LEAST_LINES
        and all(row.mark in (SAME, NAMES) for row in rows)
        and _renamed(family, found) <= _MOST_RENAMED * len(rows)
    )


def _renamed(family: Family, found: Twice) -> int:
    rows = found.beside.get(family.id, ())
    return sum(row.here_text.strip() != row.there_text.strip() for row in rows)


def _told(each: Twins, prefix: bytes) -> str:
    one, other = (
        f"{path_text(prefix + unit.path)}:{unit.fragment.start}" for unit in (each.one, each.other)
    )
    name = name_text(each.one.fragment.name)
    renamed = f", {each.renamed:,} with other names or comments" if each.renamed else ""
    return f"{name} ({counted(each.one.lines, 'line')}{renamed}, {one} and {other})"
