"""The Python modules of a tree by dotted name, as the names in other tools' files mean them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from driftscan.graph.name_pattern import NameArrows, name_pattern
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Module
from driftscan.notation.words import path_pattern


class Modules:
    """A folder without an index file is a name too, where modules stand below it."""

    def __init__(self, graph: SystemGraph) -> None:
        self.graph = graph
        self._named: dict[str, list[Module]] = defaultdict(list)
        for module in graph.modules:
            if module.language == "python":
                self._named[module.name].append(module)

    @cached_property
    def names(self) -> frozenset[str]:
        """All modules, and all packages above them."""
        return frozenset(above for name in self._named for above in _and_above(name))

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.names):
            children[name.rpartition(".")[0]].append(name)
        return children

    def children(self, name: str) -> list[str]:
        """Dotted names one level below a package; of '' the top-level names."""
        return self._children.get(name, [])

    def descendants(self, name: str) -> list[str]:
        """All names below a package, sorted."""
        found, waiting = [], [name]
        while waiting:
            below = self.children(waiting.pop())
            found += below
            waiting += below
        return sorted(found)

    def matching(self, expression: str) -> list[str]:
        """Names that an expression means: `*` is one part of a name, `**` one or more; sorted."""
        if "*" not in expression:
            return [expression] if expression in self.names else []
        pattern = name_pattern(expression)
        return sorted(name for name in self.names if pattern.fullmatch(name))

    def paths(self, name: str) -> tuple[str, ...]:
        """Where a module or package with all below it stands, as patterns of a spec; sorted."""
        found = {_own_place(module) for module in self._named.get(name, ())}
        if not any(module.is_package for module in self._named.get(name, ())):
            found |= {
                _place_above(module, name)
                for below in self.descendants(name)
                for module in self._named.get(below, ())
            }
        return tuple(sorted(path_pattern(path) for path in found if path))

    def is_bare(self, name: str) -> bool:
        """A folder that modules stand in, without an index file."""
        return name in self.names and name not in self._named

    def own_paths(self, name: str) -> tuple[str, ...]:
        """The file or files that are the module itself, without what is below it."""
        return tuple(sorted(path_pattern(module.path) for module in self._named.get(name, ())))

    def depth_below(self, name: str) -> int:
        """How many levels of names there are below a package."""
        level = name.count(".")
        return max((below.count(".") - level for below in self.descendants(name)), default=0)

    @cached_property
    def imports(self) -> frozenset[tuple[str, str]]:
        """Pairs of names: who depends on which module or external package."""
        modules, externals = self.graph.modules, self.graph.externals
        inside = ((modules[d.source].name, modules[d.target].name) for d in self.graph.internal)
        outside = ((modules[d.source].name, externals[d.target].name) for d in self.graph.external)
        return frozenset((*inside, *outside))

    def without_import(self, arrows: Iterable[str]) -> list[str]:
        """Arrows between names or patterns that fit no dependency of the tree."""
        return NameArrows(arrows).idle(self.imports)


def is_within(name: str, package: str) -> bool:
    """The same name, or one below it."""
    return name == package or name.startswith(f"{package}.")


def overlap(one: str, other: str) -> bool:
    """Whether one name is the other, or inside of it."""
    return is_within(one, other) or is_within(other, one)


def without_nested(names: Iterable[str]) -> list[str]:
    """Names that are not below another of them; sorted."""
    kept: list[str] = []
    for name in sorted(set(names)):
        if not any(is_within(name, above) for above in _and_above(name) if above in kept):
            kept.append(name)
    return kept


def _and_above(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def _own_place(module: Module) -> bytes:
    return module.path.rpartition(b"/")[0] if module.is_package else module.path


def _place_above(module: Module, name: str) -> bytes:
    """The directory that is a package above a module; b'' where names and folders differ."""
    levels = module.name.count(".") - name.count(".")
    path = _own_place(module)
    for part in reversed(module.name.split(".")[-levels:]):
        path, _, last = path.rpartition(b"/")
        if last.partition(b".")[0].decode("utf-8", "replace") != part:
            return b""
    return path
