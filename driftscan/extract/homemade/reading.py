"""Source of one language to the facts: units held against marks, and members of packages."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from driftscan.extract.homemade.blanking import blanked
from driftscan.extract.homemade.marks import MARKS, Mark
from driftscan.extract.homemade.members import may_have_members, members_of
from driftscan.extract.homemade.units import Unit, loops_of, units_of
from driftscan.model.capability_fact import CapabilityFacts, HomemadeFact
from driftscan.model.fact import Problem

# Longer files were written by programs, or are several; looking at them costs more than it tells.
_LONGEST = 400_000
# A program put lines together that are so long on average.
_LONG_LINES = 250
# A shape without a name only means something where its parts stand together, in so many lines.
_CLOSE = 200


def read(content: bytes, language: str) -> CapabilityFacts:
    """The facts of one file."""
    if b"\0" in content[:4096]:
        return CapabilityFacts()
    if len(content) > _LONGEST:
        too_long = Problem("too-large", "is too long to look for what is home-made")
        return CapabilityFacts(problems=(too_long,))
    source = content.decode("utf-8", "replace")
    small = source.lower()
    is_written = len(content) <= _LONG_LINES * (content.count(b"\n") + 2)
    marks = [mark for mark in MARKS if _may_fit(mark, small)] if is_written else []
    if not marks and not may_have_members(source, language):
        return CapabilityFacts()
    code, text = blanked(source, language)
    starts = _line_starts(code)
    found = sorted(_homemade(code, text, language, starts, marks)) if marks else ()
    return CapabilityFacts(tuple(found), tuple(members_of(code, text, language, starts)))


def _line_starts(code: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", code))]


def _may_fit(mark: Mark, small: str) -> bool:
    """Whether a file may hold what a mark asks for at all. small: the source in small letters."""
    return all(any(hint in small for hint in group) for group in mark.hints)


def _homemade(
    code: str, text: str, language: str, starts: Sequence[int], marks: Sequence[Mark]
) -> Iterator[HomemadeFact]:
    """Of units within each other that show the same, the outer one."""
    taken: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for unit in units_of(code, language):
        for mark in marks:
            key = mark.capability, mark.purpose
            if _is_inside(unit, taken[key]) or not _fits(unit, mark, code, text, language):
                continue
            taken[key] += unit.spans
            line = bisect_right(starts, unit.spans[0][0])
            yield HomemadeFact(*key, unit.name, line, mark.confidence, mark.why)


def _is_inside(unit: Unit, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = unit.spans[0]
    return any(first <= start and end <= last for first, last in spans)


def _fits(unit: Unit, mark: Mark, code: str, text: str, language: str) -> bool:
    if mark.kind and (mark.kind == "class") != unit.is_class:
        return False
    if mark.named and not _compiled(mark.named).search(unit.words):
        return False
    own = unit.of(code)
    if not mark.named and own.count("\n") > _CLOSE:
        return False
    if mark.unless and _compiled(mark.unless).search(own):
        return False
    if not all(_compiled(each).search(own) for each in mark.code):
        return False
    if mark.least > 1 and len(_compiled(mark.code[0]).findall(own)) < mark.least:
        return False
    if mark.text:
        whole = unit.of(text)
        if not all(_compiled(each).search(whole) for each in mark.text):
            return False
    return not mark.in_loop or any(
        all(_compiled(each).search(loop) for each in mark.in_loop)
        for loop in loops_of(own, language)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
