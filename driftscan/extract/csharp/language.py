"""C# as a language: an index over the whole tree that resolves the names of each file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from driftscan.extract.csharp.declared import Declared, hints_of, summarised
from driftscan.extract.csharp.external import Packages
from driftscan.extract.csharp.heritage import Heritages
from driftscan.extract.csharp.membership import Membership
from driftscan.extract.csharp.naming import name_modules
from driftscan.extract.csharp.projects import Project, find_projects
from driftscan.extract.csharp.resolve import FileResolution, usings_of
from driftscan.extract.csharp.view import View
from driftscan.extract.paths import text_of
from driftscan.extract.syntax.names import may_define, names_used
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module

__all__ = ["build_index", "hints", "infer", "may_define", "names_used", "wants_hints"]


class CSharpIndex:
    """Modules sorted by key, and what each project sees."""

    def __init__(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        inferred: Sequence[str],
        named: Sequence[Module],
    ) -> None:
        self._projects = find_projects(manifests)
        self._members = Membership([text_of(path) for path in paths], self._projects)
        self.modules: Sequence[Module] = named or name_modules(paths, self._members)
        self._positions = {text_of(module.path): at for at, module in enumerate(self.modules)}
        self._declared = Declared(paths, inferred)
        self._heritages = Heritages(self._declared)
        self._spaces = _namespaces(self._members, self._declared)
        self._anywhere = frozenset().union(*self._spaces.values())
        self._owners = _owners(self._declared)
        self._files: dict[int, list[str]] = defaultdict(list)
        for path in self._declared.usings:
            for number in self._members.of[path]:
                self._files[number].append(path)
        self._views: dict[int, tuple[View, Packages]] = {}

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the names of one file lead, as its first project sees them."""
        text = text_of(path)
        view, packages = self._view(self._members.of[text][0])
        heritage = self._heritages.of(self._declared.of.get(text, ()), view)
        resolution = FileResolution(text, view, packages, self._declared, heritage, self._anywhere)
        return resolution.resolve(facts, self._owners).collected(self._positions.__getitem__)

    def _view(self, number: int) -> tuple[View, Packages]:
        if number not in self._views:
            project: Project | None = self._projects[number] if number >= 0 else None
            usings = usings_of(self._declared, self._files.get(number, ()))
            view = View(number, project, self._members, self._declared, self._spaces, usings)
            self._views[number] = view, Packages(view, self._projects)
        return self._views[number]


def _namespaces(members: Membership, declared: Declared) -> dict[int, frozenset[str]]:
    """By project the namespaces of its files, and those around each."""
    found: dict[int, set[str]] = defaultdict(set)
    for path, names in declared.namespaces.items():
        for number in members.of[path]:
            for name in names:
                found[number].update(_with_outer(name))
    return {number: frozenset(names) for number, names in found.items()}


@lru_cache(maxsize=1 << 14)
def _with_outer(name: str) -> tuple[str, ...]:
    parts = name.split(".")
    return tuple(".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _owners(declared: Declared) -> dict[str, frozenset[str]]:
    """By the last part of its name, what a type stands in that is a type itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in declared.types:
        around, _, last = name.rpartition(".")
        if around in declared.types:
            found[last].add(around)
    return {last: frozenset(names) for last, names in found.items()}


def hints(facts: FileFacts) -> tuple[str, ...]:
    """What a file declares, and the usings that hold for its whole project."""
    return hints_of(facts)


def wants_hints(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
) -> bool:
    """Always: a C# name does not tell the file it is declared in."""
    return bool(paths)


def infer(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    hints: Mapping[bytes, tuple[str, ...]],
) -> tuple[str, ...]:
    """What all files declare, as texts for build_index."""
    return summarised(paths, hints)


def build_index(
    paths: Sequence[bytes],
    manifests: Mapping[bytes, Sequence[FileFacts]],
    declared_roots: Sequence[str],
    inferred: Sequence[str],
    named: Sequence[Module] = (),
) -> CSharpIndex:
    """See Language.build_index."""
    return CSharpIndex(paths, manifests, inferred, named)
