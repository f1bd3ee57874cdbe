"""Dependencies on what defines a name, where the file that is named only passes it on.

`use crate::Order` depends on `lib.rs` as far as the text goes, and on `orders.rs` if `lib.rs` says
`pub use orders::Order`. Which of the two is meant depends on the question: who is allowed to name
what is asked of the text; who needs whom to be compiled, as in a circle, of what is behind it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from driftscan.graph.names import EVERY_NAME, ModuleNames, NameUse
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind

_DEEPEST = 16  # files that pass a name on, one to the next

Defines = Callable[[int, str], bool]


def behind_names(
    graph: SystemGraph, names: Mapping[int, ModuleNames], defines: Defines
) -> SystemGraph:
    """The same modules, with dependencies of those in names led on to who defines what they take.

    names: what these modules take. defines: whether a module defines a name itself. What can't be
    told, as a name that a macro makes, stays with the file that is named.
    """
    ways = _Ways(names, defines)
    kept: list[Dependency] = []
    led: dict[tuple[int, int, Kind], set[int]] = defaultdict(set)
    for edge in graph.internal:
        if edge.reexport:
            kept.append(edge)  # `mod orders;` says no more than that the file belongs to it
            continue
        moved = {use: ways.behind(use) for use in ways.uses(edge)}
        staying = {use.line for use, there in moved.items() if edge.target in there}
        if lines := tuple(n for n in edge.lines if n in staying or n not in _lines(moved)):
            kept.append(Dependency(edge.source, edge.target, edge.kind, lines, edge.confidence))
        elif not edge.lines:
            kept.append(edge)
        for use, there in moved.items():
            for target in there - {edge.source, edge.target}:
                led[edge.source, target, edge.kind].add(use.line)
    if not led and len(kept) == len(graph.internal):
        return graph
    return SystemGraph(
        graph.modules, graph.externals, _joined(kept, led), graph.external, graph.unresolved
    )


def _lines(uses: Collection[NameUse]) -> set[int]:
    return {use.line for use in uses}


def _joined(
    kept: list[Dependency], led: Mapping[tuple[int, int, Kind], set[int]]
) -> list[Dependency]:
    """One dependency for each source, target and kind; one that only declares stays apart."""
    by_ends = {(each.source, each.target, each.kind): each for each in kept if not each.reexport}
    for ends, lines in led.items():
        known = by_ends.get(ends)
        every = tuple(sorted(lines.union(known.lines if known else ())))
        by_ends[ends] = Dependency(*ends, every)
    declared = [
        each
        for each in kept
        if each.reexport and (each.source, each.target, each.kind) not in by_ends
    ]
    return sorted([*by_ends.values(), *declared], key=_place)


def _place(edge: Dependency) -> tuple[int, int, Kind]:
    return edge.source, edge.target, edge.kind


class _Ways:
    """Follows names to who defines them."""

    def __init__(self, names: Mapping[int, ModuleNames], defines: Defines) -> None:
        self._defines = defines
        self._uses: dict[tuple[int, int], list[NameUse]] = defaultdict(list)
        self._bound: dict[tuple[int, str], list[NameUse]] = defaultdict(list)
        self._stars: dict[int, list[int]] = defaultdict(list)
        for at, taken in names.items():
            for use in taken.uses:
                self._uses[at, use.target].append(use)
                if use.bound:
                    self._bound[at, use.bound].append(use)
                elif use.name == EVERY_NAME:
                    self._stars[at].append(use.target)

    def uses(self, edge: Dependency) -> list[NameUse]:
        """The names by which one module depends on another."""
        return [u for u in self._uses.get((edge.source, edge.target), ()) if u.kind == edge.kind]

    def behind(self, use: NameUse) -> frozenset[int]:
        """Who defines the name; the module that is named, where that can't be told."""
        if use.name in ("", EVERY_NAME):
            return frozenset({use.target})
        return frozenset(self._definers(use.target, use.name, _DEEPEST)) or frozenset({use.target})

    def _definers(self, at: int, name: str, left: int) -> Iterator[int]:
        if not left:
            return
        if bound := self._bound.get((at, name)):
            for use in bound:
                if use.name == "":
                    yield use.target
                else:
                    yield from list(self._definers(use.target, use.name, left - 1)) or [use.target]
        elif self._defines(at, name):
            yield at
        else:
            for target in self._stars.get(at, ()):
                yield from self._definers(target, name, left - 1)
