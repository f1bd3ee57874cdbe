"""Go as a language: an index over the whole tree that resolves each file's imports."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from driftscan.extract.go.layout import Layout, layout_of
from driftscan.extract.go.meaning import Meanings
from driftscan.extract.go.mod_files import read_mod_files
from driftscan.extract.go.naming import name_modules
from driftscan.extract.go.packages import Packages, write_declared
from driftscan.extract.go.resolve import FileResolution
from driftscan.extract.syntax.names import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]

_INIT = "init"


class GoIndex:
    """Modules sorted by key, and the search for what their imports mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        layout = _layout(tuple(paths))
        self._files = {file.path: file for file in layout.files}
        self._packages = Packages(layout, inferred)
        files = read_mod_files(manifests)
        self._meanings = Meanings(layout.by_folder, files, declared_roots)
        self.modules: Sequence[Module] = named or name_modules(layout.files, self._roots(layout))
        self._positions = {module.path: at for at, module in enumerate(self.modules)}

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        file = self._files[path]
        return FileResolution(file, self._meanings, self._packages, self._positions).resolve(facts)

    def _roots(self, layout: Layout) -> dict[str, str]:
        governing = {file.folder: self._meanings.governing(file.folder) for file in layout.files}
        return {folder: module.folder if module else "" for folder, module in governing.items()}


def hints(facts: FileFacts) -> tuple[str, ...]:
    """The package of a file, then what it declares for others: exported names, and `init`."""
    package = facts.namespaces[0] if facts.namespaces else ""
    shared = (name for name in facts.declarations if name[:1].isupper() or name == _INIT)
    return (package, *shared)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Always: an import names a folder, and only its files know which of them is meant."""
    return True


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """What each file declares, as texts for build_index."""
    return tuple(
        write_declared(position, hints[path])
        for position, path in enumerate(paths)
        if path in hints
    )


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> GoIndex:
    """See Language.build_index."""
    return GoIndex(paths, manifests, declared_roots, inferred, named)


@lru_cache(maxsize=1)
def _layout(paths: tuple[bytes, ...]) -> Layout:
    return layout_of(paths)
