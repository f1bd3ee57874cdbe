"""One name that is to be imported from another module."""

from collections.abc import Sequence

from msgspec import Struct


class Move(Struct, frozen=True):
    """line: 1-based, where the statement begins. name: as the module calls it, not its alias.

    old, new: dotted names of the module it comes from and of the one it shall come from.
    """

    line: int
    name: str
    old: str
    new: str


def new_module(written: str, package: Sequence[str], move: Move) -> str | None:
    """What stands after `from` when a name has moved, in the way it was written; None if the
    statement is about another module.

    written: with its leading dots. package: parts of the package that the statement stands in.
    """
    name = written.lstrip(".")
    level = len(written) - len(name)
    if not level:
        return _renamed(name, move)
    base = package[: len(package) - level + 1]
    if ".".join(filter(None, (*base, name))) != move.old:
        return None
    new = move.new.split(".")
    same = _same_start(package, new)
    return "." * (len(package) - same + 1) + ".".join(new[same:]) if same else move.new


def _renamed(name: str, move: Move) -> str | None:
    """An absolute name; its source root may begin further up or down than the graph's does."""
    if f".{name}".endswith(f".{move.old}"):
        return name[: len(name) - len(move.old)] + move.new
    above = move.old[: len(move.old) - len(name)]
    fits = f".{move.old}".endswith(f".{name}") and move.new.startswith(above)
    return move.new[len(above) :] if fits else None


def _same_start(one: Sequence[str], other: Sequence[str]) -> int:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same
