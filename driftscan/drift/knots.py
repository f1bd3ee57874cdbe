"""How many modules are on cycles, of one graph after the other."""

from collections.abc import Iterator, Sequence
from itertools import chain

from driftscan.graph.cycles import cyclic_components
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import CODE_KINDS

_FEW = 64  # modules that depend on others than before; of more the count is made anew

_Rows = Sequence[Sequence[int]]


class Knots:
    """Modules that are on cycles. Two sides of a small change depend on each other nearly alike,
    and most imports that come or go neither close a cycle nor open one."""

    def __init__(self) -> None:
        self._rows: _Rows = ()
        self._knot_of: dict[int, int] = {}

    def count(self, graph: SystemGraph) -> int:
        """How many modules are on a cycle with another."""
        rows = graph.targets(CODE_KINDS)
        if not self._are_tied_alike(rows):
            self._knot_of = dict(_tied(rows))
        self._rows = rows
        return len(self._knot_of)

    def _are_tied_alike(self, rows: _Rows) -> bool:
        """Whether the same modules are surely on the same cycles as in the graph before."""
        if len(rows) != len(self._rows):
            return False
        changed = [at for at, row in enumerate(rows) if row != self._rows[at]]
        if len(changed) > _FEW:
            return False
        gone = [(at, to) for at in changed for to in self._rows[at] if to not in rows[at]]
        come = [(at, to) for at in changed for to in rows[at] if to not in self._rows[at]]
        come = [edge for edge in come if not self._is_inside(edge)]
        if any(map(self._is_inside, gone)):
            return False
        reached = _reached(rows, {to for _, to in come})
        return not any(at in reached for at, _ in come)

    def _is_inside(self, edge: tuple[int, int]) -> bool:
        """Whether both ends are on the same cycles, so that it may be a part of them."""
        source, target = edge
        knot = self._knot_of.get(source)
        return source == target or (knot is not None and knot == self._knot_of.get(target))


def _tied(rows: _Rows) -> Iterator[tuple[int, int]]:
    """Each module that is on a cycle with another, and the number of its knot."""
    depended_on = set(chain.from_iterable(rows))
    between = {at for at, row in enumerate(rows) if row and at in depended_on}
    # No cycle leads through the others, which are most modules.
    inner = {at: [to for to in rows[at] if to in between] for at in sorted(between)}
    for number, group in enumerate(cyclic_components(inner)):
        if len(group) > 1:
            yield from [(at, number) for at in group]


def _reached(rows: _Rows, starts: set[int]) -> set[int]:
    """These modules and all that they depend on, through others too."""
    reached = set(starts)
    frontier = list(starts)
    while frontier:
        found = {to for at in frontier for to in rows[at]} - reached
        reached |= found
        frontier = list(found)
    return reached
