"""The scanned tree as folders: which modules are below each, which of them look like tests."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, ExternalPackage

_TEST_FILE = re.compile(rb"(?:test_.*|.*_test|tests|conftest)\.pyi?", re.DOTALL)
_TEST_PACKAGES = frozenset({"pytest", "unittest", "hypothesis", "testtools", "nose"})
TEST_FOLDERS = frozenset(b"test tests testdata fixtures".split())


class Folders:
    """Modules of a graph by folder. Positions are those of graph.modules."""

    def __init__(self, graph: SystemGraph) -> None:
        self.graph = graph
        self.paths = [module.path for module in graph.modules]

    @cached_property
    def below(self) -> dict[bytes, list[int]]:
        """For each folder the modules in it and below it, ascending; b'' holds all."""
        below: dict[bytes, list[int]] = defaultdict(list)
        for position, path in enumerate(self.paths):
            for folder in folders_above(path):
                below[folder].append(position)
        return below

    @cached_property
    def packages(self) -> frozenset[bytes]:
        """Folders that are packages with an index file; a source root with one is none."""
        return frozenset(
            folder
            for module in self.graph.modules
            if module.is_package
            and (folder := module.path.rpartition(b"/")[0]) != os.fsencode(module.root)
        )

    @cached_property
    def roots(self) -> frozenset[bytes]:
        """Folders that names of modules begin in; b'' where that is the scanned root."""
        return frozenset(os.fsencode(module.root) for module in self.graph.modules)

    def in_package(self, folder: bytes) -> bool:
        """Whether a folder stands inside a package (being one itself does not count)."""
        return any(above in self.packages for above in folders_above(folder) if above)

    @cached_property
    def looks_like_test(self) -> list[bool]:
        """For each module: its language calls it a test, its file is named like one, it stands in
        a folder `tests`, or it imports a test framework."""
        found = [
            module.is_test
            or _TEST_FILE.fullmatch(module.path.rpartition(b"/")[2]) is not None
            or not TEST_FOLDERS.isdisjoint(module.path.split(b"/")[:-1])
            for module in self.graph.modules
        ]
        for source, packages in self.packages_used.items():
            names = {package.name for package in packages}
            found[source] = found[source] or not names.isdisjoint(_TEST_PACKAGES)
        return found

    @cached_property
    def packages_used(self) -> dict[int, set[ExternalPackage]]:
        """For each module the external packages it imports."""
        used: dict[int, set[ExternalPackage]] = defaultdict(set)
        for dependency in self.graph.external:
            used[dependency.source].add(self.graph.externals[dependency.target])
        return used


def folders_above(path: bytes) -> Iterator[bytes]:
    """The folders a path stands in, the outermost (b'') first."""
    yield b""
    at = path.find(b"/")
    while at != -1:
        yield path[:at]
        at = path.find(b"/", at + 1)


def is_below(path: bytes, folder: bytes) -> bool:
    """Whether a path is a folder or stands anywhere below it."""
    return not folder or path == folder or path.startswith(folder + b"/")


def is_below_any(path: bytes, folders: Iterable[bytes]) -> bool:
    """Whether a path stands below one of several folders, or is one."""
    return any(is_below(path, folder) for folder in folders)


def statements(dependency: Dependency) -> int:
    """How many import statements a dependency stands for, at least 1."""
    return len(dependency.lines) or 1
