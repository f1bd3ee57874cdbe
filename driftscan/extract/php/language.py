"""PHP as a language: an index over the whole tree that resolves each file's names."""

from collections.abc import Mapping, Sequence

from driftscan.extract.paths import text_of
from driftscan.extract.php.answers import Answers
from driftscan.extract.php.classes import Autoloading
from driftscan.extract.php.declared import Declarations, written
from driftscan.extract.php.includes import Includes
from driftscan.extract.php.naming import name_modules
from driftscan.extract.php.projects import find_projects, project_of
from driftscan.extract.php.resolve import FileResolution
from driftscan.extract.syntax.names import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]


class PhpIndex:
    """Modules sorted by key, and the search for what their names mean."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        self._projects = find_projects(manifests, declared_roots)
        self.modules: Sequence[Module] = named or name_modules(paths, self._projects)
        files = [text_of(path) for path in paths]
        self._autoloading = Autoloading(self._projects, frozenset(files))
        self._declarations = Declarations(inferred)
        self._includes = Includes(files, self._projects)
        self._positions = {text_of(module.path): at for at, module in enumerate(self.modules)}
        self._tests = frozenset(text_of(m.path) for m in self.modules if m.is_test)
        self._answers: dict[str, Answers] = {}

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead."""
        shown = text_of(path)
        project = project_of(shown, self._projects)
        answers = self._answers.get(project.directory)
        if answers is None:
            answers = Answers(project, self._projects, self._autoloading, self._declarations)
            self._answers[project.directory] = answers
        resolution = FileResolution(shown, answers, self._includes, self._positions, self._tests)
        return resolution.resolve(facts)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Functions, constants and classes of a classmap are found by what files declare."""
    return True


def hints(facts: FileFacts) -> tuple[str, ...]:
    """What a file declares."""
    return facts.declarations


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """The declarations that the paths of files do not tell, as texts for build_index."""
    projects = find_projects(manifests, declared_roots)
    return tuple(written(hints, Autoloading(projects, frozenset(map(text_of, paths)))))


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> PhpIndex:
    """See Language.build_index."""
    return PhpIndex(paths, manifests, declared_roots, inferred, named)
