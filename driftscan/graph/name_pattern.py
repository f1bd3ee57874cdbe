"""Patterns over dotted names of modules: `*` is one part of a name, `**` one part or more."""

import re
from collections.abc import Iterable, Set

_PARTS = {"*": r"[^.]+", "**": r"[^.]+(?:\.[^.]+)*"}


def name_pattern(expression: str) -> re.Pattern[str]:
    """A pattern for fullmatch(): `shop.*.models` fits `shop.cart.models`."""
    return re.compile(r"\.".join(_PARTS.get(p, re.escape(p)) for p in expression.split(".")))


class NameArrows:
    """Arrows between names or patterns, as texts 'a.b -> c.**'; most have no wildcard."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = [(source.strip(), target.strip()) for source, _, target in map(_split, texts)]
        self._exact = {pair for pair in pairs if "*" not in "".join(pair)}
        self._patterns = [
            (name_pattern(source), name_pattern(target))
            for source, target in pairs
            if (source, target) not in self._exact
        ]

    def mean(self, source: str, target: str) -> bool:
        """Whether one of the arrows leads from the first name to the second."""
        return (source, target) in self._exact or any(
            one.fullmatch(source) and other.fullmatch(target) for one, other in self._patterns
        )

    def meet(self, pairs: Set[tuple[str, str]]) -> bool:
        """Whether any of the pairs is meant."""
        if not self._exact.isdisjoint(pairs):
            return True
        return bool(self._patterns) and any(self.mean(*pair) for pair in pairs)


def _split(text: str) -> tuple[str, str, str]:
    return text.partition("->")
