"""What a regular expression over paths is made of, one character for each part.

An arm of an expression is a text in which the characters below stand for what is not literal;
so arms can be joined, cut and compared as texts.
"""

from msgspec import Struct

ANY = "\ue000"  # .*  anything, across directories
WITHIN = "\ue001"  # [^/]*  anything within one part of a path
ONE = "\ue002"  # [^/]  one character
START = "\ue003"
END = "\ue004"
MARKS = frozenset((ANY, WITHIN, ONE, START, END))

MOST_ARMS = 200


class Arms(Struct, frozen=True):
    """An expression as its alternatives. widened: parts of it that were read more widely."""

    arms: tuple[str, ...]
    widened: tuple[str, ...] = ()


class NotPlainError(Exception):
    """The expression says what no glob can; the message is the end of a sentence."""


def joined(left: Arms, right: Arms) -> Arms:
    """One after the other. Raises NotPlainError where that makes too many arms."""
    if len(left.arms) * len(right.arms) > MOST_ARMS:
        raise NotPlainError("has too many alternatives")
    arms = dict.fromkeys(one + other for one in left.arms for other in right.arms)
    return Arms(tuple(arms), left.widened + right.widened)


def either(choices: list[Arms]) -> Arms:
    """One of several."""
    arms = dict.fromkeys(arm for choice in choices for arm in choice.arms)
    if len(arms) > MOST_ARMS:
        raise NotPlainError("has too many alternatives")
    return Arms(tuple(arms), tuple(w for choice in choices for w in choice.widened))
