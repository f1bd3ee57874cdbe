"""Projects: folders with a composer.json, where their classes lie and what they ask for."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import join, parent_of, text_of, upwards
from driftscan.model.fact import FileFacts

_MANIFEST, _LOCK = b"composer.json", b"composer.lock"
_STRONGEST_LAST = ("optional", "dev", "runtime")


class Root(Struct, frozen=True):
    """A directory in which classes are found by their name.

    prefix: namespace without backslash at its end for PSR-4; for PSR-0 as written, such as 'Twig_'.
    """

    prefix: str
    directory: str
    psr_0: bool = False

    def place(self, name: str) -> str:
        """The file that a class of this root lies in; name: fully qualified, of this prefix."""
        if self.psr_0:
            above, _, last = name.rpartition("\\")
            parts = [*above.split("\\"), *last.split("_")] if above else last.split("_")
            return join(self.directory, "/".join(parts) + ".php")
        rest = name[len(self.prefix) + 1 :] if self.prefix else name
        return join(self.directory, rest.replace("\\", "/") + ".php")


class Project(Struct, frozen=True):
    """One composer.json and the lock beside it.

    names: its own and those of packages that it replaces. roots: longest prefix first, else as
    written. dev: paths of autoload-dev. scopes: package to scope. spaces: namespace prefix to the
    locked package that holds it, in lower case.
    """

    directory: str
    names: tuple[str, ...]
    roots: tuple[Root, ...]
    dev: tuple[str, ...]
    scopes: Mapping[str, str]
    spaces: Mapping[str, str]


def find_projects(
    manifests: Mapping[bytes, Sequence[FileFacts]], declared_roots: Sequence[str]
) -> dict[str, Project]:
    """Directory to project; the tree's root is one in any case, and has the declared roots."""
    empty = Project("", (), (), (), {}, {})
    found = {"": empty}
    for path in sorted(manifests):
        if path.endswith(_MANIFEST):
            directory = parent_of(text_of(path))
            lock = manifests.get(path[: -len(_MANIFEST)] + _LOCK, ())
            found[directory] = _project(directory, manifests[path], lock)
    declared = tuple(Root("", join("", root.strip("/"))) for root in declared_roots)
    top = found[""]
    found[""] = Project("", top.names, (*top.roots, *declared), top.dev, top.scopes, top.spaces)
    return found


def project_of(folder: str, projects: Mapping[str, Project]) -> Project:
    """The project of the nearest composer.json above."""
    return next(projects[above] for above in upwards(folder) if above in projects)


def _project(directory: str, facts: Sequence[FileFacts], lock: Sequence[FileFacts]) -> Project:
    requirements = [each for fact in facts for each in fact.requirements]
    settings = [each for fact in facts for each in fact.settings]
    replaced = [each.values[0] for each in settings if each.name == "provides"]
    roots = [
        Root(_prefix(r.prefix), join(directory, r.directory)) for f in facts for r in f.source_roots
    ]
    roots += [
        Root(each.values[0], join(directory, each.values[1]), psr_0=True)
        for each in settings
        if each.name == "psr-0"
    ]
    return Project(
        directory=directory,
        names=tuple([p.name for fact in facts for p in fact.projects if p.name] + replaced),
        roots=tuple(sorted(roots, key=_longest_prefix_first)),
        dev=tuple(join(directory, s.values[0]) for s in settings if s.name == "dev"),
        scopes={
            each.name.lower(): scope
            for scope in _STRONGEST_LAST
            for each in requirements
            if each.scope == scope
        },
        spaces={
            prefix.lower(): each.values[0]
            for fact in lock
            for each in fact.settings
            for prefix in each.values[1:]
        },
    )


def _prefix(dotted: str) -> str:
    return dotted.replace(".", "\\")


def _longest_prefix_first(root: Root) -> int:
    return -len(root.prefix)
