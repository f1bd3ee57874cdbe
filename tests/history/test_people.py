"""Changes of files in, handoffs, rework and hands out."""

from collections.abc import Sequence

import pytest

from driftscan.history.handoffs import handoffs
from driftscan.history.hands import Hands, circles, fragments, most_at_home
from driftscan.history.rework import Edit, reworked

DAY = 86400


@pytest.mark.parametrize(
    ("authors", "since", "passed"),
    [
        ("", 0, 0),
        ("a", 0, 0),
        ("aaa", 0, 0),
        ("ab", 0, 1),
        ("abab", 0, 3),
        ("aabbc", 0, 2),
        ("abab", 2, 2),  # the first handoff was before
        ("ab", 2, 0),
    ],
)
def test_handoffs(authors: str, since: int, passed: int) -> None:
    assert handoffs(enumerate(authors), since) == passed


def edits(*rows: tuple[int, int, int]) -> list[Edit]:
    return [Edit(day * DAY, added, removed) for day, added, removed in rows]


REWORK: dict[str, tuple[list[Edit], int]] = {
    "nothing removed": (edits((0, 50, 0), (1, 10, 0)), 0),
    "removed the next day": (edits((0, 50, 0), (1, 0, 10)), 10),
    "removed on the last day": (edits((0, 50, 0), (21, 0, 10)), 10),
    "a day too late": (edits((0, 50, 0), (22, 0, 10)), 0),
    "more removed than young": (edits((0, 50, 0), (40, 5, 0), (41, 0, 30)), 5),
    "a young line is rewritten once": (edits((0, 5, 0), (1, 0, 5), (2, 0, 5)), 5),
    "rewritten lines are young again": (edits((0, 5, 0), (20, 5, 5), (40, 5, 5)), 10),
    "what ages first goes first": (edits((0, 5, 0), (15, 5, 0), (20, 0, 5), (30, 0, 5)), 10),
    "its own lines are not rewritten": (edits((0, 5, 5)), 0),
    "binary": (edits((0, -1, -1), (1, -1, -1)), 0),
}


@pytest.mark.parametrize("name", REWORK)
def test_rework(name: str) -> None:
    changes, expected = REWORK[name]
    assert reworked(changes) == expected


def test_rework_before_a_day_is_not_counted() -> None:
    assert reworked(edits((0, 9, 0), (1, 0, 4), (2, 0, 3)), since=2 * DAY) == 3


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], 0.0), ([7], 0.0), ([1, 1], 0.5), ([1] * 10, 0.9), ([9, 1], 0.18)],
)
def test_fragments(counts: Sequence[int], expected: float) -> None:
    hands = Hands({str(who): count for who, count in enumerate(counts)})
    assert fragments(hands) == pytest.approx(expected)


def test_circles() -> None:
    hands = [Hands(a=3, b=1), Hands(a=2), Hands(), Hands(b=5), Hands(a=1, b=1)]
    ours, theirs = circles(hands, [[0, 1, 2], [3, 4]])
    assert (ours.people, ours.one, ours.nobody) == (2, (1,), 1)
    assert (theirs.people, theirs.one, theirs.nobody) == (2, (3,), 0)
    # a is at home in ours, b in theirs
    assert ours.visits == pytest.approx(1 / 6)
    assert theirs.visits == pytest.approx(1 / 7)


def test_names_only_of_the_few_with_most_changes() -> None:
    hands = [Hands(a=3, b=1), Hands(c=3, d=9)]
    assert most_at_home(hands, [0, 1], 3) == ("d", "a", "c")
