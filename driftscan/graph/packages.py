"""The tree of packages inside a component: its children, found by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Module

Parts = tuple[str, ...]


class PackageTree:
    """Some modules as a tree, by the parts of their dotted names.

    Where two source roots hold a module of the same name (two services that both call their
    package `app`), the top-level name is prefixed by its root, as in `services/billing:app`.
    """

    def __init__(self, graph: SystemGraph, positions: Iterable[int]) -> None:
        self._modules = {position: graph.modules[position] for position in positions}

    @cached_property
    def parts(self) -> dict[int, Parts]:
        """Position of each module to the parts of its name."""
        clashing = _clashing_tops(self._modules.values())
        return {
            position: _dotted_parts(module, clashing) for position, module in self._modules.items()
        }

    @property
    def base(self) -> Parts:
        """The package that all modules have in common; () where there is none."""
        return self._common(self.parts, self.parts)

    def index_modules(self) -> list[int]:
        """The modules that speak for all; ascending.

        The index file of the package that all have in common; where that has none, those of the
        packages right below it. Where there is no such package, those of the top-level packages,
        and the top-level modules. Of one module alone: itself.
        """
        parts, base = self.parts, self.base
        if len(set(parts.values())) == 1:
            return sorted(parts)
        packages = {p: own for p, own in parts.items() if self._modules[p].is_package}
        if not base:
            tops = self._tops(parts)
            lone = [p for p, own in parts.items() if len(own) == 1 and p not in packages]
            return sorted([*lone, *(p for p, own in packages.items() if own in tops)])
        own_index = [p for p, own in packages.items() if own == base]
        below = [p for p, own in packages.items() if own[:-1] == base]
        return sorted(own_index or below)

    def children(self) -> list[str]:
        """Names one level below the common package, or below each top-level package; sorted."""
        bases = [self.base] if self.base else self._tops(self.parts)
        return sorted(
            {
                parts[len(base)]
                for parts in self.parts.values()
                for base in [next((b for b in bases if parts[: len(b)] == b), ())]
                if len(parts) > len(base)
            }
        )

    def find(self, names: Sequence[str]) -> dict[str, list[int]]:
        """Modules at and below each named child; ascending, none under two names, [] if unknown.

        A name is dotted and relative to the package that all modules have in common; where they
        have none, to the top-level packages that know most of the names; or it is absolute. Where
        names are directories but not packages, the tree of paths answers in the same way. Of
        nested names (`storage`, `storage.models`) the longer takes its modules from the shorter.
        """
        best: dict[str, list[int]] = {name: [] for name in names}
        for tree in (self.parts, self._path_parts):
            for bases in self._readings(tree, names):
                answer = _find_below(tree, bases, names)
                if _known(answer) > _known(best):
                    best = answer
        return best

    def _readings(self, tree: Mapping[int, Parts], names: Sequence[str]) -> Iterator[list[Parts]]:
        """Packages that the names may be relative to, the likeliest reading first."""
        common = self._common(tree, tree)
        yield [common]
        if not common:
            known = {top: _known(_find_below(tree, [top], names)) for top in self._tops(tree)}
            most = max(known.values(), default=0)
            yield [top for top, count in known.items() if count == most]
        yield [()]

    @cached_property
    def _path_parts(self) -> dict[int, Parts]:
        return {position: _path_parts(module) for position, module in self._modules.items()}

    def _tops(self, tree: Mapping[int, Parts]) -> list[Parts]:
        """For each top-level package the longest one that all modules below it have in common."""
        groups: dict[str, list[int]] = defaultdict(list)
        for position, parts in tree.items():
            if parts:  # the index file of the scanned root itself is in no package
                groups[parts[0]].append(position)
        return [top for name in sorted(groups) if (top := self._common(tree, groups[name]))]

    def _common(self, tree: Mapping[int, Parts], positions: Iterable[int]) -> Parts:
        containers = {
            tree[position] if self._modules[position].is_package else tree[position][:-1]
            for position in positions
        }
        if not containers:
            return ()
        least, greatest = min(containers), max(containers)
        same = 0
        while same < len(least) and least[same] == greatest[same]:
            same += 1
        return least[:same]


def _find_below(
    tree: Mapping[int, Parts], bases: Sequence[Parts], names: Sequence[str]
) -> dict[str, list[int]]:
    wanted = {(*base, *name.split(".")): name for base in bases for name in names}
    lengths = sorted({len(parts) for parts in wanted}, reverse=True)
    found: dict[str, list[int]] = {name: [] for name in names}
    for position, parts in tree.items():
        for length in lengths:
            name = wanted.get(parts[:length])
            if name is not None:
                found[name].append(position)
                break
    return found


def _known(answer: Mapping[str, Sequence[int]]) -> int:
    return sum(1 for positions in answer.values() if positions)


def _clashing_tops(modules: Iterable[Module]) -> set[str]:
    roots: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        roots[module.name].add(module.root)
    return {name.partition(".")[0] for name, found in roots.items() if len(found) > 1}


def _dotted_parts(module: Module, clashing: set[str]) -> Parts:
    top, *rest = module.name.split(".")
    return (f"{module.root or '.'}:{top}" if top in clashing else top, *rest)


def _path_parts(module: Module) -> Parts:
    path = module.path.decode("utf-8", "backslashreplace")
    *directories, file = path.split("/")
    return tuple(directories) if module.is_package else (*directories, file.partition(".")[0])
