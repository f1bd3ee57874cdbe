"""What a summary says of copies of a function that are no longer the same: where, in which lines.

Only where they have one name, all others agree, and a line of the one stands against a line of the
others, in a place or two: then it may have been mended and the others not, and a reader sees at
once what it is about. Of two that differ nobody knows which is the odd one. What is different in
the first line, or in names and texts alone, is so on purpose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.model.family import Difference, Family
from driftscan.model.location import Location
from driftscan.notation.secrets import masked
from driftscan.report.audit.first_of import first_of
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_NAMED = 2
_FEWEST, _PLACES = 3, 3
_CLOSE = 0.8  # so alike they must be, or they are two functions rather than two states of one
_MOST_DIFFERENCES = 2
_STATES = 2  # that of the odd one, that of all others
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|\b\d[\w.]*")
_NAME, _SPACE = re.compile(r"[^\W\d]\w*"), re.compile(r"\s+")
_LONGEST = 80  # of a line, as it is told


class OddCopy(Struct, frozen=True):
    """here: where the one that differs begins. others: the same of those that are alike but for
    names, the one first that lines of differences are told of."""

    name: str
    here: Location
    others: tuple[Location, ...]
    differences: tuple[Difference, ...]


def odd_copies_of(families: Sequence[Family], roots: Mapping[bytes, str]) -> list[OddCopy]:
    """The one with most copies first. roots: of files of the product, by path."""
    found = [told for family in families for told in _told(family, roots)]
    return sorted(found, key=lambda each: (-len(each.others), each.here))


def odd_copies_text(found: Sequence[OddCopy], prefix: bytes) -> str:
    """`Copies of a function, one of which has another line, which may be meant: charge, in c.py:2
    "x < 0", where those at a.py:1 and b.py:1 have "x <= 0".` prefix: what paths begin with."""
    told = first_of([_text(each, prefix) for each in found], _NAMED, "at least ")
    return f"Copies of a function, one of which has another line, which may be meant: {told}."


def _told(family: Family, roots: Mapping[bytes, str]) -> Iterator[OddCopy]:
    differences = family.differences or ()
    one, other = family.compared
    if (
        family.is_clear
        and family.least >= _CLOSE
        and one.component != other.component
        and all(unit.path in roots and unit.component for unit in family.units)
        and _are_two_states(family)
        and 0 < len(differences) <= _MOST_DIFFERENCES
        and all(map(_is_told, differences))
        and {unit.fragment.name for unit in family.units} == {one.fragment.name or None}
        and all(each.line_here > one.fragment.start for each in differences)
        and all(each.line_there > other.fragment.start for each in differences)
    ):
        others = (unit.place for unit in family.units if unit not in (one, other))
        yield OddCopy(one.fragment.name, one.place, (other.place, *others), differences)


def _is_told(each: Difference) -> bool:
    """Whether a line stands against a line, and they are made in another way: names, texts and
    numbers are others where one function does for orders what the other does for bills."""
    return len(each.here) == len(each.there) == 1 and _shape(each.here[0]) != _shape(each.there[0])


def _shape(line: str) -> str:
    return _SPACE.sub("", _NAME.sub("x", _LITERAL.sub("0", line)))


def _are_two_states(family: Family) -> bool:
    """Whether all but one are the same, but for names of locals and literals."""
    digests = {unit.fragment.digest for unit in family.units}
    return family.odd >= 0 and len(family.units) >= _FEWEST and len(digests) == _STATES


def _text(each: OddCopy, prefix: bytes) -> str:
    path = path_text(prefix + each.here.path)
    lines = (f'in {path}:{d.line_here} "{_line(d.here[0])}"' for d in each.differences)
    others = (f'"{_line(d.there[0])}"' for d in each.differences)
    told = f"{name_text(each.name)}, {' and '.join(lines)}"
    return f"{told}, where those at {_places(each.others, prefix)} have {' and '.join(others)}"


def _places(places: Sequence[Location], prefix: bytes) -> str:
    shown = [f"{path_text(prefix + each.path)}:{each.line}" for each in places[:_PLACES]]
    if rest := max(0, len(places) - _PLACES):
        shown.append(counted(rest, "more place"))
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _line(text: str) -> str:
    text = masked(text)
    return name_text(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ...")
