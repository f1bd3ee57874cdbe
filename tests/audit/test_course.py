"""Ids of findings at the points of a curve in, the sentence about them out."""

import datetime
from collections.abc import Sequence

import pytest

from driftscan.model.trend import Landed, Observed, Point, Trend
from driftscan.report.audit.course import course_text, draft_course_text

CASES = {
    "one went, another came": (
        ("a", "b"),
        "1 place of today's rules at 2022-06-30, 1 now, none of them the same; "
        "what moved counts as another.",
    ),
    "one stands": ("a ab a".split(), "1 place of today's rules at 2022-06-30, 1 now, the same."),
    "all stand": (
        ("ab", "ab"),
        "2 places of today's rules at 2022-06-30, 2 now, all of them the same.",
    ),
    "some went, more came": (
        ("abcd", "dxyzuv"),
        "4 places of today's rules at 2022-06-30, 6 now, 1 of them the same; "
        "what moved counts as another.",
    ),
    "more came": (
        ("a", "abc"),
        "1 place of today's rules at 2022-06-30, 3 now, 1 of them the same.",
    ),
    "all went": (("ab", ""), "2 places of today's rules at 2022-06-30, 0 now."),
    "all came": (("", "ab"), "0 places of today's rules at 2022-06-30, 2 now."),
    "never any": (("", ""), ""),
    "one point": (("a",), ""),
}

DRAFTED = {
    "at least half were there, whatever else was": (
        ("axyz", "abc"),
        "ab",
        "At least 1 of today's 2 places against the draft was there at 2022-06-30 already.",
    ),
    "all were there": (
        ("ab", "ab"),
        "ab",
        "2 of today's 2 places against the draft were there at 2022-06-30 already.",
    ),
    "what had other names may have been there": (("axyz", "abc"), "abc", ""),
    "none under the same name: moved, or not there": (("xyz", "ab"), "ab", ""),
    "none was there": (("", "ab"), "ab", ""),
    "none is there": (("ab", ""), "", ""),
    "one point": (("a",), "a", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_places(case: str) -> None:
    told, text = CASES[case]
    assert course_text(_trend(told), "place") == text


@pytest.mark.parametrize("case", DRAFTED)
def test_what_of_a_draft_was_there_before(case: str) -> None:
    points, told, text = DRAFTED[case]
    assert draft_course_text(_trend(points), told) == text


def _trend(told: Sequence[str]) -> Trend:
    points = tuple(
        Point(
            landed=Landed(id=str(at), day=datetime.date(2022 + at, 6, 30)),
            observed=Observed(commit=str(at), readings=(), findings=tuple(ids)),
        )
        for at, ids in enumerate(told)
    )
    return Trend(root="", spec_file="", every="quarter", points=points, known={}, landed={})
