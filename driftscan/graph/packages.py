"""The tree of packages inside a component: its children, found by name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Module

Parts = tuple[str, ...]


class _Reading(Struct, frozen=True):
    """What names of children may mean: the tree they are looked up in, the packages they are
    relative to, and the modules found for each."""

    tree: Mapping[int, Parts]
    bases: Sequence[Parts]
    found: dict[str, list[int]]

    @property
    def known(self) -> int:
        """How many of the names mean a module at least."""
        return sum(1 for positions in self.found.values() if positions)


class Child(Struct, frozen=True):
    """A child of a package, or what is left of it.

    name: relative to the package; shown: from the top. positions: its modules, ascending;
    whole: all that there are.
    """

    name: str
    shown: str
    positions: tuple[int, ...]
    whole: bool


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
                for base in [next((b for b in bases if _begins(parts, b)), ())]
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
        return self._read(names).found

    def beside(self, names: Sequence[str]) -> list[Child]:
        """Direct children with modules that stand under none of the names: those modules.

        Children of the packages that find() understands the names to be relative to; of absolute
        names, of the package that they have in common. Sorted by their shown names.
        """
        reading = self._read(names)
        bases = reading.bases
        if list(bases) == [()]:
            bases = [_common_package(names)]
        placed = {position for positions in reading.found.values() for position in positions}
        children: dict[Parts, list[int]] = defaultdict(list)
        for position, parts in sorted(reading.tree.items()):
            base = next((b for b in bases if len(parts) > len(b) and _begins(parts, b)), None)
            if base is not None:
                children[parts[: len(base) + 1]].append(position)
        left = {parts: [p for p in children[parts] if p not in placed] for parts in children}
        return [
            Child(parts[-1], ".".join(parts), tuple(left[parts]), left[parts] == children[parts])
            for parts in sorted(left)
            if left[parts]
        ]

    def _read(self, names: Sequence[str]) -> _Reading:
        """The reading in which most of the names mean something; of equal ones the likeliest."""
        readings = (
            _Reading(tree, bases, _find_below(tree, bases, names))
            for tree in (self.parts, self._path_parts)
            for bases in self._readings(tree, names)
        )
        return max(readings, key=lambda reading: reading.known)

    def _readings(self, tree: Mapping[int, Parts], names: Sequence[str]) -> Iterator[list[Parts]]:
        """Packages that the names may be relative to, the likeliest reading first."""
        common = self._common(tree, tree)
        yield [common]
        if not common:
            known = {top: _known(_find_below(tree, [top], names)) for top in self._tops(tree)}
            most = max(known.values(), default=0)
            yield [top for top, count in known.items() if count == most]
        # Where all but one child are missing, what all modules have in common is that child.
        for length in range(len(common) - 1, -1, -1):
            yield [common[:length]]
        if not common:
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
        return _shared_start(
            {
                tree[position] if self._modules[position].is_package else tree[position][:-1]
                for position in positions
            }
        )


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


def _begins(parts: Parts, base: Parts) -> bool:
    return parts[: len(base)] == base


def _common_package(names: Sequence[str]) -> Parts:
    """The package that absolute names have in common."""
    return _shared_start({tuple(name.split(".")[:-1]) for name in names})


def _shared_start(packages: Collection[Parts]) -> Parts:
    """What all of them begin with; () for none."""
    if not packages:
        return ()
    least, greatest = min(packages), max(packages)
    same = 0
    while same < len(least) and least[same] == greatest[same]:
        same += 1
    return least[:same]


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
