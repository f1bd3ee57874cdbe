"""Where a constant leads: looked up from the innermost class or module outwards, as Ruby does."""

from msgspec import Struct

from driftscan.extract.ruby.constants import Constants, Place
from driftscan.extract.ruby.nesting import LEVEL, SCOPE, within


class Found(Struct, frozen=True):
    """place: None where the constant is only a namespace or a part of something outside.
    top: the first part of a name that was found at the top, or nowhere: maybe a gem's."""

    place: Place | None = None
    top: str = ""


class Lookup:
    """Answers for all files; equal questions are answered once."""

    def __init__(self, constants: Constants) -> None:
        self._constants = constants
        self._answers: dict[str, Found] = {}

    def find(self, use: str) -> Found:
        """use: the definitions around it, outermost first, and the name, with LEVEL between."""
        answer = self._answers.get(use)
        if answer is None:
            answer = self._answers[use] = self._search(use)
        return answer

    def _search(self, use: str) -> Found:
        *levels, written = use.split(LEVEL)
        if written.startswith(SCOPE):
            name = written[len(SCOPE) :]
            first, found = self._first(name), self._longest(name)
            return Found(found, first)
        first = self._first(written)
        for around in _around(levels):
            full = within(around, first)
            if self._constants.exists(full):
                found = self._longest(within(around, written), len(full))
                return Found(found, "" if around else first)
        return Found(top=first)

    def _longest(self, name: str, shortest: int = 0) -> Place | None:
        """The place of the longest beginning of a name that any file defines."""
        at = len(name)
        while at > 0 and at >= shortest:
            if place := self._constants.find(name[:at]):
                return place
            at = name.rfind(SCOPE, 0, at)
        return None

    def _first(self, name: str) -> str:
        return name.partition(SCOPE)[0]


def _around(levels: list[str]) -> list[str]:
    """The full names of the definitions around a place, innermost first, '' at the end."""
    full, found = "", [""]
    for level in levels:
        full = within(full, level)
        found.append(full)
    return found[::-1]
