"""Names that a module takes from a third one, which passes them on from where it may not reach."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.graph.names import EVERY_NAME, ModuleNames, NameUse
from driftscan.model.graph import Kind

# A name in a module: (position, name).
Held = tuple[int, str]


class Leak(Struct, frozen=True, order=True):
    """One name on its way: taken from the first of `through`, coming from the module `origin`.

    lines: for each step of the chain (the taking module, then each of through), those that say so.
    """

    length: int
    through: tuple[int, ...]
    origin: int
    name: str
    lines: tuple[tuple[int, ...], ...]


class Passage(Struct, frozen=True):
    """Where names may come along. unit_of: as in the boundary; goal: the unit they come from.

    kinds: of dependency that count. between: modules that may pass something on.
    """

    question: CheckInput
    names: Mapping[int, ModuleNames]
    unit_of: Sequence[int]
    goal: int
    kinds: frozenset[Kind]
    between: frozenset[int]


def leaks_into(passage: Passage, source: int) -> list[Leak]:
    """For each name that a module gets from the goal by way of others, its shortest way; sorted,
    the shortest first."""
    found: dict[str, Leak] = {}
    for use in _uses(passage, source):
        for name in _names_meant(passage, use):
            leak = _trace(passage, source, use, name)
            if leak is not None:
                found[leak.name] = min(found.get(leak.name, leak), leak)
    return sorted(found.values())


def _uses(passage: Passage, position: int) -> list[NameUse]:
    return [use for use in passage.names[position].uses if use.kind in passage.kinds]


def _names_meant(passage: Passage, use: NameUse) -> list[str]:
    """The names that a use takes: of a star, those that its module binds by imports and exports."""
    if use.name != EVERY_NAME:
        return [use.name] if use.name else []
    if use.target not in passage.between:
        return []
    held = passage.names[use.target]
    return sorted(
        {each.bound for each in held.uses if each.bound and held.exports_name(each.bound)}
    )


def _trace(passage: Passage, source: int, use: NameUse, name: str) -> Leak | None:
    """The shortest way of one name back to the goal, over modules of neither unit."""
    own = passage.unit_of[source]
    ways: dict[Held, tuple[Held, ...]] = {}
    frontier: list[Held] = [(use.target, name)]
    ways[frontier[0]] = ()
    while frontier:
        following: list[Held] = []
        for held in sorted(frontier):
            position = held[0]
            if position not in passage.between or passage.unit_of[position] == own:
                continue
            for origin in sorted(_origins(passage, held)):
                if passage.unit_of[origin[0]] == passage.goal:
                    return _leak(passage, source, name, (*ways[held], held), origin[0])
                if origin not in ways and origin[1]:
                    ways[origin] = (*ways[held], held)
                    following.append(origin)
        frontier = following
    return None


def _origins(passage: Passage, held: Held) -> set[Held]:
    """Where a module has a name from: what it binds it to, else the star that must have brought
    it. A module of the tree is an origin without a name."""
    position, name = held
    bound = {(use.target, use.name) for use in _uses(passage, position) if use.bound == name}
    return bound or set(_by_star(passage, position, name))


def _by_star(passage: Passage, position: int, name: str) -> Iterator[Held]:
    """A star brings what its module exports and has; what the module itself defines comes first."""
    stars = [use.target for use in _uses(passage, position) if use.name == EVERY_NAME]
    if not stars or passage.question.may_define(position, name):
        return
    for target in stars:
        there = passage.question.names_of([target])[target]
        if there.exports_name(name) and _has(passage, target, name, there):
            yield target, name


def _has(passage: Passage, position: int, name: str, there: ModuleNames) -> bool:
    """A module without a list exports the names that it binds or defines."""
    listed = there.exports is not None
    bound = any(use.bound == name or use.name == EVERY_NAME for use in there.uses)
    return listed or bound or passage.question.may_define(position, name)


def _leak(passage: Passage, source: int, name: str, way: tuple[Held, ...], origin: int) -> Leak:
    through = tuple(position for position, _ in way)
    stops = [source, *through]
    nexts = [*through, origin]
    wanted = [name, *(held_name for _, held_name in way)]
    lines = tuple(
        _lines(passage, stop, after, index == 0, taken)
        for index, (stop, after, taken) in enumerate(zip(stops, nexts, wanted, strict=True))
    )
    return Leak(len(through), through, origin, name, lines)


def _lines(
    passage: Passage, position: int, target: int, is_first: bool, name: str
) -> tuple[int, ...]:
    """Lines of a module that take a name from another: the taker by its name there, one that
    passes it on by the name it gets here."""
    own = [use for use in _uses(passage, position) if use.target == target]
    exact = {use.line for use in own if (use.name if is_first else use.bound) == name}
    return tuple(sorted(exact or {use.line for use in own if use.name == EVERY_NAME}))
