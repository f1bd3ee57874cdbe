"""Families of code: fragments that solve the same problem, and what differs in one of them."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.model.fragment import Fragment
from driftscan.model.location import Location
from driftscan.model.scan import SkippedFile
from driftscan.model.source import SourceFile


class Unit(Struct, frozen=True, gc=False):
    """A fragment where it stands. component, owner: '' for none."""

    path: bytes
    component: str
    owner: str
    fragment: Fragment

    @property
    def place(self) -> Location:
        """Its first line."""
        return Location(self.path, self.fragment.start)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.fragment.end - self.fragment.start + 1


class Spelt(Struct, frozen=True, gc=False):
    """A token as it counts when two functions are compared: its text, but for names of locals."""

    key: str
    line: int
    is_literal: bool = False


class Difference(Struct, frozen=True):
    """Where the odd one differs although the others agree. here: lines of the odd one, there: of
    another; one of them may be empty. line_here, line_there: where they begin."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    line_here: int
    line_there: int


class Family(Struct, frozen=True):
    """Units that are all alike, by path and line.

    id: 12 hex digits over what they are made of; where they stand and what others do is no part
    of it. least: likeness of the two that are least alike. shared: which part of the smallest all
    have. is_clear: so much is so much alike that it was hardly written twice by chance.
    odd: position of the one that differs from others that agree, -1 for none. model: of the one
    that it is held against. differences: see there; None where nobody looked.
    """

    id: str
    units: tuple[Unit, ...]
    least: float
    shared: float
    is_clear: bool = True
    odd: int = -1
    model: int = -1
    differences: tuple[Difference, ...] | None = None

    @property
    def components(self) -> tuple[str, ...]:
        """Those of its members, sorted; '' stands for code that belongs to none."""
        return tuple(sorted({unit.component for unit in self.units}))

    @property
    def owners(self) -> tuple[str, ...]:
        """Those of its members, sorted."""
        return tuple(sorted({unit.owner for unit in self.units} - {""}))

    @property
    def compared(self) -> tuple[Unit, Unit]:
        """The odd one and the one it is held against; of two, the second and the first."""
        if self.odd < 0:
            return self.units[1], self.units[0]
        return self.units[self.odd], self.units[self.model]

    @property
    def common_lines(self) -> float:
        """Lines of the smallest as far as all have them: what a single copy took over. It does not
        grow with the number of members: what is small and everywhere is what a framework asks of
        everyone."""
        return self.shared * min(unit.lines for unit in self.units)

    @property
    def extra_lines(self) -> int:
        """Lines that would not be there if one member served all: all but the longest."""
        lines = [unit.lines for unit in self.units]
        return sum(lines) - max(lines)


class Alike(Struct, frozen=True, order=True):
    """Two units of one family, by their paths and lines. similarity: 0 to 1."""

    one: Unit
    other: Unit
    similarity: float


class Criteria(Struct, frozen=True):
    """What counts. similarity: least likeness of any two of a family. tokens: of the smallest
    fragment. within: whether families inside of one component do. tests: whether test code does.
    """

    similarity: float = 0.38
    tokens: int = 40
    within: bool = False
    tests: bool = False


class Duplicates(Struct, frozen=True):
    """The families of a system, those that have most in common first, and how much was looked at.

    pairs: by place. files: read; functions: large enough to count; plain: of these, those without
    a structure of their own, which are not compared. named_by: 'spec', 'tree' for folders.
    repeated: functions of any size whose rows of tokens are the same in several folders.
    sources: the files that all these stand in, by path.
    """

    families: tuple[Family, ...]
    pairs: tuple[Alike, ...]
    criteria: Criteria
    components: tuple[str, ...]
    files: int
    functions: int
    plain: int
    generated: int
    unread: tuple[SkippedFile, ...]
    named_by: str
    root: str
    revision: str
    sources: Mapping[bytes, SourceFile] = {}
    repeated: tuple[tuple[Unit, ...], ...] = ()
