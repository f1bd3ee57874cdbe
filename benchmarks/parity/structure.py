"""What a package consists of, as grimp sees it: the ground that contracts are made from."""

import subprocess
import sys
from functools import cached_property
from pathlib import Path

import msgspec

_LIST = """
import json, sys, grimp
graph = grimp.build_graph(
    sys.argv[1], include_external_packages=True, cache_dir=None,
)
modules = sorted(m for m in graph.modules if not graph.is_module_squashed(m))
edges = sorted(
    [m, other] for m in modules for other in graph.find_modules_directly_imported_by(m)
)
json.dump({"modules": modules, "edges": edges}, sys.stdout)
"""


class Structure(msgspec.Struct, frozen=True, dict=True):
    """modules: dotted names, sorted. edges: who imports whom, external packages included."""

    modules: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The modules as a set."""
        return frozenset(self.modules)

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Package to the modules directly below it."""
        found: dict[str, list[str]] = {}
        for name in self.modules:
            found.setdefault(name.rpartition(".")[0], []).append(name)
        return found

    @cached_property
    def inner(self) -> list[tuple[str, str]]:
        """Edges between modules of the package."""
        return [pair for pair in self.edges if pair[1] in self.names]

    @cached_property
    def outer(self) -> list[tuple[str, str]]:
        """Edges to packages outside."""
        return [pair for pair in self.edges if pair[1] not in self.names]

    @cached_property
    def packages(self) -> list[str]:
        """Modules with two children at least."""
        return [name for name in self.modules if len(self.children.get(name, ())) > 1]


def structure(root: Path, package: str) -> Structure:
    """grimp runs in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _LIST, package],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
        cwd="/",
    )
    return msgspec.json.decode(done.stdout, type=Structure)
