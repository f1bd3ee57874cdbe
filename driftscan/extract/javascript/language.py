"""JavaScript as a language: an index over the whole tree that resolves each file's imports."""

from collections.abc import Mapping, Sequence

from driftscan.extract.javascript.aliases import Evidence
from driftscan.extract.javascript.answer import Surroundings
from driftscan.extract.javascript.built import Built, outputs_of
from driftscan.extract.javascript.bundlers import Bundlers
from driftscan.extract.javascript.configs import Configs
from driftscan.extract.javascript.entries import Entries
from driftscan.extract.javascript.files import Files
from driftscan.extract.javascript.governing import Governing
from driftscan.extract.javascript.layout import Layout
from driftscan.extract.javascript.names import may_define, names_used
from driftscan.extract.javascript.naming import name_modules
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.javascript.resolve import FileResolution
from driftscan.extract.javascript.search import Search
from driftscan.extract.javascript.workspaces import Workspaces
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]

Manifests = Mapping[bytes, Sequence[FileFacts]]


class JavaScriptIndex:
    """Modules sorted by key, and the search for what their imports mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Manifests,
        declared_roots: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        layout = Layout(paths)
        packages = Packages(manifests)
        configs = Configs(manifests, packages)
        files = Files(layout, packages)
        built = Built(files, outputs_of(configs, packages))
        self.modules: Sequence[Module] = named or name_modules(layout, packages, declared_roots)
        self._positions = {module.path: at for at, module in enumerate(self.modules)}
        self._files = {file.path: file for file in layout.files}
        self._governing = Governing(configs)
        self._search = Search(
            Surroundings(
                files=files,
                packages=packages,
                workspaces=Workspaces(manifests, packages),
                entries=Entries(files, built),
                built=built,
                governing=self._governing,
                bundlers=Bundlers(manifests, packages, files),
                evidence=Evidence(layout, packages),
            )
        )

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        file = self._files[path]
        config = self._governing.of(file)
        keeps = config is not None and config.keeps
        return FileResolution(file, self._search, self._positions, keeps).resolve(facts)


def wants_hints(
    paths: Sequence[bytes], manifests: Manifests, declared_roots: Sequence[str]
) -> bool:
    """No: paths and manifests decide."""
    return False


def hints(facts: FileFacts) -> tuple[str, ...]:
    """Nothing, see wants_hints."""
    return ()


def infer(
    paths: Sequence[bytes],
    manifests: Manifests,
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """Nothing, see wants_hints."""
    return ()


def build_index(
    paths: Sequence[bytes],
    manifests: Manifests,
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> JavaScriptIndex:
    """See Language.build_index."""
    return JavaScriptIndex(paths, manifests, declared_roots, named)
