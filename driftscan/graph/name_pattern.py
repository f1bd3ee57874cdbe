"""Patterns over dotted names of modules: `*` is one part of a name, `**` one part or more."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, takewhile

_PARTS = {"*": r"[^.]+", "**": r"[^.]+(?:\.[^.]+)*"}

Pair = tuple[str, str]


def name_pattern(expression: str) -> re.Pattern[str]:
    """A pattern for fullmatch(): `shop.*.models` fits `shop.cart.models`."""
    return re.compile(r"\.".join(_PARTS.get(p, re.escape(p)) for p in expression.split(".")))


class NameArrows:
    """Arrows between names or patterns, as texts 'a.b -> c.**'; most have no wildcard.

    There may be thousands of arrows and ten thousands of dependencies: what a name fits as the
    source of an arrow is found out once, and only among arrows that begin as the name does.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._exact: dict[Pair, str] = {}
        self._patterns: dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
        self._by_source: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for text in self.texts:
            source, _, target = (part.strip() for part in text.partition("->"))
            if "*" in text:
                fixed = _fixed(source)
                patterns = (text, name_pattern(source), name_pattern(target))
                self._patterns.setdefault(fixed, []).append(patterns)
            else:
                self._exact[source, target] = text

    def mean(self, source: str, target: str) -> bool:
        """Whether one of the arrows leads from the first name to the second."""
        return (source, target) in self._exact or any(self._fitting(source, target))

    def idle(self, pairs: Set[Pair]) -> list[str]:
        """The arrows, as written, that mean none of these pairs."""
        busy = {text for pair, text in self._exact.items() if pair in pairs}
        if self._patterns:
            busy |= {text for source, target in pairs for text in self._fitting(source, target)}
        return [text for text in self.texts if text not in busy]

    def _fitting(self, source: str, target: str) -> Iterator[str]:
        if not self._patterns:
            return
        known = self._by_source.get(source)
        if known is None:
            known = [
                (text, end)
                for start in _beginnings(source)
                for text, one, end in self._patterns.get(start, ())
                if one.fullmatch(source)
            ]
            self._by_source[source] = known
        yield from (text for text, end in known if end.fullmatch(target))


def _fixed(expression: str) -> str:
    """The parts before the first that is a wildcard."""
    return ".".join(takewhile(lambda part: part not in _PARTS, expression.split(".")))


def _beginnings(name: str) -> Iterator[str]:
    """'', 'a', 'a.b' and 'a.b.c' of 'a.b.c'."""
    yield ""
    yield from accumulate(name.split("."), "{}.{}".format)
