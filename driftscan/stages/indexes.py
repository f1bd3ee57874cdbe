"""Indexes kept from one tree to the next, in a process that looks at many revisions."""

from collections.abc import Callable, Mapping, Sequence

from driftscan.extract.protocol import Index, Successor
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Module


class Indexes:
    """The last index of each language. A tree that differs little from the one before leads most
    files where they led, and the index can tell which."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Index]] = {}
        self._recalled: Callable[[str], tuple[str, Index] | None] | None = None

    def recall(self, recalled: Callable[[str], tuple[str, Index] | None]) -> None:
        """Go on from an earlier run. recalled: gives, for a language, the digest and the index of
        the tree with which that ended."""
        self._recalled = recalled

    def known(self, language: str, digest: str) -> Index | None:
        """The last one, if all that it is made of is still the same."""
        last = self._last_of(language)
        return last[1] if last is not None and last[0] == digest else None

    def follow(self, language: str, digest: str, index: Index) -> None:
        """Put an index in the place of the last one."""
        last = self._last_of(language)
        if isinstance(index, Successor):
            index.follow(last[1] if last else None)
        self._last[language] = (digest, index)

    def asked(self, digests: Mapping[str, str]) -> dict[str, bytes]:
        """By language, what was asked of the index of the tree that has these digests."""
        return {
            language: index.asked()
            for language, (digest, index) in self._last.items()
            if isinstance(index, Successor) and digests.get(language) == digest
        }

    def _last_of(self, language: str) -> tuple[str, Index] | None:
        if language not in self._last and self._recalled is not None:
            found = self._recalled(language)
            if found is not None:
                self._last[language] = found
        return self._last.get(language)


class Renumbering:
    """Positions of modules in one tree to those in the next. changes_nothing: they are the same."""

    def __init__(self, before: Sequence[Module], now: Sequence[Module]) -> None:
        places = {module.path: at for at, module in enumerate(now)}
        self._places = [places.get(module.path, -1) for module in before]
        self.changes_nothing = self._places == list(range(len(self._places)))
        there = [at for at in self._places if at >= 0]
        self._keeps_order = there == sorted(there)

    def of(self, file: ResolvedFile) -> ResolvedFile:
        """The same file in the next tree; everything that it refers to is there as well."""
        return file if self.changes_nothing else file.renumbered(self._places, self._keeps_order)
