"""The same thing twice: functions, ways of doing something, and terms, of one repository."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.model.beside import Row
from driftscan.model.family import Duplicates
from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl
from driftscan.model.term import Definitions


class Copied(Struct, frozen=True):
    """Code that stands in several places, and no line is another one in any of them.

    name: of the function, '' for a whole file. lines: how many. places: two or more, sorted; the
    first line of each function, 0 for a file. apart: what of a file is left aside in this, '' for
    nothing.
    """

    name: str
    lines: int
    places: tuple[Location, ...]
    apart: str = ""

    @property
    def extra_lines(self) -> int:
        """Lines that would not be there if one place served all."""
        return self.lines * (len(self.places) - 1)


class Twice(Struct, frozen=True, kw_only=True):
    """beside: of the first families by their ids, the two that are compared side by side. product:
    by path of a file of the product itself what it is built with, as `language:folder`. copied:
    files and functions of the product that are the same to the letter, see stages/copied.py."""

    duplicates: Duplicates
    beside: Mapping[str, tuple[Row, ...]]
    sprawl: Sprawl
    definitions: Definitions
    product: Mapping[bytes, str] = {}
    copied: tuple[Copied, ...] = ()
