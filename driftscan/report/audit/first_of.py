"""The first few of a list in a sentence, and how many more there are."""

from collections.abc import Sequence


def first_of(told: Sequence[str], most: int, hedge: str = "") -> str:
    """`a; b; and 3 more`. hedge: stands before that number, as `at least ` where it is not sure
    that all were found."""
    rest = len(told) - most
    return "; ".join([*told[:most], *([f"and {hedge}{rest:,} more"] if rest > 0 else [])])
