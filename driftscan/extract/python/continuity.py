"""What holds of an index when paths come or go: files all of whose questions are answered alike."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.order import SearchOrder
from driftscan.extract.python.places import RelativeQuestions, is_stub, touched
from driftscan.extract.python.relative import Question, RelativeSearch
from driftscan.extract.python.standpoint import Standpoint
from driftscan.model.fact import FileFacts

Absolute = tuple[str, str]
Orders = Mapping[Standpoint, SearchOrder]


class Inquiry(Struct, frozen=True):
    """All that a file asked of an index, and what it was for it. builds: see FileResolution."""

    stand: Standpoint
    builds: bool
    absolute: frozenset[Absolute]
    relative: frozenset[Question]


def inquiry_of(facts: FileFacts, folder: str, stand: Standpoint, builds: bool) -> Inquiry:
    """Perhaps more than is asked: of a plain module one name stands for all."""
    absolute = [(fact.module, fact.name) for fact in facts.imports if not fact.level]
    relative = [
        (folder, fact.level, fact.module, fact.name) for fact in facts.imports if fact.level
    ]
    return Inquiry(stand, builds, frozenset(absolute), frozenset(relative))


class Continuity:
    """Two indexes side by side, the earlier one as far as questions were put to it. relative:
    questions of relative imports that may have another answer."""

    def __init__(
        self, earlier: Orders, now: Orders, before: Layout, layout: Layout, asked: RelativeQuestions
    ) -> None:
        """before, layout: of the two. asked: relative questions that were put to indexes so far."""
        self._earlier = earlier
        self._now = now
        self._touched = touched(before, layout)
        self._asked = asked
        self.relative: frozenset[Question] = frozenset()
        self._absolute: dict[Standpoint, frozenset[Absolute]] = {}

    def carry_over(self, earlier: RelativeSearch, now: RelativeSearch) -> None:
        """Have the search of relative imports know all answers that are sure to be the same."""
        self.relative = self._asked.carry_over(earlier, now, self._touched)

    def changed_from(self, stand: Standpoint) -> frozenset[Absolute]:
        """Absolute questions from one of both indexes' standpoints that may have another answer."""
        changed = self._absolute.get(stand)
        if changed is None:
            changed = self._absolute[stand] = self._differing(stand)
        return changed

    def _differing(self, stand: Standpoint) -> frozenset[Absolute]:
        """Questions with another answer; the order of now learns all that it cannot have."""
        earlier, now = self._earlier[stand], self._now[stand]
        names = self._touched.names if now.searches_like(earlier) else None
        differing = []
        for question, told in earlier.answers.items():
            if is_stub(told):
                differing.append(question)
            elif names is not None and names.isdisjoint(_parts(question)):
                now.answers.setdefault(question, told)
            elif told != now.find(*question):
                differing.append(question)
        for question in earlier.unanswered - earlier.answers.keys():
            if names is not None and names.isdisjoint(_parts(question)):
                now.unanswered.add(question)
            elif earlier.find(*question) != now.find(*question):
                differing.append(question)
        return frozenset(differing)


def _parts(question: Absolute) -> list[str]:
    """Of the dotted name, as of the paths that it may stand for."""
    return f"{question[0]}.{question[1]}".replace("/", ".").split(".")
