"""Indexes kept from one tree to the next, in a process that looks at many revisions."""

from collections.abc import Sequence

from driftscan.extract.protocol import Index, Successor
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Module


class Indexes:
    """The last index of each language. A tree that differs little from the one before leads most
    files where they led, and the index can tell which."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Index]] = {}

    def known(self, language: str, digest: str) -> Index | None:
        """The last one, if all that it is made of is still the same."""
        last = self._last.get(language)
        return last[1] if last is not None and last[0] == digest else None

    def follow(self, language: str, digest: str, index: Index) -> None:
        """Put an index in the place of the last one."""
        last = self._last.get(language)
        if isinstance(index, Successor):
            index.follow(last[1] if last else None)
        self._last[language] = (digest, index)


class Renumbering:
    """Positions of modules in one tree to those in the next."""

    def __init__(self, before: Sequence[Module], now: Sequence[Module]) -> None:
        places = {module.path: at for at, module in enumerate(now)}
        self._places = [places.get(module.path, -1) for module in before]
        self._is_same = self._places == list(range(len(self._places)))
        there = [at for at in self._places if at >= 0]
        self._keeps_order = there == sorted(there)

    def of(self, file: ResolvedFile) -> ResolvedFile:
        """The same file in the next tree; everything that it refers to is there as well."""
        return file if self._is_same else file.renumbered(self._places, self._keeps_order)
