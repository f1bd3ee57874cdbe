"""Which packages a rule speaks of, once its path, its pathNot and its kinds are known."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.dependency_cruiser.kinds import Kinds
from driftscan.migrate.dependency_cruiser.packages import (
    ALL_PACKAGES,
    DEV_PACKAGES,
    Packages,
    may_mean,
)
from driftscan.notation.words import listed

_NO_PART = "is only a part of a package, and a rule speaks of whole ones"


class Outside(Struct, frozen=True):
    """words: external packages. only: they are the only ones that may be used. otherwise: what is
    not as in the original, as ends of sentences."""

    words: tuple[str, ...] = ()
    only: bool = False
    otherwise: tuple[str, ...] = ()


def forbidden(target: Packages | None, besides: Packages, kinds: Kinds) -> Outside:
    """Packages that may not be used. target: None where no path names any.

    A part of a package is left out of what is forbidden, and a whole package is left out for a
    part of it: so no more is forbidden than was. Raises NotPlainError.
    """
    if target is None or not target.whole:
        every = (ALL_PACKAGES,) if target is None else ()
        return _less(kinds.words or every, besides)
    told = [f"{path} {_NO_PART}; it was left out" for path, _ in target.inside]
    told += [
        f"{path} also fits packages whose names only begin so; the rule is about {_name(word)} "
        "alone"
        for path, word in target.begins
    ]
    found = _less(target.words, besides)
    return Outside(found.words, found.only, (*told, *found.otherwise))


def permitted(target: Packages | None, besides: Packages) -> Outside:
    """Packages that may be used; more of them, if in doubt. Raises NotPlainError."""
    if besides.inside:
        raise NotPlainError(f"{besides.inside[0][0]} {_NO_PART}")
    if target is None:
        return _less((ALL_PACKAGES,), besides)
    _refuse_begins(target.begins)
    told = [f"{path} {_NO_PART}: all of {_name(word)} may be used" for path, word in target.inside]
    left = _less(target.whole, besides)
    return Outside(left.words, left.only, (*told, *left.otherwise))


def _less(wanted: tuple[str, ...], besides: Packages) -> Outside:
    """Words without what pathNot leaves out."""
    if ALL_PACKAGES in besides.words or not wanted:
        return Outside()
    spared = set(besides.whole)
    for path in besides.vague:
        if _touches(path, wanted):
            raise NotPlainError(f"no word means the packages {path}, which its pathNot leaves out")
    _refuse_begins((p, w) for p, w in besides.begins if _touches(p, set(wanted) - spared))
    if not spared:
        return Outside(wanted)
    if DEV_PACKAGES in wanted:
        names = listed(map(_name, sorted(spared)))
        raise NotPlainError(f"no word means packages for development without {names}")
    told = tuple(
        f"its pathNot leaves out {path} only, which is a part of {_name(word)}; here all of it is "
        "left out"
        for path, word in besides.inside
        if word in wanted or ALL_PACKAGES in wanted
    )
    if ALL_PACKAGES in wanted:
        return Outside(besides.whole, True, told)
    return Outside(tuple(word for word in wanted if word not in spared), False, told)


def _touches(path: str, wanted: Iterable[str]) -> bool:
    return any(may_mean(path, word) for word in wanted)


def _refuse_begins(begins: Iterable[tuple[str, str]]) -> None:
    for path, word in begins:
        raise NotPlainError(
            f"{path} also fits packages whose names only begin so, which no word means (with a "
            f"slash behind it, it would be {_name(word)} alone)"
        )


def _name(word: str) -> str:
    return word.removeprefix("external:")
