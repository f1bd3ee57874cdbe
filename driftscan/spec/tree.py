"""The YAML text as plain values, with the position of everything in it."""

from typing import TypeAlias

from msgspec import Struct

from driftscan.spec.problem import Position, SpecProblem

# Scalars stay text: '12:30', 'no' and '2027-01-31' mean what they say. None is "nothing written".
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]


class Tree(Struct, frozen=True):
    """What the file says.

    positions: of keys and list entries by their path; refused: paths whose value could not be
    taken (an alias), so that nothing more is said about them.
    """

    value: Value
    positions: dict[Path, Position]
    refused: frozenset[Path] = frozenset()

    def has(self, path: Path) -> bool:
        """Whether a key or a list entry of this path is written in the file."""
        return path in self.positions

    def position(self, path: Path) -> Position:
        """Position of what stands at path, or of the nearest thing around it that was written."""
        for length in range(len(path), 0, -1):
            if found := self.positions.get(path[:length]):
                return found
        return Position()


class Problems:
    """The problems found so far; every stage adds its own, so that all are reported at once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: list[SpecProblem] = []

    def add(
        self,
        path: Path,
        message: str,
        word: str = "",
        among: tuple[str, ...] = (),
        otherwise: str = "",
    ) -> None:
        """Note a problem with what stands at path; see SpecProblem for the rest."""
        position = self.tree.position(path)
        self.found.append(SpecProblem(position, message, word, among, otherwise))
