"""Tree to shapes: what has the right shape goes on, so that its names are checked as well."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from driftscan.spec.shapes.base import UnfitError
from driftscan.spec.shapes.file import FileShape
from driftscan.spec.shapes.reader import reader
from driftscan.spec.tree import Path, Problems, Value

_T = TypeVar("_T")


class Shapes(Struct, frozen=True):
    """The parts of the file that have the right shape.

    broken: paths of the parts left out: a section, or one entry of it.
    """

    file: FileShape
    broken: frozenset[Path] = frozenset()

    def lost(self, section: str) -> bool:
        """Whether something of a section was left out."""
        return any(path[0] == section for path in self.broken)

    def located(self, section: str, entries: Sequence[_T] | None) -> Iterator[tuple[Path, _T]]:
        """Entries of a list section, each with its path in the file."""
        lost = {path[1] for path in self.broken if path[0] == section and len(path) > 1}
        left = entries or ()
        numbers = (number for number in range(len(left) + len(lost)) if number not in lost)
        for number, entry in zip(numbers, left, strict=True):
            yield (section, number), entry


def read_shapes(value: dict[str, Value], problems: Problems) -> Shapes:
    """The shapes of a file; what has none is added to problems and left out."""
    read = reader(FileShape)
    try:
        return Shapes(read(value))
    except UnfitError:
        from driftscan.spec.shapes.problems import add_shape_problems

        broken = frozenset(map(_unit, add_shape_problems(value, problems)))
        return Shapes(read(_without(value, broken)), broken)


def _unit(path: Path) -> Path:
    """The smallest part that can be left out without hiding problems of another."""
    return path[:1] if path[0] in ("strategy", "coverage", "sources") else path[:2]


def _without(value: dict[str, Value], broken: Iterable[Path]) -> dict[str, Value]:
    """The file without the broken parts."""
    lost = set(broken)
    return {
        name: _entries(name, section, lost)
        for name, section in value.items()
        if (name,) not in lost
    }


def _entries(name: str, section: Value, lost: set[Path]) -> Value:
    if isinstance(section, dict):
        return {key: entry for key, entry in section.items() if (name, key) not in lost}
    if isinstance(section, list):
        return [entry for number, entry in enumerate(section) if (name, number) not in lost]
    return section
