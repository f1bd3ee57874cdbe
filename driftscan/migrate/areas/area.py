"""A set of files, put together from patterns over paths."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct


class Under(Struct, frozen=True):
    """What is under any of these patterns."""

    globs: tuple[str, ...]


class Within(Struct, frozen=True):
    """What is in each of these areas."""

    areas: tuple["Area", ...]


class Among(Struct, frozen=True):
    """What is in any of these areas."""

    areas: tuple["Area", ...]


class Without(Struct, frozen=True):
    """What is not in this area."""

    area: "Area"


Area = Under | Within | Among | Without
EVERYTHING = Under((".",))
NOTHING = Under(())


def less(area: Area, other: Area) -> Area:
    """What is in the first and not in the second."""
    return area if other == NOTHING else Within((area, Without(other)))


def globs_in(area: Area) -> Iterator[str]:
    """All patterns that an area speaks of."""
    match area:
        case Under(globs):
            yield from globs
        case Within(areas) | Among(areas):
            for each in areas:
                yield from globs_in(each)
        case Without(inner):
            yield from globs_in(inner)


def written(area: Area, spell: Callable[[str], str]) -> Area:
    """The same area with its patterns written in another way."""
    match area:
        case Under(globs):
            return Under(tuple(dict.fromkeys(map(spell, globs))))
        case Within(areas):
            return Within(tuple(written(each, spell) for each in areas))
        case Among(areas):
            return Among(tuple(written(each, spell) for each in areas))
        case Without(inner):
            return Without(written(inner, spell))


def holds(area: Area, is_under: Callable[[Iterable[str]], bool]) -> bool:
    """Whether a place is in the area. is_under: whether it is under any of some patterns."""
    match area:
        case Under(globs):
            return is_under(globs)
        case Within(areas):
            return all(holds(each, is_under) for each in areas)
        case Among(areas):
            return any(holds(each, is_under) for each in areas)
        case Without(inner):
            return not holds(inner, is_under)
