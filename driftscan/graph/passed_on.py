"""Dependencies on what defines a name, where the file that is named only passes it on.

`use crate::Order` depends on `lib.rs` as far as the text goes, and on `orders.rs` if `lib.rs` says
`pub use orders::Order`. Which of the two is meant depends on the question: who is allowed to name
what is asked of the text; who needs whom to be compiled, as in a circle, of what is behind it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from driftscan.graph.names import EVERY_NAME, ModuleNames, NameUse
from driftscan.graph.system import SystemGraph
from driftscan.graph.without_tests import is_inside
from driftscan.model.graph import Dependency, Kind

_DEEPEST = 16  # files that pass a name on, one to the next


class Contents(Protocol):
    """What files hold, by position of the module."""

    def defines(self, position: int, name: str, /) -> bool:
        """Whether a module defines a name itself, also one inside of another."""
        ...

    def items(self, position: int, /) -> Collection[str]:
        """What a module has to offer to a star."""
        ...

    def spelled(self, position: int, /) -> Mapping[str, int]:
        """The names that a module spells, with the first line of each."""
        ...

    def spelled_behind(self, position: int, head: str, /) -> Mapping[str, int]:
        """The names that a module spells right behind another, as the path `head::name`."""
        ...


def behind_names(
    graph: SystemGraph, names: Mapping[int, ModuleNames], contents: Contents
) -> SystemGraph:
    """The same modules, with dependencies of those in names led on to who defines what they take.

    names: what these modules take; of a star what they spell of all that it brings, of
    a module what they spell behind its name. What can't be told, as a name that a macro makes,
    stays with the file that is named.
    """
    ways = _Ways(names, contents, graph)
    kept: list[Dependency] = []
    led: dict[tuple[int, int, Kind], set[int]] = defaultdict(set)
    for edge in graph.internal:
        if edge.reexport:
            # `mod orders;` says no more than that the file belongs to it; what is passed on is
            # used as well if it is spelled.
            kept.append(edge)
            for target, line in ways.spelled(edge):
                led[edge.source, target, edge.kind].add(line)
            continue
        moved = {use: ways.behind(edge.source, use) for use in ways.uses(edge)}
        staying = {use.line for use, there in moved.items() if edge.target in there}
        if lines := tuple(n for n in edge.lines if n in staying or n not in _lines(moved)):
            kept.append(Dependency(edge.source, edge.target, edge.kind, lines, edge.confidence))
        elif not edge.lines:
            kept.append(edge)
        for there in moved.values():
            for target in there.keys() - {edge.source, edge.target}:
                led[edge.source, target, edge.kind].add(there[target])
    if not led and len(kept) == len(graph.internal):
        return graph
    return SystemGraph(
        graph.modules,
        graph.externals,
        _joined(kept, led),
        graph.external,
        graph.unresolved,
        graph.tests_inside,
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

    def __init__(
        self, names: Mapping[int, ModuleNames], contents: Contents, graph: SystemGraph
    ) -> None:
        self._contents = contents
        self._tests = graph.tests_inside  # what they take by a star, no other code does
        self._passing = {
            (edge.source, edge.target): frozenset(edge.lines)
            for edge in graph.internal
            if edge.reexport
        }
        self._uses: dict[tuple[int, int], list[NameUse]] = defaultdict(list)
        self._bound: dict[tuple[int, str], list[NameUse]] = defaultdict(list)
        self._stars: dict[int, list[int]] = defaultdict(list)
        self._named: dict[int, set[str]] = defaultdict(set)
        self._offers: dict[int, Mapping[str, frozenset[int]]] = {}
        self._found: dict[tuple[int, str], tuple[int, ...]] = {}
        for at, taken in names.items():
            for use in taken.uses:
                self._uses[at, use.target].append(use)
                if use.bound:
                    self._bound[at, use.bound].append(use)
                    self._named[at].add(use.bound)
                elif use.name == EVERY_NAME:
                    self._stars[at].append(use.target)

    def uses(self, edge: Dependency) -> list[NameUse]:
        """The names by which one module depends on another; what another line only passes on is
        none of a dependency that uses the module as well."""
        ends = (edge.source, edge.target)
        found = [use for use in self._uses.get(ends, ()) if use.kind == edge.kind]
        passing = () if edge.reexport else self._passing.get(ends, frozenset()) - set(edge.lines)
        return [use for use in found if use.line not in passing]

    def spelled(self, edge: Dependency) -> Iterator[tuple[int, int]]:
        """Of what a module passes on, who defines what it spells itself, with the line."""
        for use in self.uses(edge):
            if use.name == EVERY_NAME:
                found = self._by_star(edge.source, use.target)
                yield from ((at, line) for at, line in found.items() if at != edge.source)
            elif through := self._through(edge.source, use):
                yield from ((at, line) for at, line in through.items() if at != edge.source)
            elif use.name and (line := self._contents.spelled(edge.source).get(use.bound, 0)):
                yield from ((at, line) for at in self.behind(edge.source, use))

    def behind(self, source: int, use: NameUse) -> Mapping[int, int]:
        """Who defines what is taken, with the line where it is spelled; the module that is named,
        where that can't be told."""
        if use.name == EVERY_NAME:
            brought = self._by_star(source, use.target) or {use.target: use.line}
            inside = is_inside(use.line, self._tests.get(source, ()))
            return dict.fromkeys(brought, use.line) if inside else brought
        if through := self._through(source, use):
            inside = is_inside(use.line, self._tests.get(source, ()))
            return dict.fromkeys(through, use.line) if inside else through
        if use.name == "":
            return {use.target: use.line}
        found = frozenset(self._definers(use.target, use.name)) or {use.target}
        return dict.fromkeys(found, use.line)

    def _through(self, source: int, use: NameUse) -> Mapping[int, int]:
        """Who defines what is spelled behind the name of an imported module; empty if nothing is,
        or the name is not that of a module."""
        spelled = self._contents.spelled_behind(source, use.bound) if use.bound else {}
        found: dict[int, int] = {}
        for module in self._modules(use.target, use.name, _DEEPEST) if spelled else ():
            for name, line in spelled.items():
                for definer in self._definers(module, name) or (module,):
                    found[definer] = min(line, found.get(definer, line))
        return found

    def _modules(self, at: int, name: str, left: int) -> Iterator[int]:
        """The modules that a name of a module is that of; none if it is another name."""
        if name == "":
            yield at
        elif left:
            for use in self._bound.get((at, name), ()):
                yield from self._modules(use.target, use.name, left - 1)

    def _by_star(self, source: int, target: int) -> Mapping[int, int]:
        """Of all that a star brings what is spelled, and is neither defined nor named here."""
        offered = self._offered(target)
        own = self._named.get(source, set()).union(self._contents.items(source))
        found: dict[int, int] = {}
        for name, line in self._contents.spelled(source).items():
            for definer in offered.get(name, ()) if name not in own else ():
                found[definer] = min(line, found.get(definer, line))
        return found

    def _offered(self, at: int) -> Mapping[str, frozenset[int]]:
        """By name who defines it, of all that a star brings of a module."""
        if at not in self._offers:
            found: dict[str, frozenset[int]] = {}
            waiting, seen = [at], {at}
            while waiting:
                here = waiting.pop(0)
                for name in self._named.get(here, ()):
                    if name not in found:
                        found[name] = frozenset(self._definers(here, name))
                for name in self._contents.items(here):
                    found.setdefault(name, frozenset({here}))
                further = [each for each in self._stars.get(here, ()) if each not in seen]
                seen.update(further)
                waiting += further
            self._offers[at] = found
        return self._offers[at]

    def _definers(self, at: int, name: str) -> tuple[int, ...]:
        """Each once."""
        if (at, name) not in self._found:
            found = self._looked_for(at, name, _DEEPEST)
            self._found[at, name] = tuple(dict.fromkeys(found))
        return self._found[at, name]

    def _looked_for(self, at: int, name: str, left: int) -> Iterator[int]:
        if not left:
            return
        if bound := self._bound.get((at, name)):
            for use in bound:
                if use.name == "":
                    yield use.target
                else:
                    found = list(self._looked_for(use.target, use.name, left - 1))
                    yield from found or [use.target]
        elif self._contents.defines(at, name):
            yield at
        else:
            for target in self._stars.get(at, ()):
                yield from self._looked_for(target, name, left - 1)
