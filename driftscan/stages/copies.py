"""Which modules lie in copies of packages: nothing builds them, and others that are built bear
their names. What they need of each other binds nobody, nor is it worth making cheaper."""

from collections.abc import Iterator, Mapping, Set

from driftscan.extract.javascript.layout import ancestors
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.paths import parent_of, text_of
from driftscan.stages.map import Map
from driftscan.stages.unbuilt import unbuilt_packages


def copies_in(system: Map) -> Mapping[int, str]:
    """Positions of these modules, each with the directory of its package. A package is a copy if
    nothing builds it, and one that is built has its name, or a link joins it to such a copy; and no
    module outside of the copies uses one of its modules."""
    packages, unbuilt = unbuilt_packages(system)
    copies = _joined(_named_alike(packages, unbuilt), packages, unbuilt)
    while copies:
        found = dict(_modules(system, copies))
        if not (used := _used_elsewhere(system, found)):
            return found
        copies -= used
    return {}


def _named_alike(packages: Packages, unbuilt: Set[str]) -> set[str]:
    built = {
        name
        for path, each in packages.by_directory.items()
        if path not in unbuilt and (name := each.name)
    }
    return {path for path in unbuilt if packages.by_directory[path].name in built}


def _joined(seeds: Set[str], packages: Packages, unbuilt: Set[str]) -> set[str]:
    """These and what of the unbuilt links one of them, or is linked by one."""
    links = [
        (path, target)
        for path in sorted(unbuilt)
        for target in packages.by_directory[path].links.values()
        if target in unbuilt
    ]
    found = set(seeds)
    while more := {end for pair in links if not found.isdisjoint(pair) for end in pair} - found:
        found |= more
    return found


def _modules(system: Map, copies: Set[str]) -> Iterator[tuple[int, str]]:
    for at, module in enumerate(system.graph.modules):
        around = (each for each in ancestors(parent_of(text_of(module.path))) if each in copies)
        if nearest := next(around, ""):
            yield at, nearest


def _used_elsewhere(system: Map, found: Mapping[int, str]) -> set[str]:
    """Packages of which somebody else uses a module."""
    return {
        found[edge.target]
        for edge in system.graph.internal
        if edge.target in found and edge.source not in found
    }
