"""Names for Ruby files: the path by which `require` or Zeitwerk finds them, with dots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter

from driftscan.extract.paths import text_of
from driftscan.extract.ruby.autoloading import root_of
from driftscan.extract.ruby.layout import below
from driftscan.extract.ruby.projects import Project, project_of
from driftscan.extract.ruby.testing import is_test_code
from driftscan.model.graph import Module

LANGUAGE = "ruby"


def name_modules(
    paths: Sequence[bytes], projects: Mapping[str, Project], autoloaded: AbstractSet[str]
) -> list[Module]:
    """One module per file, sorted by key. autoloaded: roots of Zeitwerk."""
    named = [(path, *_name(text_of(path), projects, autoloaded)) for path in paths]
    keys = Counter((root, name) for _, name, root in named)
    modules = [
        Module(
            id=text_of(path),
            key=f"{LANGUAGE}:{root}:{name}"
            if keys[root, name] == 1
            else f"{LANGUAGE}:{text_of(path)}",
            path=path,
            language=LANGUAGE,
            name=name,
            root=root,
            is_test=is_test_code(text_of(path)),
        )
        for path, name, root in named
    ]
    return sorted(modules, key=attrgetter("key"))


def _name(
    path: str, projects: Mapping[str, Project], autoloaded: AbstractSet[str]
) -> tuple[str, str]:
    project = project_of(path, projects)
    found = (root_of(path, autoloaded), root_of(path, frozenset(project.roots)))
    root = max((each for each in found if each is not None), key=len, default=None)
    directory = project.directory if root is None else root
    within = below(path, directory)
    stem = within.rpartition(".")[0] or within
    return stem.replace(".", "_").replace("/", "."), directory
