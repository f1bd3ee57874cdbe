"""Imports between a few units, and the order they support."""

import pytest

from driftscan.propose.order import find_order
from driftscan.propose.traffic import Traffic

# (statements by arrow, levels, arrows against, left out)
CASES = [
    ("ab9 bc9", "a b c", "", ""),
    ("ab9 ac9", "a bc", "", ""),
    ("ab9 bc9 dc9", "a bd c", "", ""),
    ("ab60 bc60 ca5", "a b c", "ca", ""),  # 5 of 125 point up
    ("ab60 bc60 ca1", "a b c", "ca", ""),
    ("ab60 ba21 bc60", "b c", "", "a"),  # a third: no clear direction
    ("ab30 ba30", "", "", "a"),
    ("ab6 bc5 ca1", "a b c", "ca", ""),  # one slip of twelve
    ("ab60 bc2 ca1", "a b", "", "c"),  # one up and two down: no telling
    ("ab60 bc2 cb2", "a b", "", "c"),  # two there and two back
    ("ab3 bc3 ca1", "b c", "", "a"),  # too little to call it a slip
    ("", "", "", ""),
]


def _traffic(text: str) -> Traffic:
    counts = {(ord(word[0]) - 97, ord(word[1]) - 97): int(word[2:]) for word in text.split()}
    return Traffic(tuple("abcd"), counts, counts)


@pytest.mark.parametrize(("text", "levels", "against", "tangled"), CASES)
def test_order(text: str, levels: str, against: str, tangled: str) -> None:
    order = find_order(_traffic(text), range(4))
    shown = " ".join("".join(chr(97 + unit) for unit in level) for level in order.levels)
    up = " ".join(chr(97 + source) + chr(97 + target) for source, target in sorted(order.against))
    left_out = "".join(chr(97 + unit) for unit in order.tangled)
    assert (shown, up, left_out) == (levels, against, tangled)
