"""What a summary says of copies of a function that are no longer the same: where, in which lines.

Only where they have one name and a line of the one stands against a line of the other, in a place
or two, and all else is alike: then one may have been mended and the others not, and a reader sees
at once what it is about. What is different in the first line, or in names and texts
alone, is so on purpose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.model.family import Difference, Family
from driftscan.notation.secrets import masked
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_NAMED = 2
_CLOSE = 0.8  # so alike they must be, or they are two functions rather than two states of one
_MOST_DIFFERENCES = 2
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|\b\d[\w.]*")
_NAME, _SPACE = re.compile(r"[^\W\d]\w*"), re.compile(r"\s+")
_LONGEST = 80  # of a line, as it is told


class OddCopy(Struct, frozen=True):
    """here, there: of the one that differs and of another, path and line; copies: how many in all,
    of which all but the first are the same but for names."""

    name: str
    copies: int
    here: bytes
    there: bytes
    differences: tuple[Difference, ...]


def odd_copies_of(families: Sequence[Family], roots: Mapping[bytes, str]) -> list[OddCopy]:
    """The one with most copies first. roots: of files of the product, by path."""
    found = [told for family in families for told in _told(family, roots)]
    return sorted(found, key=lambda each: (-each.copies, each.here, each.differences[0].line_here))


def odd_copies_text(found: Sequence[OddCopy], prefix: bytes) -> str:
    """`Functions alike but for a line or two, which may be meant: charge (4 copies), "x < 0" in
    a.py:2 and "x <= 0" in b.py:2.` prefix: what paths begin with."""
    first = "; ".join(_text(each, prefix) for each in found[:_NAMED])
    more = f"; and at least {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return f"Functions alike but for a line or two, which may be meant: {first}{more}."


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
        yield OddCopy(one.fragment.name, len(family.units), one.path, other.path, differences)


def _is_told(each: Difference) -> bool:
    """Whether a line stands against a line, and they are made in another way: names, texts and
    numbers are others where one function does for orders what the other does for bills."""
    return len(each.here) == len(each.there) == 1 and _shape(each.here[0]) != _shape(each.there[0])


def _shape(line: str) -> str:
    return _SPACE.sub("", _NAME.sub("x", _LITERAL.sub("0", line)))


def _are_two_states(family: Family) -> bool:
    """Of a pair each is its own; of more all but one are the same, but for names and literals."""
    pair = len(family.units) == 2
    return pair or (family.odd >= 0 and len({unit.fragment.digest for unit in family.units}) == 2)


def _text(each: OddCopy, prefix: bytes) -> str:
    here, there = (path_text(prefix + path) for path in (each.here, each.there))
    told = ", ".join(
        f'"{_line(d.here[0])}" in {here}:{d.line_here} and "{_line(d.there[0])}" in '
        f"{there}:{d.line_there}"
        for d in each.differences
    )
    return f"{name_text(each.name)} ({counted(each.copies, 'copy')}), {told}"


def _line(text: str) -> str:
    text = masked(text)
    return name_text(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ...")
