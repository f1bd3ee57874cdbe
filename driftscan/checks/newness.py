"""Which of several places is the one that came: what is new because of it points there."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from driftscan.checks.question import CheckInput
from driftscan.model.location import Location

SAME_FILE, CHANGED_FILE, NEW_LINE = range(3)
"""What CheckInput.newness says of a place."""

T = TypeVar("T")


def newest_first(
    question: CheckInput, items: Iterable[T], place_of: Callable[[T], Location]
) -> list[T]:
    """The items, one of the newest before all others; those are in the order they came in."""
    left = list(items)
    if question.newness is None or not left:
        return left
    newness = question.newness
    # max() gives the first of several.
    at = max(range(len(left)), key=lambda number: newness(place_of(left[number])))
    return [left[at], *left[:at], *left[at + 1 :]]


def is_new(question: CheckInput, places: Iterable[Location]) -> bool:
    """Whether none of these lines was there at the commit that is compared with."""
    newness = question.newness
    return newness is not None and all(newness(place) == NEW_LINE for place in places)
