"""Builds of the tree: one per folder with a build file, and which of them depend on which."""

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.jvm.gradle import GradleBuilds
from driftscan.extract.jvm.maven import Poms
from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts, RequirementFact

_GRADLE = ("build.gradle", "build.gradle.kts")


class Unit(Struct, frozen=True):
    """folder: of the build file. requirements: libraries it asks for, its parents' too.
    depends: folders of the builds of this tree that it asks for."""

    folder: str
    requirements: tuple[RequirementFact, ...] = ()
    depends: tuple[str, ...] = ()


class Units:
    """What the manifests of a tree say."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._reach: dict[str, dict[str, int]] = {}

    def folders(self, folders: Sequence[str]) -> dict[str, str]:
        """For each folder that of its build: the nearest one above, '' if there is none."""
        found: dict[str, str] = {}
        for folder in folders:
            trail = []
            at = folder
            while at and at not in self._units and at not in found:
                trail.append(at)
                at = posixpath.dirname(at)
            unit = at if at in self._units else found.get(at, "")
            found.update(dict.fromkeys([*trail, folder], unit))
        return found

    def requirements(self, unit: str) -> tuple[RequirementFact, ...]:
        """What a build asks for."""
        known = self._units.get(unit)
        return known.requirements if known else ()

    def reach(self, unit: str) -> dict[str, int]:
        """Builds that a build depends on, with the number of steps."""
        found = self._reach.get(unit)
        if found is None:
            found = {unit: 0}
            waiting = [unit]
            for at in waiting:
                for other in self._units[at].depends if at in self._units else ():
                    if other not in found:
                        found[other] = found[at] + 1
                        waiting.append(other)
            self._reach[unit] = found
        return found


def find_units(manifests: Mapping[bytes, Sequence[FileFacts]]) -> Units:
    """The builds of a tree."""
    told = {text_of(path): facts for path, facts in manifests.items()}
    poms, gradle = Poms(told), GradleBuilds(told)
    build_files: dict[str, list[FileFacts]] = defaultdict(list)
    for path in sorted(told):
        folder, name = posixpath.split(path)
        if name in _GRADLE:
            build_files[folder] += told[path]
    units = {}
    for folder in {*poms.folders(), *build_files, *gradle.folders()}:
        requirements = poms.requirements(folder)
        depends = poms.projects(requirements)
        requirements += (fact for facts in build_files[folder] for fact in facts.requirements)
        projects, libraries = gradle.asked(folder, build_files[folder])
        asked = [fact for fact in (*requirements, *libraries) if not poms.has(fact.name)]
        units[folder] = Unit(folder, tuple(asked), (*depends, *projects))
    return Units(units)
