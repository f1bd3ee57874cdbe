"""Which files lie in a package of JavaScript that nothing builds: the workspace above does not list
it, no package asks for it, and it has neither locked versions nor an image of its own."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from driftscan.extract.javascript.layout import ancestors
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.javascript.workspaces import Workspaces
from driftscan.extract.paths import parent_of, text_of
from driftscan.stages.map import Map

# What says that a folder is installed, or run, by itself.
_LOCKS = frozenset(
    "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb".split()
)
_IMAGES = ("Dockerfile", "Containerfile")


def unbuilt_in(system: Map) -> Callable[[bytes], bool]:
    """Whether a file is of such a package: a copy for reference, which need not agree with what is
    in use."""
    unbuilt = unbuilt_packages(system).directories
    return lambda path: not unbuilt.isdisjoint(ancestors(parent_of(text_of(path))))


class Unbuilt(NamedTuple):
    """packages: of the whole tree. directories: of those that nothing builds."""

    packages: Packages
    directories: frozenset[str]


def unbuilt_packages(system: Map) -> Unbuilt:
    """The packages of the tree, and which of them nothing builds."""
    records = system.survey.snapshot.records
    manifests = {record.file.path: record.manifest for record in records if record.manifest}
    packages = Packages(manifests)
    apart = Workspaces(manifests, packages).left_out()
    if not apart:
        return Unbuilt(packages, frozenset())
    files = system.source.list(lambda name: _is_of_use(text_of(name))).files
    return Unbuilt(
        packages, _unasked(apart - _used(text_of(each.path) for each in files), packages)
    )


def _used(paths: Iterable[str]) -> set[str]:
    """Folders with locked versions or an image of their own, and all above these."""
    return {folder for path in paths for folder in ancestors(parent_of(path))}


def _is_of_use(name: str) -> bool:
    return name in _LOCKS or any(image in name for image in _IMAGES)


def _unasked(apart: Iterable[str], packages: Packages) -> frozenset[str]:
    """Those that no package outside of them all asks for, by path, or by a name that none of these
    has."""
    left = frozenset(apart)
    others = [each for path, each in packages.by_directory.items() if path not in left]
    names = frozenset(name for each in others for name in each.requirements)
    names -= {each.name for each in others}
    links = frozenset(path for each in others for path in each.links.values())
    return frozenset(
        each for each in left if packages.by_directory[each].name not in names and each not in links
    )
