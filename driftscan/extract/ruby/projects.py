"""Ruby projects: folders with a Gemfile or a gemspec, what they ask for, where they load from."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import join, parent_of, text_of, upwards
from driftscan.extract.ruby.layout import folded
from driftscan.model.fact import FileFacts

_LIB = "lib"
# Where test runners let `require` look, beside the gem's own folders.
_TEST_ROOTS = ("spec", "test", "features", "tests")
_STRONGEST_LAST = ("optional", "dev", "runtime")


class Project(Struct, frozen=True):
    """roots: directories that `require` looks in. names: gems it holds. gems: (gem, scope) of
    what it asks for, by the name in plain form."""

    directory: str
    names: tuple[str, ...]
    roots: tuple[str, ...]
    gems: Mapping[str, tuple[str, str]]


def find_projects(
    manifests: Mapping[bytes, Sequence[FileFacts]], declared_roots: Sequence[str]
) -> dict[str, Project]:
    """Directory to project; the tree's root is one in any case, and has the declared roots."""
    by_folder: dict[str, list[FileFacts]] = {"": []}
    for path in sorted(manifests):
        by_folder.setdefault(parent_of(text_of(path)), []).extend(manifests[path])
    declared = tuple(join("", root.strip("/")) for root in declared_roots)
    return {
        folder: _project(folder, facts, declared if not folder else ())
        for folder, facts in sorted(by_folder.items())
    }


def project_of(path: str, projects: Mapping[str, Project]) -> Project:
    """The project of the nearest manifest above."""
    return next(projects[above] for above in upwards(path) if above in projects)


def plain(name: str) -> str:
    """A gem, path or constant in the form in which one is told by the other."""
    return folded(name).replace("-", "").replace("/", "")


def _project(folder: str, facts: Sequence[FileFacts], declared: tuple[str, ...]) -> Project:
    roots = [join(folder, root.directory) for fact in facts for root in fact.source_roots]
    requirements = [each for fact in facts for each in fact.requirements]
    places = [*declared, *(roots or [join(folder, _LIB)])]
    places += [join(folder, each) for each in _TEST_ROOTS]
    return Project(
        directory=folder,
        names=tuple(p.name for fact in facts for p in fact.projects if p.name),
        roots=tuple(dict.fromkeys(places)),
        gems={
            plain(each.name): (each.name, scope)
            for scope in _STRONGEST_LAST
            for each in requirements
            if each.scope == scope
        },
    )
