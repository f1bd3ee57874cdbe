"""What holds of an index when paths come or go: files all of whose questions are answered alike."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.order import Answer, SearchOrder
from driftscan.extract.python.relative import RelativeSearch, place_of
from driftscan.extract.python.standpoint import Standpoint
from driftscan.model.fact import FileFacts

Absolute = tuple[str, str]
Relative = tuple[str, int, str, str]
Orders = Mapping[Standpoint, SearchOrder]


class Inquiry(Struct, frozen=True):
    """All that a file asked of an index, and what it was for it. builds: see FileResolution."""

    stand: Standpoint
    builds: bool
    absolute: frozenset[Absolute]
    relative: frozenset[Relative]


def inquiry_of(facts: FileFacts, folder: str, stand: Standpoint, builds: bool) -> Inquiry:
    """Perhaps more than is asked: of a plain module one name stands for all."""
    absolute = [(fact.module, fact.name) for fact in facts.imports if not fact.level]
    relative = [
        (folder, fact.level, fact.module, fact.name) for fact in facts.imports if fact.level
    ]
    return Inquiry(stand, builds, frozenset(absolute), frozenset(relative))


class Continuity:
    """Two indexes side by side, the earlier one as far as questions were put to it."""

    def __init__(self, earlier: Orders, now: Orders, changed: frozenset[Relative]) -> None:
        """changed: relative questions that may have another answer now."""
        self._earlier = earlier
        self._now = now
        self._relative = changed
        self._absolute: dict[Standpoint, frozenset[Absolute]] = {}

    def holds(self, inquiry: Inquiry) -> bool:
        """Whether each of these questions still has the answer that it had. Its standpoint must be
        one of both indexes."""
        return inquiry.relative.isdisjoint(self._relative) and inquiry.absolute.isdisjoint(
            self._changed_from(inquiry.stand)
        )

    def _changed_from(self, stand: Standpoint) -> frozenset[Absolute]:
        changed = self._absolute.get(stand)
        if changed is None:
            known, find = self._earlier[stand].answers, self._now[stand].find
            differing = [each for each, told in known.items() if not _same(told, find(*each))]
            changed = self._absolute[stand] = frozenset(differing)
        return changed


def carried_over(
    earlier: RelativeSearch, before: Layout, now: RelativeSearch, layout: Layout
) -> frozenset[Relative]:
    """Relative questions whose answer is not sure to be what it was; `now` learns all others."""
    touched = _touched(before, layout)
    changed: set[Relative] = set()
    for question, answer in earlier.answers.items():
        place = place_of(*question[:3])
        below = f"{place}/{question[3]}" if place else question[3]
        if place in touched or below in touched or _is_stub(answer):
            changed.add(question)
        else:
            now.answers[question] = answer
    return frozenset(changed)


def _touched(before: Layout, now: Layout) -> set[str]:
    """Places where another file is loaded than before, or a folder came or went."""
    old, new = before.by_importable, now.by_importable
    return {
        *(before.folders ^ now.folders),
        *(place for place, file in new.items() if old.get(place) != file),
        *(old.keys() - new.keys()),
    }


def _same(one: Answer, other: Answer) -> bool:
    return one == other and not _is_stub(one)


def _is_stub(answer: Answer) -> bool:
    """The package around a stub is looked at as well, which no answer shows."""
    return answer.file is not None and answer.file.suffix == ".pyi"
