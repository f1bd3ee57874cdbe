"""Which modules belong to which component, decided by path alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from driftscan.graph.paths import PathPattern, parse_pattern
from driftscan.model.graph import Module
from driftscan.model.spec import Component

NOBODY = -1

# Components that match a path, most specific first.
Membership = tuple[int, ...]


class UnmatchedPath(Struct, frozen=True, order=True):
    """A path of a component under which there is nothing."""

    component: str
    path: str
    line: int


class _Claim(Struct, frozen=True):
    """One path of one component. rank sorts claims, the most specific first."""

    component: int
    pattern: PathPattern
    rank: tuple[int, int, int, str]


class Territory:
    """The modules of each component. Positions are those of the module list given.

    *home* of a module: the component with the most specific match: longest literal prefix, then
    most literal characters, then no wildcard before a wildcard, then the component's name.
    *extent* of a component: all modules under its paths, those of nested components included
    unless it says `nested: false`.
    outside: positions of modules that belong to none, whatever their path.
    """

    def __init__(
        self,
        components: Sequence[Component],
        modules: Sequence[Module],
        outside: frozenset[int] = frozenset(),
    ) -> None:
        self.components = tuple(sorted(components, key=lambda component: component.name))
        self.names = tuple(component.name for component in self.components)
        self.index_by_name = {name: index for index, name in enumerate(self.names)}
        self._modules = modules
        self._paths = [module.path for module in modules]
        self._outside = outside
        self._memberships, self._class_of = self._classify()

    def _classify(self) -> tuple[list[Membership], list[int]]:
        """Distinct memberships, and for each module which of them is its own."""
        claims = _claims_of(self.components)
        classes: dict[Membership, int] = {}
        apart = {at for at, each in enumerate(self.components) if not each.nested}
        if not apart and not self._outside:
            own = map(claims.membership, self._paths)
            class_of = [classes.setdefault(members, len(classes)) for members in own]
            return list(classes), class_of
        class_of = [
            classes.setdefault(
                () if position in self._outside else _without_outer(claims.membership(path), apart),
                len(classes),
            )
            for position, path in enumerate(self._paths)
        ]
        return list(classes), class_of

    @cached_property
    def home(self) -> list[int]:
        """For each module the index of its component, or NOBODY."""
        first = [members[0] if members else NOBODY for members in self._memberships]
        return [first[number] for number in self._class_of]

    @cached_property
    def extents(self) -> list[list[int]]:
        """For each component the positions of all modules under its paths, ascending."""
        extents: list[list[int]] = [[] for _ in self.components]
        for position, number in enumerate(self._class_of):
            for component in self._memberships[number]:
                extents[component].append(position)
        return extents

    def extent(self, name: str) -> list[int]:
        """Positions of all modules under the paths of a component, ascending."""
        return self.extents[self.index_by_name[name]]

    def home_name(self, position: int) -> str:
        """The component a module belongs to, '' for none."""
        home = self.home[position]
        return "" if home == NOBODY else self.names[home]

    def without(self, positions: frozenset[int]) -> "Territory":
        """The same, where these modules belong to none."""
        return Territory(self.components, self._modules, self._outside | positions)

    def are_alike(self, one: int, other: int) -> bool:
        """Whether two modules belong to the same components, so that no rule can divide them."""
        return self._class_of[one] == self._class_of[other]

    def is_made(self, name: str) -> bool:
        """Whether a pattern made the component: nobody wrote it by itself."""
        return self.components[self.index_by_name[name]].pattern != ""

    def belongs(self, position: int, name: str) -> bool:
        """Whether a module stands under the paths of a component, nested or not."""
        return self.index_by_name[name] in self._memberships[self._class_of[position]]

    def divide(self, names: Sequence[str], nobody: int = NOBODY) -> list[int]:
        """Divide the modules among some components so that none is counted twice.

        Gives for each module the index into names of the most specific of these components, or
        `nobody`. A nested component takes its modules away from the one around it.
        """
        wanted = {self.index_by_name[name]: unit for unit, name in enumerate(names)}
        unit_of_class = [
            next((wanted[member] for member in members if member in wanted), nobody)
            for members in self._memberships
        ]
        return [unit_of_class[number] for number in self._class_of]

    def unmatched_paths(self, other_files: Iterable[bytes] = ()) -> list[UnmatchedPath]:
        """Paths of components that match no module, and none of the other files either."""
        others = list(other_files)
        return sorted(
            UnmatchedPath(component.name, path, component.line)
            for index, component in enumerate(self.components)
            for path in component.paths
            if not self._matches_any(parse_pattern(path), index, others)
        )

    def _matches_any(self, pattern: PathPattern, index: int, others: Sequence[bytes]) -> bool:
        own = (self._paths[position] for position in self.extents[index])
        return any(map(pattern.matches, own)) or any(map(pattern.matches, others))


class Claims:
    """Finds the components of a path; literal claims by walking up its directories."""

    def __init__(self, components: Sequence[Component]) -> None:
        self._names = [component.name for component in components]
        claims = list(_claims(components))
        self._globs = [claim for claim in claims if not claim.pattern.is_literal]
        self._literals: dict[bytes, list[_Claim]] = defaultdict(list)
        for claim in claims:
            if claim.pattern.is_literal:
                self._literals[claim.pattern.text].append(claim)
        self._by_directory: dict[bytes, tuple[_Claim, ...]] = {
            b"": tuple(self._literals.get(b"", ()))
        }
        # Where no pattern can tell them apart, the files of a folder belong to the same ones.
        self._by_folder: dict[bytes, Membership] = {}
        # Elsewhere the next tree that is held against this spec has most paths as well.
        self._by_path: dict[bytes, Membership] = {}

    def foremost(self, path: bytes) -> tuple[str, bytes] | None:
        """The component whose pattern says most about a path, and that pattern; None for none."""
        ranked = self._ranked(path)
        return (self._names[ranked[0].component], ranked[0].pattern.text) if ranked else None

    def membership(self, path: bytes) -> Membership:
        """Components with a claim on the path, most specific first."""
        if self._globs or path in self._literals:
            kept, place = self._by_path, path
        else:
            kept, place = self._by_folder, path.rpartition(b"/")[0]
        known = kept.get(place)
        if known is None:
            known = kept[place] = self._members(path)
        return known

    def _members(self, path: bytes) -> Membership:
        return tuple(dict.fromkeys(claim.component for claim in self._ranked(path)))

    def _ranked(self, path: bytes) -> list[_Claim]:
        directory = path.rpartition(b"/")[0]
        claims = self._above(directory) + tuple(self._literals.get(path, ()))
        if self._globs:
            claims += tuple(
                claim
                for claim in self._globs
                if path.startswith(claim.pattern.literal_prefix) and claim.pattern.matches(path)
            )
        return sorted(claims, key=lambda claim: claim.rank)

    def _above(self, directory: bytes) -> tuple[_Claim, ...]:
        known = self._by_directory.get(directory)
        if known is not None:
            return known
        # A path of the scanned tree may be thousands of parts deep: no recursion.
        missing = [directory]
        while (parent := missing[-1].rpartition(b"/")[0]) not in self._by_directory:
            missing.append(parent)
        claims = self._by_directory[parent]
        for part in reversed(missing):
            claims += tuple(self._literals.get(part, ()))
            self._by_directory[part] = claims
        return claims


@lru_cache(maxsize=2)
def _claims_of(components: tuple[Component, ...]) -> Claims:
    """The same for all trees that are held against one spec."""
    return Claims(components)


def _without_outer(members: Membership, apart: set[int]) -> Membership:
    """Members but for components around the innermost that nothing nested is part of."""
    if not apart or len(members) < 2:
        return members
    return (members[0], *(outer for outer in members[1:] if outer not in apart))


def _claims(components: Sequence[Component]) -> Iterable[_Claim]:
    for index, component in enumerate(components):
        for path in component.paths:
            pattern = parse_pattern(path)
            prefix, literal = pattern.specificity
            rank = (-prefix, -literal, 0 if pattern.is_literal else 1, component.name)
            yield _Claim(index, pattern, rank)
