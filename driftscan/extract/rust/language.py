"""Rust as a language: crates from manifests, trees of modules from what all files declare.

Facts of a file (driftscan/extract/rust/extractor.py) are written so: an import's module is a path,
`crate::a`, seen from the file's own module where it begins with `self` or `super`; its level is 0,
or 1 and the number of inline modules in front where it begins with a name that the file declares.
`mod a::b` (alias: the path of its file), `extern crate a` and `include!` (name: the path, alias:
the inline modules around) are imports as well. A use is a path, or a macro's name and `!`.
"""

from collections.abc import Mapping, Sequence

from driftscan.extract.paths import parent_of, text_of
from driftscan.extract.rust.crates import crates_of
from driftscan.extract.rust.declared import Declaration, read_declaration
from driftscan.extract.rust.layout import Layout
from driftscan.extract.rust.names import names_used
from driftscan.extract.rust.naming import name_modules, stray_crate
from driftscan.extract.rust.packages import find_packages
from driftscan.extract.rust.places import stem_of
from driftscan.extract.rust.resolve import FileResolution
from driftscan.extract.rust.search import Search
from driftscan.extract.rust.tree import Node, Trees
from driftscan.extract.syntax.names import may_define
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]

_ROOT_NAMES = ("lib", "main", "mod")


class RustIndex:
    """Modules sorted by key, and the search for what paths mean. trees: of all crates."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        packages = find_packages(manifests)
        layout = Layout(paths, packages)
        self.trees = Trees(layout.known, dict(map(_read, inferred)))
        libraries: dict[str, Node] = {}
        for folder, package in sorted(packages.items()):
            crates = crates_of(package, layout.by_folder)
            for crate in crates:
                self.trees.grow(crate, parent_of(crate.root))
            if crates and crates[0].kind in ("lib", "bin"):
                libraries[folder] = self.trees.roots[crates[0].root]
        self._grow_strays(layout, libraries)
        self._search = Search(libraries)
        self.modules: Sequence[Module] = named or name_modules(layout, self.trees)
        self._positions = {text_of(module.path): at for at, module in enumerate(self.modules)}

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        file = text_of(path)
        resolution = FileResolution(file, facts, self.trees, self._search, self._positions)
        return resolution.resolve()

    def _grow_strays(self, layout: Layout, libraries: Mapping[str, Node]) -> None:
        """Files that no crate of a manifest leads to, those further up first."""
        for file in sorted(layout.files, key=_by_depth):
            if not self.trees.nodes[file] and not self._attach(file, layout, libraries):
                below = file.rpartition(".")[0]
                is_root = stem_of(file) in _ROOT_NAMES or below not in layout.by_folder
                self.trees.grow(stray_crate(file, layout), parent_of(file) if is_root else below)

    def _attach(self, file: str, layout: Layout, libraries: Mapping[str, Node]) -> bool:
        """Whether a file is a module that a macro seems to have defined."""
        package = layout.package_of(file)
        root = libraries.get(package.folder) if package else None
        source = f"{parent_of(root.crate.root)}/" if root else ""
        if root is None or not file.startswith(source):
            return False
        below = file.removesuffix(".rs").removesuffix("/mod")
        path = tuple(below[len(source) :].split("/"))
        return self.trees.attach(root, path, file, below)


def hints(facts: FileFacts) -> tuple[str, ...]:
    """What a file says about the tree of modules."""
    return facts.declarations


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Files are found by what others declare."""
    return True


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """One text per file that declares anything: its path and its declarations, a line each."""
    return tuple(
        "\n".join((text_of(path), *declared))
        for path, declared in sorted(hints.items())
        if declared
    )


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> RustIndex:
    """See Language.build_index."""
    return RustIndex(paths, manifests, inferred, named)


def _read(text: str) -> tuple[str, list[Declaration]]:
    path, *declared = text.split("\n")
    return path, [read_declaration(line) for line in declared]


def _by_depth(file: str) -> tuple[int, bool, str]:
    return file.count("/"), stem_of(file) not in _ROOT_NAMES, file
