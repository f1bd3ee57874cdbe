"""Java and Kotlin as a language: an index of what all files declare that resolves each file."""

from collections.abc import Mapping, Sequence

from driftscan.extract.jvm import hints as said
from driftscan.extract.jvm.declarations import Declarations
from driftscan.extract.jvm.externals import Externals
from driftscan.extract.jvm.layout import place_files
from driftscan.extract.jvm.naming import name_modules
from driftscan.extract.jvm.nearest import Nearest
from driftscan.extract.jvm.resolve import FileResolution, View
from driftscan.extract.jvm.units import find_units
from driftscan.extract.paths import parent_of, text_of
from driftscan.extract.syntax.names import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]

hints = said.hints


class JvmIndex:
    """Modules sorted by key, and what all files declare."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        units = find_units(manifests)
        declared = said.read_hints(inferred)
        folders = {parent_of(text_of(path)) for path in paths}
        files = place_files(paths, declared, units.folders(sorted(folders)), declared_roots)
        self.modules: Sequence[Module] = named or name_modules(files)
        by_path = {module.path: at for at, module in enumerate(self.modules)}
        self._positions = {path: at for at, path in enumerate(paths)}
        self._view = View(
            files=files,
            declarations=Declarations(files, declared),
            nearest=Nearest(files, units),
            externals=Externals(units),
            positions=[by_path[path] for path in paths],
            members=said.members_like_extensions(inferred),
        )

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        return FileResolution(self._positions[path], self._view).resolve(facts)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Always: types are found by what files declare."""
    return True


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """What files declare, as texts for build_index."""
    return said.infer(hints)


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> JvmIndex:
    """See Language.build_index."""
    return JvmIndex(paths, manifests, declared_roots, inferred, named)
