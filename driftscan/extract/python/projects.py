"""Projects: directories with a manifest, the roots they declare and what they require."""

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.manifest.purpose import file_asks_for_nothing, file_is_dev
from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts, ProjectFact, RequirementFact

_SOURCE_LAYOUT = "src"
_PYPROJECT, _HATCH_HOOK = b"pyproject.toml", b"hatch_build.py"
_LISTS = (".txt", ".in")
_REQUIREMENTS = "requirements"  # a folder of requirement files speaks for the one around it

# Folders beside the code that flat-layout packaging never installs; the list that setuptools
# documents for automatic discovery.
NOT_INSTALLED = frozenset(
    """
    ci bin debian doc docs documentation manpages news newsfragments changelog test tests
    unit_test unit_tests example examples scripts tools util utils python build benchmark "
    "benchmarks exercise exercises htmlcov tasks fabfile site_scons
    """.split()
)


class DeclaredRoot(Struct, frozen=True):
    """A directory where importable code starts, as a manifest says.

    packages: top-level names or globs it holds, () for all; prefix: see SourceRootFact.
    """

    directory: str
    packages: tuple[str, ...] = ()
    prefix: str = ""

    def holds(self, top_level: str) -> bool:
        """Whether the declaration covers this top-level name."""
        if not self.packages:
            return True
        return any(fnmatchcase(top_level, pattern.split(".")[0]) for pattern in self.packages)


class Project(Struct, frozen=True):
    """A directory with at least one manifest.

    names: distribution names it declares, normalised; requirements: normalised name to the name
    as written. roots: declared roots, deepest first. scopes: (normalised name, scope) of each
    requirement. unknown: scopes that a manifest does not spell out, see ProjectFact; None if none
    of them declares a project.
    """

    directory: str
    names: frozenset[str]
    requirements: Mapping[str, str]
    roots: tuple[DeclaredRoot, ...]
    scopes: frozenset[tuple[str, str]] = frozenset()
    unknown: frozenset[str] | None = None

    def asked_for(self, scope: str) -> list[str]:
        """The requirements of a scope, normalised."""
        return sorted(name for name, each in self.scopes if each == scope)


@lru_cache(maxsize=1 << 14)
def normalised(distribution: str) -> str:
    """PEP 503: runs of - _ . are one -, case does not count."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def find_projects(
    manifests: Mapping[bytes, Sequence[FileFacts]], folders: set[str]
) -> dict[str, Project]:
    """Directory to project. folders: every folder that holds Python below it."""
    facts_by_folder: dict[str, list[FileFacts]] = {}
    for path in sorted(manifests):
        if path.endswith(b"setup.py") and not any(map(_says_something, manifests[path])):
            continue  # any module may be called setup.py
        folder = text_of(path).rpartition("/")[0]
        if folder.rpartition("/")[2] == _REQUIREMENTS:
            folder = folder.rpartition("/")[0]
        purposeful = [_with_purpose(text_of(path), facts) for facts in manifests[path]]
        facts_by_folder.setdefault(folder, []).extend(purposeful)
    return {
        folder: _project(folder, facts, folders)
        for folder, facts in sorted(facts_by_folder.items())
    }


def build_scripts(manifests: Mapping[bytes, Sequence[FileFacts]]) -> set[bytes]:
    """Code that is run to build a project: what it imports is needed for that alone."""
    scripts = {
        path
        for path, facts in manifests.items()
        if path.endswith(b"setup.py") and any(map(_says_something, facts))
    }
    folders = [path[: -len(_PYPROJECT)] for path in manifests if path.endswith(_PYPROJECT)]
    return scripts | {folder + _HATCH_HOOK for folder in folders}


def _with_purpose(path: str, facts: FileFacts) -> FileFacts:
    """What the name of a requirements file says it is for; extractors see only contents."""
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    meaning = _meaning(stem) if f".{suffix}" in _LISTS else {}
    requirements = tuple(
        RequirementFact(fact.name, fact.line, meaning.get(fact.scope, fact.scope))
        for fact in facts.requirements
    )
    return replace(facts, requirements=requirements)


def _meaning(stem: str) -> Mapping[str, str]:
    """Scopes of a requirements file as they are meant; '' says nothing.

    In a list for development, what it has for another package's sake says nothing: who asks for
    that at run time may ask for it too. In any other list it is there to run.
    """
    if file_asks_for_nothing(stem):
        return {"runtime": "", "pinned": ""}
    return {"runtime": "dev", "pinned": ""} if file_is_dev(stem) else {"pinned": "runtime"}


def _says_something(facts: FileFacts) -> bool:
    return bool(facts.projects or facts.requirements or facts.source_roots)


def _project(folder: str, facts: Sequence[FileFacts], folders: set[str]) -> Project:
    roots = {
        DeclaredRoot(directory, root.packages, root.prefix)
        for fact in facts
        for root in fact.source_roots
        if (directory := join(folder, root.directory)) in folders
        and not _is_above(directory, folder)
    }
    source_layout = join(folder, _SOURCE_LAYOUT)
    if source_layout in folders and not any(
        _settles(root, folder, source_layout) for root in roots
    ):
        roots.add(DeclaredRoot(source_layout))
    return Project(
        directory=folder,
        names=frozenset(normalised(p.name) for fact in facts for p in fact.projects if p.name),
        requirements={normalised(r.name): r.name for fact in facts for r in fact.requirements},
        roots=tuple(sorted(roots, key=_deepest_first)),
        scopes=frozenset((normalised(r.name), r.scope) for f in facts for r in f.requirements),
        unknown=_unknown([project for fact in facts for project in fact.projects]),
    )


def _unknown(projects: Sequence[ProjectFact]) -> frozenset[str] | None:
    return frozenset(scope for each in projects for scope in each.unknown) if projects else None


def _is_above(directory: str, folder: str) -> bool:
    """A manifest speaks for its own project and may add folders beside it; that all around it
    starts where it says would rename the modules of projects that know nothing of it."""
    return directory != folder and f"{folder}/".startswith(f"{directory}/" if directory else "")


def _settles(root: DeclaredRoot, folder: str, source_layout: str) -> bool:
    """Whether a declared root says already how code in the project's src folder is named."""
    inside = root.directory == source_layout or root.directory.startswith(source_layout + "/")
    return inside or root.directory == folder


def _deepest_first(root: DeclaredRoot) -> tuple[int, str, tuple[str, ...], str]:
    return (-len(root.directory), root.directory, root.packages, root.prefix)


def join(folder: str, relative: str) -> str:
    """A manifest's relative directory as a path in the tree; '' is the tree's root.

    A path that leads out of the tree gives '..', which no folder of the tree equals.
    """
    joined = os.path.normpath(f"{folder}/{relative}" if folder else relative or ".")
    joined = joined.replace(os.sep, "/")
    if joined == ".":
        return ""
    return ".." if joined.startswith(("..", "/")) else joined
