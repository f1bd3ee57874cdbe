"""What one project sees of the tree's types and namespaces: its own, then what it refers to."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from driftscan.extract.csharp.declared import Declared
from driftscan.extract.csharp.implicit import implicit_usings
from driftscan.extract.csharp.membership import NO_PROJECT, Membership
from driftscan.extract.csharp.places import stem_of
from driftscan.extract.csharp.projects import Project
from driftscan.extract.csharp.written import GLOBAL

_NOTHING: Mapping[str, str] = {}
_GENERATED = (".g.cs", ".designer.cs", ".generated.cs", ".g.i.cs")


class Type(Struct, frozen=True):
    """A type that is seen. path: of the file that stands for it; '' if several types of this name
    are equally near, which are then the others."""

    name: str
    path: str
    others: tuple[str, ...] = ()


class Using(Struct, frozen=True):
    """A using without its line. target: as written; of an alias for something nameless ''."""

    target: str
    alias: str = ""
    static: bool = False


class View:
    """The tree as one project sees it; asked for many files, so what it found out is kept."""

    def __init__(
        self,
        number: int,
        project: Project | None,
        membership: Membership,
        declared: Declared,
        spaces: Mapping[int, frozenset[str]],
        usings: Iterable[Using],
    ) -> None:
        """spaces: namespaces by project, with those around each."""
        self.number = number
        self.project = project
        self._distance = membership.seen_from(number)
        self._projects_of = membership.of
        self._declared = declared
        self.namespaces = frozenset().union(
            *(spaces[other] for other in self._distance if other in spaces)
        )
        self._lasts = frozenset(name.rpartition(".")[2] for name in self.namespaces)
        self.usings = (*usings, *_written_usings(project), *self._implicit(project))
        self._types: dict[str, Type | None] = {}
        self._full: dict[tuple[str, str], str] = {}
        self._methods: dict[str, bool] = {}

    def _implicit(self, project: Project | None) -> Iterator[Using]:
        """Of what the SDK brings into scope, the namespaces that the tree has."""
        for namespace in implicit_usings(project) if project is not None else ():
            if namespace in self.namespaces:
                yield Using(namespace)

    def type(self, name: str) -> Type | None:
        """The type of this full name."""
        if name not in self._types:
            self._types[name] = self._find(name) if name in self._declared.types else None
        return self._types[name]

    def ending(self, last: str) -> Mapping[str, str]:
        """The full names in the tree that end in this part, by what stands before it; most names
        in code are the framework's, and there is none."""
        return self._declared.ending.get(last, _NOTHING)

    def full(self, name: str, space: str) -> str:
        """The full name that a using in a namespace means: the innermost that there is."""
        key = (name, space)
        if key not in self._full:  # files of a project use the same few
            self._full[key] = self._innermost(name, space)
        return self._full[key]

    def _innermost(self, name: str, space: str) -> str:
        if name.startswith(GLOBAL):
            return name.removeprefix(GLOBAL)
        for around in outwards(space):
            candidate = f"{around}.{name}" if around else name
            if candidate in self.namespaces or self.type(candidate):
                return candidate
        return name

    def may_name(self, last: str) -> bool:
        """Whether a type of the tree, or a namespace that is seen, ends in this part."""
        return last in self._declared.ending or last in self._lasts

    def sees(self, path: str) -> bool:
        """Whether what a file declares is seen."""
        return any(number in self._distance for number in self._projects_of[path])

    def has_method(self, name: str) -> bool:
        """Whether a type that is seen has a method called like this extension."""
        if name not in self._methods:
            self._methods[name] = any(map(self.sees, self._declared.methods.get(name, ())))
        return self._methods[name]

    @property
    def seen(self) -> Iterable[int]:
        """Numbers of the projects that are seen, the nearest first."""
        return self._distance

    def _find(self, name: str) -> Type | None:
        files = list(dict.fromkeys(self._declared.types[name]))
        far = {path: near for path in files if (near := self._nearness(path)) is not None}
        if not far:
            return None
        nearest = [path for path in far if far[path] == min(far.values())]
        if len(nearest) > 1 and not self._is_one(name, nearest):
            return Type(name, "", tuple(sorted(nearest)))
        return Type(name, min(nearest, key=lambda path: _rank(name, path)))

    def _nearness(self, path: str) -> int | None:
        seen = [self._distance[n] for n in self._projects_of[path] if n in self._distance]
        return min(seen) if seen else None

    def _is_one(self, name: str, paths: list[str]) -> bool:
        """Whether several files declare the same type: parts of it, or in one project, where
        only one of them can be there at a time."""
        together = set(self._projects_of[paths[0]])
        for path in paths[1:]:
            together.intersection_update(self._projects_of[path])
        if together == {NO_PROJECT}:
            return all((path, name) in self._declared.partial for path in paths)
        return bool(together)


def outwards(space: str) -> Iterator[str]:
    """A namespace and those around it, '' last."""
    while space:
        yield space
        space = space.rpartition(".")[0]
    yield ""


def _rank(name: str, path: str) -> tuple[bool, bool, bool, bool, int, str]:
    """Which part stands for a type: one written by hand, called like the type (by its whole name,
    behind the types around it, or before what tells the parts apart), near the top."""
    stem, simple = stem_of(path), name.rpartition(".")[2].partition("`")[0]
    parts = stem.split(".")
    called = stem != simple, parts[-1] != simple, parts[0] != simple
    return path.lower().endswith(_GENERATED), *called, path.count("/"), path


def _written_usings(project: Project | None) -> Iterator[Using]:
    """`<Using Include="A.B" />` of the project and what it imports."""
    for setting in project.all("Using") if project is not None else ():
        target, *how = setting.values
        static = how == ["static"]
        yield Using(target, "" if static or not how else how[0], static)
