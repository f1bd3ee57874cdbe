"""Columns of changes in, what happened to each file in the past year out."""

import pytest

from driftscan.history.stories import Story, stories_of
from driftscan.model.history import ChangeColumns, Commit

DAY = 86400
CUT = 3000 * DAY

# Days ago, who, lines added, lines removed; newest first.
Changes = list[tuple[int, str, int, int]]


def columns(changes: Changes) -> ChangeColumns:
    commits = [
        Commit(f"{at:040x}", (), CUT - days * DAY, CUT - days * DAY, who, who, "work", (), 1)
        for at, (days, who, _, _) in enumerate(changes)
    ]
    count = len(changes)
    return ChangeColumns(
        cut=CUT,
        files=[b"a.py", b"never.py"],
        commits=commits,
        file=[0] * count,
        commit=list(range(count)),
        lines=[added + removed for _, _, added, removed in changes],
        removed=[removed for _, _, _, removed in changes],
        is_new=[0] * (count - 1) + [1] * (count > 0),
        born=[CUT - 950 * DAY] * 2,
    )


CASES: dict[str, tuple[Changes, Story]] = {
    "nothing but bulk commits": ([], Story(950, 0, 0)),
    "long ago": ([(900, "a", 5, 5), (910, "b", 50, 0)], Story(900, 0, 0)),
    "from whoever came before the year": (
        [(10, "b", 5, 5), (900, "a", 9, 9), (910, "b", 50, 0)],
        Story(10, 1, 0),
    ),
    "the same as before the year": ([(10, "a", 5, 5), (900, "a", 9, 9)], Story(10, 0, 0)),
    "to and fro": (
        [(1, "a", 4, 4), (5, "b", 4, 4), (40, "a", 4, 0)],
        Story(1, 2, 4),
    ),
    "young at the turn of the year": (
        [(360, "a", 0, 7), (370, "a", 7, 0)],
        Story(360, 0, 7),
    ),
    "rewritten before the year": ([(366, "a", 0, 7), (370, "a", 7, 0)], Story(366, 0, 0)),
}


@pytest.mark.parametrize("name", CASES)
def test_stories(name: str) -> None:
    changes, expected = CASES[name]
    story, untouched = stories_of(columns(changes), has_lines=True)
    assert story == expected
    assert untouched == Story(950, 0, 0)


def test_without_lines_rework_is_not_known() -> None:
    assert stories_of(columns([(1, "a", 0, 0)]), has_lines=False)[0] == Story(1, 0, None)
