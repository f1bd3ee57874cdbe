"""Who of several components was there when a finding was accepted, and who has joined them since.

A finding about several components has them in its identity. Where the tree has one more than was
accepted (in the baseline, or at the commit that is compared with), the old finding stands as it is
and the new component has one of its own; where it has one less, nothing new has come.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

_ENOUGH = 2
# Of so many, two that came at once are looked for; of more, one.
_FEW = 12


class Joined(Struct, frozen=True):
    """together: those that one finding is about, () where each has its own. known_as: what its
    identity has of them. newcomers: those with a finding of their own."""

    together: tuple[str, ...]
    known_as: str
    newcomers: tuple[str, ...] = ()


def joining(name: str) -> str:
    """What the identity of a newcomer's own finding has of it."""
    return f"joins {name}"


def joined(
    names: Sequence[str], all_names: Iterable[str], is_known: Callable[[str], bool]
) -> Joined:
    """The names in parts. names: sorted; all_names: who might have been with them. is_known:
    whether a finding was accepted whose identity has this text of its components."""
    for known in _with_one_more(names, all_names):
        if is_known(known):
            return Joined(tuple(names), known)
    for gone in _few_of(names):
        rest = tuple(name for name in names if name not in gone)
        if is_known(_text(rest)):
            return Joined(rest, _text(rest), gone)
    own = tuple(name for name in names if is_known(joining(name)))
    rest = tuple(name for name in names if name not in own)
    if len(rest) >= _ENOUGH:
        return Joined(rest, _text(rest), own)
    return Joined((), "", own if rest else own[1:])


def _with_one_more(names: Sequence[str], all_names: Iterable[str]) -> Iterator[str]:
    yield _text(names)
    for other in all_names:
        if other not in names:
            yield _text(sorted([*names, other]))


def _few_of(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for count in (1, 2) if len(names) <= _FEW else (1,):
        if len(names) - count >= _ENOUGH:
            yield from combinations(names, count)


def _text(names: Sequence[str]) -> str:
    return ",".join(names)
