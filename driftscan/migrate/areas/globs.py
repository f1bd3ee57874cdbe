"""Arms of an expression as globs of a spec: `*`, `**` and `?` over paths."""

from collections.abc import Iterable, Iterator

from driftscan.migrate.areas.overlap import contains
from driftscan.migrate.areas.parts import ANY, END, MARKS, ONE, START, WITHIN

_DEEP = "\ue010"  # **  any number of directories
_MOST = 64


def globs_of(arms: Iterable[str], below: str = "") -> list[str]:
    """Patterns that match what the arms match anywhere in a path; sorted. '.' is everything.

    below: the directory that the paths of the expression are relative to, '' for the root.
    """
    found: set[str] = set()
    for arm in arms:
        found.update(_located(glob, below) for glob in _globs(arm) if _is_possible(glob))
    return without_contained(_together(found))


def without_contained(globs: Iterable[str]) -> list[str]:
    """Patterns but for those that another of them says already; sorted."""
    kept = sorted(set(globs))
    return [
        glob
        for at, glob in enumerate(kept)
        if not any(
            contains(other, glob) and not (contains(glob, other) and place > at)
            for place, other in enumerate(kept)
            if place != at
        )
    ]


def tidy(arm: str) -> str:
    """An arm from its first to its last character, with what is open at its ends spelled out."""
    if START in arm:
        before, _, arm = arm.rpartition(START)
        arm = arm if not before.strip(ANY + WITHIN) else _never()
    else:
        arm = ANY + arm
    if END in arm:
        arm, _, behind = arm.partition(END)
        arm = arm if not behind.strip(ANY + WITHIN) else _never()
    else:
        arm += ANY
    for pair in (WITHIN + WITHIN, WITHIN + ANY, ANY + WITHIN, ANY + ANY):
        while pair in arm:
            arm = arm.replace(pair, ANY if ANY in pair else WITHIN)
    return arm


def _never() -> str:
    """What no path matches: a start behind something."""
    return "//"


def _globs(arm: str) -> Iterator[str]:
    first, *others = tidy(arm).split(ANY)
    partial = [first]
    for at, part in enumerate(others):
        is_last = at == len(others) - 1
        partial = [glob for left in partial for glob in _over(left, part, is_last)][:_MOST]
    yield from map(_spelled, partial)


def _over(left: str, right: str, is_last: bool) -> Iterator[str]:
    """What stands left of anything, and what stands right of it, as one text or two."""
    begins_part = not left or left.endswith("/")
    if is_last and not right:
        yield (left.rstrip("/") or ".") if begins_part else left + WITHIN
    elif right.startswith("/"):
        yield f"{left}{WITHIN}/{_DEEP}{right}"
    elif begins_part:
        yield f"{left}{_DEEP}/{WITHIN}{right}"
    else:
        yield f"{left}{WITHIN}{right}"
        yield f"{left}{WITHIN}/{_DEEP}/{WITHIN}{right}"


def _spelled(glob: str) -> str:
    text = "".join(char if char not in "*?\\" else ONE for char in glob)
    while WITHIN + WITHIN in text:
        text = text.replace(WITHIN + WITHIN, WITHIN)
    return text.replace(WITHIN, "*").replace(ONE, "?").replace(_DEEP, "**")


def _is_possible(glob: str) -> bool:
    """Whether any path can look like that, within the tree."""
    parts = glob.split("/")
    inside = all(part and part != ".." and part.isprintable() for part in parts)
    return inside and not MARKS & set(glob)


def _located(glob: str, below: str) -> str:
    glob = glob.removeprefix("./")
    if not below:
        return glob
    return below if glob == "." else f"{below}/{glob}"


def _together(globs: set[str]) -> set[str]:
    """`a` and `*/**/a` are `**/a`."""
    deep = "*/**/"
    for glob in sorted(globs):
        head, sign, tail = glob.rpartition(deep)
        if sign and (not head or head.endswith("/")) and head + tail in globs:
            globs = (globs - {glob, head + tail}) | {f"{head}**/{tail}"}
    return globs
