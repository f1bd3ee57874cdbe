"""The search for a relative import: it can only lead to one place."""

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.order import Answer
from driftscan.extract.python.search import Match, look_at

Question = tuple[str, int, str, str]
"""See RelativeSearch.find."""

_BEYOND_ROOT = Answer(cause="beyond-root")
_MISSING = Answer(cause="missing")


class RelativeSearch:
    """Answers the relative imports of all files; those of one folder ask the same again."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.answers: dict[Question, Answer] = {}
        self.unanswered: set[Question] = set()  # asked of an index that this one stands for

    def find(self, folder: str, level: int, module: str, name: str) -> Answer:
        """Where `from ..module import name` in a file of this folder leads; level is the dots."""
        question = (folder, level, module, name)
        answer = self.answers.get(question)
        if answer is None:
            answer = self.answers[question] = self._search(folder, level, module, name)
        return answer

    def _search(self, folder: str, level: int, module: str, name: str) -> Answer:
        path = place_of(folder, level, module)
        if path is None:
            return _BEYOND_ROOT
        place = look_at(path, self._layout, name)
        return _MISSING if place.match is Match.NOTHING else Answer(file=place.file)


def place_of(folder: str, level: int, module: str) -> str | None:
    """The path that `..module` stands for; None if it lies beyond the tree's root."""
    for _ in range(level - 1):
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
    below = module.replace(".", "/")
    return f"{folder}/{below}" if folder and below else folder or below
