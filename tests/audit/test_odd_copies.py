"""Families of functions in, what the summary says of copies that differ out."""

import pytest
from msgspec.structs import replace

from driftscan.model.family import Difference, Family, Unit
from driftscan.model.fragment import Fragment
from driftscan.report.audit.odd_copies import odd_copies_of, odd_copies_text

ROOTS = {f"{letter}.ts".encode(): "javascript:" for letter in "abcde"}


def unit(letter: str, component: str, digest: bytes = b"same") -> Unit:
    """A function in a file of its own."""
    fragment = Fragment("charge", 1, 12, 80, b"", digest, digest, 3, 3, 3, 40)
    return Unit(f"{letter}.ts".encode(), component, "", fragment)


def differs(here: str = "x < 0", there: str = "x <= 0", line: int = 2) -> Difference:
    """A line against a line, or against none."""
    return Difference((here,) if here else (), (there,) if there else (), line, line)


A, B, C = unit("a", "shop"), unit("b", "billing"), unit("c", "usage", b"other")
THREE = Family("0", (A, B, C), 0.95, 0.95, odd=2, model=0, differences=(differs(),))
TWO = replace(THREE, units=(A, C), odd=-1, model=-1)
FIVE = replace(THREE, units=(A, B, unit("d", "tax"), unit("e", "post"), C), odd=4)
TOLD = "Copies of a function, one of which has another line, which may be meant: charge, in "
TOLD += 'c.ts:2 "x < 0", where those at a.ts:1 and b.ts:1 have "x <= 0".'
SECRET = differs('password = "hunter2hunter2"', "password = ask()")
CASES: dict[str, tuple[Family, str]] = {
    "one of three": (THREE, TOLD),
    "one of five": (
        FIVE,
        TOLD.replace("a.ts:1 and b.ts:1", "a.ts:1, b.ts:1, d.ts:1 and 1 more place"),
    ),
    "two, of which nobody knows which is the odd one": (TWO, ""),
    "two places": (
        replace(THREE, differences=(differs(), differs("y()", "z", 5))),
        TOLD.replace('"x < 0"', '"x < 0" and in c.ts:5 "y()"').replace('<= 0"', '<= 0" and "z"'),
    ),
    "three places": (replace(THREE, differences=(differs(),) * 3), ""),
    "a line that one lacks": (replace(THREE, differences=(differs(there=""),)), ""),
    "nobody looked": (replace(THREE, differences=None), ""),
    "nothing differs": (replace(THREE, differences=()), ""),
    "not so much alike": (replace(THREE, least=0.79), ""),
    "no clear family": (replace(THREE, is_clear=False), ""),
    "the others differ, too": (replace(THREE, units=(A, unit("b", "billing", b"third"), C)), ""),
    "one component": (replace(THREE, units=(A, B, unit("c", "shop", b"other"))), ""),
    "another name": (
        replace(THREE, units=(A, B, replace(C, fragment=replace(C.fragment, name="pay")))),
        "",
    ),
    "without a name": (
        replace(
            THREE,
            units=tuple(replace(u, fragment=replace(u.fragment, name="")) for u in (A, B, C)),
        ),
        "",
    ),
    "what it is asked for": (replace(THREE, differences=(differs(line=1),)), ""),
    "a text": (replace(THREE, differences=(differs('say("a")', 'say("b")'),)), ""),
    "a name": (replace(THREE, differences=(differs("pay(order)", "pay( bill)"),)), ""),
    "a number": (replace(THREE, differences=(differs("x < 10", "x < 2.5"),)), ""),
    "a test": (replace(THREE, units=(A, B, unit("test", "usage", b"other"))), ""),
    "a password": (
        replace(THREE, differences=(SECRET,)),
        TOLD.replace('"x < 0"', '"password = "***""').replace('"x <= 0"', '"password = ask()"'),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_copies_that_differ(case: str) -> None:
    given, told = CASES[case]
    odd = odd_copies_of([given], ROOTS)
    assert (odd_copies_text(odd, b"") if odd else "") == told


def test_of_many_the_first_and_how_many_more_at_least() -> None:
    found = odd_copies_of([THREE, FIVE, THREE], ROOTS)
    assert odd_copies_text(found, b"").endswith('"x <= 0"; and at least 1 more.')
