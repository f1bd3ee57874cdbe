"""Where two layouts of a tree differ, and which questions look there."""

from collections import defaultdict

from msgspec import Struct

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.order import Answer
from driftscan.extract.python.relative import Question, RelativeSearch, place_of


class Touched(Struct, frozen=True):
    """places: where another file is loaded than before, or a folder came or went. names: the last
    part of each place at which a search for a dotted name may find something else."""

    places: frozenset[str]
    names: frozenset[str]


def touched(before: Layout, now: Layout) -> Touched:
    """What one layout has that the other has not."""
    old, new = before.by_importable, now.by_importable
    places = {
        *(before.folders ^ now.folders),
        *(place for place, file in new.items() if old.get(place) != file),
        *(old.keys() - new.keys()),
    }
    further = (before.around_packages ^ now.around_packages) | (before.hidden ^ now.hidden)
    strays = before.strays.items() ^ now.strays.items()
    names = {place.rpartition("/")[2] for place in places | further} | {name for name, _ in strays}
    return Touched(frozenset(places), frozenset(names))


class RelativeQuestions:
    """Relative questions that were put to one index or another, by the places they look at."""

    def __init__(self) -> None:
        self._filed: set[Question] = set()
        self._by_place: dict[str, set[Question]] = defaultdict(set)
        self._stubs: set[Question] = set()

    def carry_over(
        self, earlier: RelativeSearch, now: RelativeSearch, touched: Touched
    ) -> frozenset[Question]:
        """Questions whose answer is not sure to be what it was; `now` learns all others."""
        answers = earlier.answers
        asked = answers.keys() | earlier.unanswered
        for question in asked - self._filed:
            self._file(question, answers.get(question))
        changed = self._stubs.union(
            *[self._by_place[place] for place in touched.places & self._by_place.keys()]
        )
        changed &= asked
        now.answers.update(answers)
        for question in changed:
            now.answers.pop(question, None)
        now.unanswered |= earlier.unanswered - changed
        self._filed -= changed
        self._stubs -= changed
        return frozenset(changed)

    def _file(self, question: Question, answer: Answer | None) -> None:
        self._filed.add(question)
        place = place_of(*question[:3])
        below = f"{place}/{question[3]}" if place else question[3]
        if place is not None:
            self._by_place[place].add(question)
        self._by_place[below].add(question)
        if answer is not None and is_stub(answer):
            self._stubs.add(question)


def is_stub(answer: Answer) -> bool:
    """The package around a stub is looked at as well, which no answer shows."""
    return answer.file is not None and answer.file.suffix == ".pyi"
