"""A path as the text of a program computes it, before anyone knows where the program stands."""

from posixpath import dirname, normpath

from msgspec import Struct

from driftscan.extract.javascript.bases import PACKAGE, WRITTEN


class Place(Struct, frozen=True):
    """base: one of javascript.bases. path: relative to it, maybe with dots; '' for itself."""

    base: str
    path: str


def text(value: str) -> Place:
    """A text that begins nowhere."""
    return Place(WRITTEN, value)


def joined(parts: list[Place]) -> Place:
    """As `path.join` does it."""
    first, *rest = parts
    pieces = [first.path, *(each.path.lstrip("/") for each in rest)]
    return Place(first.base, "/".join(piece for piece in pieces if piece))


def resolved(parts: list[Place]) -> Place:
    """As `path.resolve` does it: from the last part that begins somewhere, else from where the
    command is run."""
    at = 0
    for position, part in enumerate(parts):
        if part.base != WRITTEN or part.path.startswith("/"):
            at = position
    whole = joined(parts[at:])
    begins_nowhere = whole.base == WRITTEN and not whole.path.startswith("/")
    return Place(PACKAGE, whole.path) if begins_nowhere else whole


def added(left: Place, right: Place) -> Place | None:
    """Two texts behind each other; None if the second one begins somewhere by itself."""
    return Place(left.base, left.path + right.path) if right.base == WRITTEN else None


def above(place: Place) -> Place:
    """The folder that a path lies in."""
    if place.path in ("", "."):
        return Place(place.base, "..")
    clean = normpath(place.path)
    return Place(place.base, f"{clean}/.." if clean.endswith("..") else dirname(clean))
