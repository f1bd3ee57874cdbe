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
known = set(modules)
edges = sorted(
    [m, other] for m in modules for other in graph.find_modules_directly_imported_by(m)
)
import ast, os
top = os.path.join(os.environ["PYTHONPATH"], *sys.argv[1].split("."))
names = {}
for folder, _, files in os.walk(top):
    for file in files:
        if not file.endswith(".py"):
            continue
        path = os.path.join(folder, file)
        parts = os.path.relpath(path, os.environ["PYTHONPATH"])[:-3].split(os.sep)
        package = parts[:-1]
        try:
            tree = ast.parse(open(path, "rb").read())
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else []
                module = ".".join([*base, *([node.module] if node.module else [])])
                for alias in node.names:
                    if alias.name != "*" and f"{module}.{alias.name}" not in known:
                        names.setdefault(module, set()).add(alias.name)
names = {module: sorted(found) for module, found in names.items() if module in known}
json.dump({"modules": modules, "edges": edges, "taken": names}, sys.stdout)
"""


class Structure(msgspec.Struct, frozen=True, dict=True):
    """modules: dotted names, sorted. edges: who imports whom, external packages included.

    taken: names, not modules, that `from m import name` takes from a module.
    """

    modules: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    taken: dict[str, tuple[str, ...]]

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
