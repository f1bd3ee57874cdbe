"""What a name means at a place of a file, by the order in which C# looks names up."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from driftscan.extract.csharp.heritage import Heritage
from driftscan.extract.csharp.view import Type, Using, View, outwards
from driftscan.extract.csharp.written import GLOBAL


class Missing(Struct, frozen=True):
    """A name that leads into a namespace of the tree, which has nothing of the kind."""

    namespace: str


class Beyond(Struct, frozen=True):
    """An alias leads to a name that the tree does not hold."""

    name: str


Meaning = Type | Missing | Beyond | None


class Level(Struct, frozen=True):
    """A namespace and the usings that stand in it. namespaces, statics: what they name; used: both,
    but for what names nothing."""

    namespace: str
    namespaces: tuple[str, ...]
    statics: tuple[str, ...]
    aliases: Mapping[str, str]
    used: frozenset[str]


class Lookup:
    """Finds names of one file. heritage: of the types it declares."""

    def __init__(
        self,
        view: View,
        usings: Mapping[str, Sequence[Using]],
        spaces: Sequence[str],
        heritage: Heritage,
    ) -> None:
        """usings: by namespace, those of the whole file under ''. spaces: of the file."""
        self._view = view
        self.heritage = heritage
        levels: dict[str, Level] = {}
        self.chains = [
            [self._level(name, usings, levels) for name in outwards(space)]
            for space in dict.fromkeys(spaces or [""])
        ]
        self._aliases = frozenset(alias for level in levels.values() for alias in level.aliases)

    def find(self, name: str, owners: frozenset[str] = frozenset()) -> Meaning:
        """What a name in code means. owners: full names of types that have one inside that is
        called like the name's first part."""
        if name.startswith(GLOBAL):
            return self.absolute(name.removeprefix(GLOBAL))
        first, *rest = name.split(".")
        if not owners:
            return self._around(first, rest)
        inherited = self._inherited(first, owners)
        if inherited and inherited[1]:
            return self._inside(inherited[0], rest)
        around = self._around(first, rest)
        if inherited is None or around is None:
            return self._inside(inherited[0], rest) if inherited else around
        meaning = self._inside(inherited[0], rest)
        if not isinstance(around, Type) or around.path == meaning.path:
            return meaning
        both = (meaning, around)
        paths = {path for one in both for path in (one.path, *one.others) if path}
        return Type(name, "", tuple(sorted(paths)))

    @cached_property
    def spaces(self) -> frozenset[str]:
        """The namespaces and types whose extensions are in scope somewhere in the file."""
        levels = [level for chain in self.chains for level in chain]
        return frozenset(
            space
            for level in levels
            for space in (level.namespace, *level.namespaces, *level.statics)
        )

    def _inherited(self, first: str, owners: frozenset[str]) -> tuple[Type, bool] | None:
        """The type of this name inside types of the file or what they derive from, and whether
        that is so all over the file."""
        heritage = self.heritage
        for owner in heritage.family:
            found = self._view.type(f"{owner}.{first}") if owner in owners else None
            if found and (owner in heritage.own or found.name not in heritage.private):
                return found, owner in heritage.shared
        return None

    def _around(self, first: str, rest: Sequence[str]) -> Meaning:
        if not self._view.may_name(first) and first not in self._aliases:
            return None  # as most names in code: they are the framework's
        for chain in self.chains:
            meaning = self._in_chain(first, rest, chain)
            if meaning is not None:
                return meaning
        return None

    def absolute(self, name: str) -> Meaning:
        """What a full name means."""
        first, *rest = name.split(".")
        if found := self._view.type(first):
            return self._inside(found, rest)
        return self._below(first, rest) if first in self._view.namespaces else None

    def _in_chain(self, first: str, rest: Sequence[str], chain: Sequence[Level]) -> Meaning:
        named = self._view.ending(first)
        for level in chain:
            space = level.namespace
            if space in named and (found := self._view.type(named[space])):
                return self._inside(found, rest)
            if rest and (name := f"{space}.{first}" if space else first) in self._view.namespaces:
                return self._below(name, rest)
            if first in level.aliases:
                return self._aliased(level.aliases[first], rest)
            if level.used and named and (found := self._used(first, level, named)):
                return self._inside(found, rest)
        return None

    def _used(self, first: str, level: Level, named: Mapping[str, str]) -> Type | None:
        """What the usings of a level bring in. named: see View.ending."""
        found = {}
        for around, name in named.items():
            if around in level.used and (one := self._view.type(name)):
                found[one.name] = one
        if len(found) < 2:
            return next(iter(found.values()), None)
        paths = {path for one in found.values() for path in (one.path, *one.others) if path}
        return Type(first, "", tuple(sorted(paths)))

    def _aliased(self, target: str, rest: Sequence[str]) -> Meaning:
        meaning = self.absolute(".".join([target, *rest])) if target else None
        return meaning or Beyond(target)

    def _inside(self, found: Type, rest: Sequence[str]) -> Type:
        for part in rest:
            inner = self._view.type(f"{found.name}.{part}")
            if inner is None:
                return found
            found = inner
        return found

    def _below(self, space: str, rest: Sequence[str]) -> Meaning:
        for at, part in enumerate(rest):
            name = f"{space}.{part}"
            if found := self._view.type(name):
                return self._inside(found, rest[at + 1 :])
            if name not in self._view.namespaces:
                return Missing(space)
            space = name
        return None

    def _level(
        self, space: str, usings: Mapping[str, Sequence[Using]], known: dict[str, Level]
    ) -> Level:
        if space not in known:
            own = [(each, self._view.full(each.target, space)) for each in usings.get(space, ())]
            namespaces = tuple(full for u, full in own if not u.alias and not u.static)
            statics = tuple(full for u, full in own if u.static)
            aliases = {u.alias: full for u, full in own if u.alias}
            used = frozenset((*namespaces, *statics)) - {""}
            known[space] = Level(space, namespaces, statics, aliases, used)
        return known[space]
