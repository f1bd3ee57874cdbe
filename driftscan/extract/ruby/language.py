"""Ruby as a language: an index over the whole tree that resolves each file's names."""

from collections.abc import Mapping, Sequence

from driftscan.extract.paths import text_of
from driftscan.extract.ruby.constants import Constants, written
from driftscan.extract.ruby.loading import Loading
from driftscan.extract.ruby.lookup import Lookup
from driftscan.extract.ruby.naming import name_modules
from driftscan.extract.ruby.projects import find_projects
from driftscan.extract.ruby.resolve import FileResolution
from driftscan.extract.syntax.names import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]


class RubyIndex:
    """Modules sorted by key, and the search for what their names mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        projects = find_projects(manifests, declared_roots)
        constants = Constants(paths, inferred)
        self.modules: Sequence[Module] = named or name_modules(
            paths, projects, frozenset(constants.roots)
        )
        self._positions = {text_of(module.path): at for at, module in enumerate(self.modules)}
        self._tests = frozenset(text_of(m.path) for m in self.modules if m.is_test)
        self._loading = Loading(frozenset(self._positions), projects, constants.roots)
        self._lookup = Lookup(constants)

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        resolution = FileResolution(
            text_of(path), self._loading, self._lookup, self._positions, self._tests
        )
        return resolution.resolve(facts)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Constants are found by what files define."""
    return True


def hints(facts: FileFacts) -> tuple[str, ...]:
    """What a file defines, and whether it sets up Zeitwerk."""
    return facts.declarations


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """The constants that the paths of files do not tell, as texts for build_index."""
    return tuple(written(paths, hints))


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> RubyIndex:
    """See Language.build_index."""
    return RubyIndex(paths, manifests, declared_roots, inferred, named)
