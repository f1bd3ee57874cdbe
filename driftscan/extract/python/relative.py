"""The search for a relative import: it can only lead to one place."""

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.order import Answer
from driftscan.extract.python.roots import ancestors
from driftscan.extract.python.search import Match, look_at

_BEYOND_ROOT = Answer(cause="beyond-root")
_MISSING = Answer(cause="missing")


class RelativeSearch:
    """Answers the relative imports of all files; those of one folder ask the same again."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._answers: dict[tuple[str, int, str, str], Answer] = {}

    def find(self, folder: str, level: int, module: str, name: str) -> Answer:
        """Where `from ..module import name` in a file of this folder leads; level is the dots."""
        question = (folder, level, module, name)
        answer = self._answers.get(question)
        if answer is None:
            answer = self._answers[question] = self._search(folder, level, module, name)
        return answer

    def _search(self, folder: str, level: int, module: str, name: str) -> Answer:
        above = ancestors(folder)
        if level > len(above):
            return _BEYOND_ROOT
        base = above[level - 1]
        below = module.replace(".", "/")
        place = look_at(f"{base}/{below}" if base and below else base or below, self._layout, name)
        return _MISSING if place.match is Match.NOTHING else Answer(file=place.file)
