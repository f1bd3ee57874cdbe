"""How tables are used, one mention after the other, made into one access for each table."""

from collections.abc import Iterable

from msgspec import Struct

_ORDER = ("r", "w")


class Mention(Struct, frozen=True, gc=False):
    """A table is named once. mode: 'r', 'w' or 'define'."""

    name: str
    mode: str


def united(mentions: Iterable[Mention]) -> tuple[tuple[str, str], ...]:
    """Each table once, in the order of first mention. Use wins over definition: a text that makes a
    table and fills it is one that writes it."""
    modes: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for mention in mentions:
        key = mention.name.lower()
        written.setdefault(key, mention.name)
        modes.setdefault(key, set()).add(mention.mode)
    return tuple(
        (written[key], "".join(mode for mode in _ORDER if mode in found) or "define")
        for key, found in modes.items()
    )
