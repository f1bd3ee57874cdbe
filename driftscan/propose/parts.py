"""A package tree as parts of a sensible number: the packages that could be components."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Kind, Module
from driftscan.propose.folders import statements

# A spec is read in five minutes: fewer parts say little, more are not read.
FEWEST = 5
MOST = 16
# A part with this share of all modules is looked into, even where there are enough parts.
DOMINANT = 0.6
# Of a part that is divided though there are enough, the shown packages hold at least this share.
_TELLING = 0.5
# Among many packages, one with fewer modules than this and less than this share of modules and
# imports says little by itself.
_OWN_MODULES = 3
_SLIGHT = 0.01
# Modules beside the packages that are the ground for them: at least so many, each imported by
# the packages at least so often, and so many times as often as it imports them.
_GROUND_LEAST = 3
_GROUND_USES = 3
_GROUND_RATIO = 3
_ROOT_IS_UNIT = frozenset(["ruby"])
_FOLDER_IS_UNIT = frozenset(["csharp", "go", "jvm", "php"])


class Part(Struct, frozen=True):
    """A package, a top-level module, or what is left of a package.

    name: parts of its dotted name, () of a root with all that is in it. folder: what it stands in:
    its own folder, or for modules the folder of the package. paths: to give as component paths.
    kept, dropped: of a rest, how many packages are shown by themselves, how many it holds.
    """

    name: tuple[str, ...]
    folder: bytes
    paths: tuple[bytes, ...]
    modules: tuple[int, ...]
    is_package: bool = True
    is_rest: bool = False
    is_base: bool = False
    kept: int = 0
    dropped: int = 0


def top_parts(graph: SystemGraph, positions: Iterable[int]) -> list[Part]:
    """The top-level packages and modules among some modules, by source root and name."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position in positions:
        module = graph.modules[position]
        groups[module.root, module.name.partition(".")[0]].append(position)
    return [_part(graph, *each) for each in _by_root_of_files(graph, groups)]


def _by_root_of_files(
    graph: SystemGraph, groups: Mapping[tuple[str, str], list[int]]
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Names and modules of the parts. `app/models` of Rails is one, though names begin in it."""
    roots: dict[str, list[str]] = defaultdict(list)
    for root, top in sorted(groups):
        roots[root].append(top)
    for root, tops in roots.items():
        loose = sum(len(groups[root, top]) == 1 for top in tops)
        inside = [position for top in tops for position in groups[root, top]]
        if root and loose > 1 and graph.modules[inside[0]].language in _ROOT_IS_UNIT:
            yield (), inside
        else:
            yield from (((top,), groups[root, top]) for top in tops)


def divided(graph: SystemGraph, parts: Sequence[Part], room: int = MOST) -> list[Part]:
    """Look into the largest part again and again, until there are enough parts.

    room: the most parts to give.
    """
    current = list(parts)
    whole: set[tuple[bytes, ...]] = set()
    while True:
        open_parts = [p for p in current if p.is_package and not p.is_rest and p.paths not in whole]
        largest = max(open_parts, key=lambda part: (len(part.modules), part.paths), default=None)
        if largest is None:
            return current
        total = sum(len(part.modules) for part in current)
        enough = len(current) >= FEWEST
        if enough and len(largest.modules) < DOMINANT * total:
            return current
        inside = _inside(graph, largest, room - len(current) + 1)
        if len(inside) < 2 or (enough and not _is_telling(largest, inside)):
            whole.add(largest.paths)
        else:
            current = [part for part in current if part is not largest] + inside


def narrowed(graph: SystemGraph, part: Part) -> Part:
    """The same modules by the deepest package that holds them all."""
    return _part(graph, _common_base(graph, part), part.modules)


def _is_telling(part: Part, inside: Sequence[Part]) -> bool:
    """Many small packages of one kind (plug-ins, say) are one thing, not a dozen and a rest."""
    shown = sum(len(each.modules) for each in inside if not each.is_rest)
    return shown >= _TELLING * len(part.modules)


def _inside(graph: SystemGraph, part: Part, room: int) -> list[Part]:
    """Packages of a part, its modules that those build on, and the rest; [] if it has none."""
    base = _common_base(graph, part)
    children = _children(graph, part, len(base))
    packages = [child for child in children if child.is_package]
    if len(packages) < 2 or room < 3:
        return []
    shown = _shown(graph, packages, room - 2)
    beside = [child for child in children if not child.is_package]
    ground = _ground(graph, beside, shown)
    taken = {position for each in [*shown, *ground] for position in each.modules}
    left = tuple(position for position in part.modules if position not in taken)
    found = [*shown, *ground]
    if left:
        folders = _folders(graph, part.modules, len(base))
        found.append(
            Part(
                base,
                folders[0],
                folders,
                left,
                is_rest=True,
                kept=len(shown),
                dropped=len(packages) - len(shown),
            )
        )
    return found


def _common_base(graph: SystemGraph, part: Part) -> tuple[str, ...]:
    """The package below which the names of a part differ for the first time."""
    base = part.name
    while True:
        names = [graph.modules[position].name.split(".") for position in part.modules]
        deeper = {name[len(base)] for name in names if len(name) > len(base)}
        is_package = any(len(name) > len(base) + 1 for name in names)
        if len(deeper) != 1 or not is_package:
            return base
        base = (*base, *deeper)


def _children(graph: SystemGraph, part: Part, depth: int) -> list[Part]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position in part.modules:
        name = graph.modules[position].name.split(".")
        if len(name) > depth:
            groups[tuple(name[: depth + 1])].append(position)
    return [_part(graph, name, found) for name, found in sorted(groups.items())]


def _part(graph: SystemGraph, name: tuple[str, ...], positions: Sequence[int]) -> Part:
    modules = [graph.modules[position] for position in positions]
    is_package = any(m.is_package or m.name.count(".") >= len(name) for m in modules)
    if not is_package:
        paths = tuple(sorted(module.path for module in modules))
        return Part(name, paths[0].rpartition(b"/")[0], paths, tuple(positions), is_package=False)
    folders = _folders(graph, positions, len(name))
    # A module beside the package of the same name: `app.pyi` and `app/`.
    alone = {m.path for m in modules if m.name.count(".") < len(name) and not m.is_package}
    return Part(name, folders[0], (*folders, *sorted(alone)), tuple(positions))


def _folders(graph: SystemGraph, positions: Iterable[int], depth: int) -> tuple[bytes, ...]:
    """The folders of the package that the first `depth` parts of these modules' names are."""
    modules = [graph.modules[position] for position in positions]
    deep = [m for m in modules if m.is_package or m.name.count(".") >= depth]
    return tuple(sorted({_folder(module, depth) for module in deep}))


def _folder(module: Module, depth: int) -> bytes:
    """The folder of the package that the first `depth` parts of a module's name are; its source
    root where that stands for several parts, as a project of C# does for its namespace."""
    *folders, file = module.path.split(b"/")
    own = module.name.count(".") + (1 if module.is_package else 0)
    if module.name.endswith(f".{os.fsdecode(file)}"):
        own -= file.count(b".")  # what a package of its name hides is called with its ending
    above = max(own - depth, 0)
    least = len(os.fsencode(module.root).split(b"/")) if module.root else 0
    return b"/".join(folders[: max(len(folders) - above, least)])


def crossing(graph: SystemGraph, parts: Sequence[Part]) -> list[int]:
    """For each part the import statements that lead out of it or into it."""
    unit = {position: at for at, part in enumerate(parts) for position in part.modules}
    counts = [0] * len(parts)
    for dependency in graph.internal:
        source, target = unit.get(dependency.source), unit.get(dependency.target)
        if source != target:
            for each in (source, target):
                if each is not None:
                    counts[each] += statements(dependency)
    return counts


def _shown(graph: SystemGraph, packages: Sequence[Part], room: int) -> list[Part]:
    """The packages with most modules and imports; slight ones only where there are few."""
    weights = [
        len(part.modules) + count
        for part, count in zip(packages, crossing(graph, packages), strict=True)
    ]
    total = sum(weights)
    ranked = sorted(zip(weights, packages, strict=True), key=lambda each: (-each[0], each[1].name))
    if len(packages) > FEWEST:
        ranked = [
            (weight, part)
            for weight, part in ranked
            if len(part.modules) >= _OWN_MODULES or weight >= _SLIGHT * total
        ]
    return sorted((part for _, part in ranked[:room]), key=lambda part: part.name)


def _ground(graph: SystemGraph, beside: Sequence[Part], packages: Sequence[Part]) -> list[Part]:
    """Modules beside the packages that these import far more than the other way round, and so does
    each package of which one uses anything: below some and above another it is no ground.

    One part of all of them; none where only one or two modules are like that.
    """
    # Where a folder is the unit and not a file, its files apart from each other say nothing.
    if any(graph.modules[part.modules[0]].language in _FOLDER_IS_UNIT for part in beside):
        return []
    inward, outward = _in_and_out(graph, beside, packages)
    found = [
        part
        for at, part in enumerate(beside)
        if sum(inward[at].values()) >= _GROUND_USES
        and all(inward[at][each] >= _GROUND_RATIO * count for each, count in outward[at].items())
    ]
    if len(found) < _GROUND_LEAST:
        return []
    return [
        Part(
            found[0].name[:-1],
            found[0].folder,
            tuple(path for part in found for path in part.paths),
            tuple(sorted(position for part in found for position in part.modules)),
            is_package=False,
            is_base=True,
        )
    ]


def _in_and_out(
    graph: SystemGraph, beside: Sequence[Part], packages: Sequence[Part]
) -> tuple[Mapping[int, Counter[int]], Mapping[int, Counter[int]]]:
    """For each part beside, by package: statements from there into it, and from it into that."""
    part_of = {position: at for at, part in enumerate(beside) for position in part.modules}
    inside = {position: at for at, part in enumerate(packages) for position in part.modules}
    inward: Mapping[int, Counter[int]] = defaultdict(Counter)
    outward: Mapping[int, Counter[int]] = defaultdict(Counter)
    for dependency in graph.internal:
        source, target = dependency.source, dependency.target
        # Nothing builds on what it imports for the type checker alone.
        if dependency.kind != Kind.IMPORT:
            continue
        if target in part_of and source in inside:
            inward[part_of[target]][inside[source]] += statements(dependency)
        elif source in part_of and target in inside:
            outward[part_of[source]][inside[target]] += statements(dependency)
    return inward, outward
