"""Cells as components of a draft, and areas as words for a side of a rule."""

from collections.abc import Callable, Mapping

from driftscan.migrate.areas.area import Area, written
from driftscan.migrate.areas.cells import Cell, Division, divide
from driftscan.migrate.areas.overlap import contains
from driftscan.migrate.areas.tree import Tree
from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftComponent
from driftscan.migrate.migration import ForeignFile

Wish = Callable[[Cell], str]


class Land:
    """Areas, divided. areas: by key, sets of files as the other tool names them."""

    def __init__(self, areas: Mapping[str, Area], division: Division) -> None:
        self.areas = areas
        self.division = division

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, those in no area included."""
        return self.division.cells

    def within(self, area: str) -> list[Cell]:
        """The cells of an area."""
        return [cell for cell in self.cells if area in cell.areas]

    def home(self, path: str) -> Cell | None:
        """The cell of a path; None if it is in none."""
        around = [c for c in self.cells if any(contains(glob, path) for glob in c.globs)]
        return min(around, key=lambda c: _size(c, around), default=None)


def surveyed(
    areas: Mapping[str, Area],
    file: ForeignFile,
    apart: Callable[[tuple[str, ...]], bool] = lambda _areas: False,
) -> Land:
    """Areas with their cells, written as plainly as the files of today allow."""
    tree = Tree(file.tree)
    plain = {key: written(area, tree.plainest) for key, area in areas.items()}
    return Land(plain, divide(plain, apart, tree))


def settle(build: Builder, land: Land, wish: Wish) -> None:
    """Add a component for each cell."""
    for cell in land.cells:
        component = DraftComponent(
            key=key_of(cell), wish=wish(cell), paths=cell.globs, nested=not cell.inner
        )
        build.add(component)


def key_of(cell: Cell) -> str:
    """What rules of the draft call the component of a cell."""
    return f"cell {' '.join(cell.globs)}"


def path_wish(cell: Cell) -> str:
    """A name after the first path: `src/**/*.spec.ts` is spec-ts, and src.spec-ts if need be."""
    parts = [part.strip("*.?").replace(".", "-") for part in cell.globs[0].split("/")]
    return ".".join(part.replace("*", "-") for part in parts if part) or "elsewhere"


def _size(cell: Cell, others: list[Cell]) -> int:
    """How many of the others a cell stands around: the innermost has none."""
    return sum(
        any(contains(outer, inner) for outer in cell.globs for inner in other.globs)
        for other in others
        if other is not cell
    )
