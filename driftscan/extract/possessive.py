"""Compiles patterns with possessive quantifiers, also where Python itself gets them wrong.

Up to 3.11.4, which Debian 12 has, `(?:ab?c)*+` takes two characters too many of "aca": what failed
half-way is not given back (python/cpython gh-100061, gh-106052). Nearly every import would be
overlooked there. A greedy quantifier in an atomic group means the same and works; CPython's own
first mend was this, too. It is slower, so it is only used where it must be.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:  # the public name of re._parser, deprecated
    from sre_parse import SubPattern

IS_SOUND = re.match("(?:ab?c)*+", "aca")[0] == "ac"  # type: ignore[index]
"""Whether this Python gets them right."""


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern with the meaning that the documentation of `re` gives it, compiled when it is
    first of use: that takes longer than reading a file by it, and few are for every file."""

    def make() -> re.Pattern[AnyStr]:
        return re.compile(pattern, flags) if IS_SOUND else mended(pattern, flags)

    return cast("re.Pattern[AnyStr]", Awaited(make))


class Awaited:
    """Has the attributes of a compiled pattern; each is looked up once."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        if name == "_pattern":
            self._pattern = self._make()
            return self._pattern
        found = self.__dict__[name] = getattr(self._pattern, name)
        return found


def mended(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same without possessive quantifiers, but for those of single characters."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # as they are in 3.11

    tree = _parser.parse(pattern, flags)
    _replace(tree)
    compiled: re.Pattern[AnyStr] = _compiler.compile(tree, flags)
    return compiled


def _replace(tree: "SubPattern") -> None:
    """In place; tree: a sequence of (operation, operands), some operands are trees themselves."""
    from re import _constants  # type: ignore[attr-defined]

    single = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)
    nodes: list[Any] = tree.data
    for at, (operation, operands) in enumerate(nodes):
        for inner in _trees(operands):
            _replace(inner)
        if operation is _constants.POSSESSIVE_REPEAT:
            repeated = operands[2]
            if len(repeated) != 1 or repeated[0][0] not in single:
                greedy = type(tree)(tree.state, [(_constants.MAX_REPEAT, operands)])
                nodes[at] = (_constants.ATOMIC_GROUP, greedy)


def _trees(operands: object) -> Iterable["SubPattern"]:
    from re._parser import SubPattern  # type: ignore[import-not-found]

    if isinstance(operands, SubPattern):
        return [operands]
    if isinstance(operands, tuple | list):
        return [tree for each in operands for tree in _trees(each)]
    return []
