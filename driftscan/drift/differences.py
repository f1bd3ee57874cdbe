"""Two system graphs side by side: what only one of them has."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from driftscan.drift.measures import crossing
from driftscan.graph.components import Territory
from driftscan.graph.system import SystemGraph
from driftscan.model.diff import ComponentLink, Link, Moved, PackageLink, Sides
from driftscan.model.graph import KIND_LABELS, Dependency
from driftscan.model.location import Location


class Side(Struct, frozen=True, dict=True):
    """One of the two. names: for a path the one it has on the later side, where it was moved.

    stale: paths whose dependencies may differ from the other side's; None for all.
    """

    graph: SystemGraph
    territory: Territory
    names: Mapping[bytes, bytes]
    stale: Collection[bytes] | None = None

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """See drift.measures.crossing()."""
        return crossing(self.graph, self.territory)


_PackageKey = tuple[str, str]
"""Language and name."""

_LinkKey = tuple[str, str, bytes, bytes, int]


def differences(before: Side, after: Side) -> tuple[Sides, Sides, tuple[Moved, ...]]:
    """What was added, what was removed, and which modules were moved."""
    old, new = dict(_links(before)), dict(_links(after))
    used = _used(before), _used(after)
    packages = _packages(before, used[0] - used[1]), _packages(after, used[1] - used[0])
    pairs = set(_pairs(before)), set(_pairs(after))
    added = _sides(after, before, new, old, packages[1], pairs[1] - pairs[0])
    removed = _sides(before, after, old, new, packages[0], pairs[0] - pairs[1])
    return added, removed, _moved(before, after)


def _sides(
    side: Side,
    other: Side,
    links: Mapping[_LinkKey, Dependency],
    known: Mapping[_LinkKey, Dependency],
    packages: Mapping[_PackageKey, list[Dependency]],
    pairs: Collection[ComponentLink],
) -> Sides:
    return Sides(
        modules=tuple(_absent(side, other)),
        links=tuple(sorted(_link(side, d) for key, d in links.items() if key not in known)),
        components=tuple(sorted(pairs)),
        packages=tuple(sorted(_package(side, uses) for uses in packages.values())),
    )


def _absent(side: Side, other: Side) -> list[str]:
    """Modules that the other side does not have."""
    there = set(_paths(other))
    own = zip(side.graph.modules, _paths(side), strict=True)
    return [module.id for module, path in own if path not in there]


def _paths(side: Side) -> list[bytes]:
    """Those of all modules, under names that fit both sides."""
    paths = [module.path for module in side.graph.modules]
    return [_name(side, path) for path in paths] if side.names else paths


def _links(side: Side) -> Iterator[tuple[_LinkKey, Dependency]]:
    """Dependencies that may be on one side alone, under names that fit both."""
    modules, stale = side.graph.modules, side.stale
    for position, module in enumerate(modules):
        source = module.path
        if stale is not None and source not in stale:
            continue
        for dependency in side.graph.outgoing(position):
            target = modules[dependency.target].path
            yield (
                (
                    side.territory.home_name(dependency.source),
                    side.territory.home_name(dependency.target),
                    _name(side, source),
                    _name(side, target),
                    int(dependency.kind),
                ),
                dependency,
            )


def _used(side: Side) -> set[_PackageKey]:
    """Packages from outside, standard libraries aside; each is used somewhere."""
    return {(each.language, each.name) for each in side.graph.externals if not each.standard}


def _packages(side: Side, wanted: Collection[_PackageKey]) -> dict[_PackageKey, list[Dependency]]:
    """The uses of each of these."""
    externals = side.graph.externals
    found: dict[_PackageKey, list[Dependency]] = {}
    for dependency in side.graph.external if wanted else ():
        package = externals[dependency.target]
        if (package.language, package.name) in wanted:
            found.setdefault((package.language, package.name), []).append(dependency)
    return found


def _pairs(side: Side) -> Iterator[ComponentLink]:
    names = side.territory.names
    for source, target in set(side.ends):
        yield ComponentLink(names[source], names[target])


def _link(side: Side, dependency: Dependency) -> Link:
    modules = side.graph.modules
    source = modules[dependency.source]
    return Link(
        source_component=side.territory.home_name(dependency.source),
        target_component=side.territory.home_name(dependency.target),
        source=source.id,
        target=modules[dependency.target].id,
        kind=KIND_LABELS[dependency.kind],
        evidence=tuple(Location(source.path, line) for line in dependency.lines),
    )


def _package(side: Side, uses: list[Dependency]) -> PackageLink:
    modules = side.graph.modules
    package = side.graph.externals[uses[0].target]
    return PackageLink(
        name=package.name,
        distribution=package.distribution,
        language=package.language,
        components=tuple(sorted({side.territory.home_name(use.source) for use in uses} - {""})),
        evidence=tuple(
            sorted(Location(modules[use.source].path, line) for use in uses for line in use.lines)
        ),
    )


def _moved(before: Side, after: Side) -> tuple[Moved, ...]:
    ids = {module.path: module.id for module in after.graph.modules}
    return tuple(
        sorted(
            Moved(module.id, ids[before.names[module.path]])
            for module in before.graph.modules
            if module.path in before.names
        )
    )


def _name(side: Side, path: bytes) -> bytes:
    return side.names.get(path, path)
