"""Families of functions in, what the summary says of copies that differ out."""

import pytest
from msgspec.structs import replace

from driftscan.model.family import Difference, Family, Unit
from driftscan.model.fragment import Fragment
from driftscan.report.audit.odd_copies import odd_copies_of, odd_copies_text

ROOTS = dict.fromkeys((b"a.ts", b"b.ts", b"c.ts", b"d.ts"), "javascript:")


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
TOLD = "Functions alike but for a line or two, which may be meant: "
TOLD += 'charge (3 copies), "x < 0" in c.ts:2 and "x <= 0" in a.ts:2.'
SECRET = differs('password = "hunter2hunter2"', "password = ask()")
CASES: dict[str, tuple[Family, str]] = {
    "one of three": (THREE, TOLD),
    "two": (TWO, TOLD.replace("3", "2")),
    "two places": (
        replace(THREE, differences=(differs(), differs("y()", "z", 5))),
        f'{TOLD[:-1]}, "y()" in c.ts:5 and "z" in a.ts:5.',
    ),
    "three places": (replace(THREE, differences=(differs(),) * 3), ""),
    "a line that one lacks": (replace(THREE, differences=(differs(there=""),)), ""),
    "nobody looked": (replace(THREE, differences=None), ""),
    "nothing differs": (replace(THREE, differences=()), ""),
    "not so much alike": (replace(THREE, least=0.79), ""),
    "no clear family": (replace(THREE, is_clear=False), ""),
    "the others differ, too": (replace(THREE, units=(A, unit("b", "billing", b"third"), C)), ""),
    "one component": (replace(TWO, units=(A, unit("c", "shop", b"other"))), ""),
    "another name": (
        replace(TWO, units=(A, replace(C, fragment=replace(C.fragment, name="pay")))),
        "",
    ),
    "without a name": (
        replace(
            TWO, units=tuple(replace(u, fragment=replace(u.fragment, name="")) for u in (A, C))
        ),
        "",
    ),
    "what it is asked for": (replace(THREE, differences=(differs(line=1),)), ""),
    "a text": (replace(THREE, differences=(differs('say("a")', 'say("b")'),)), ""),
    "a name": (replace(THREE, differences=(differs("pay(order)", "pay( bill)"),)), ""),
    "a number": (replace(THREE, differences=(differs("x < 10", "x < 2.5"),)), ""),
    "a test": (replace(TWO, units=(A, unit("test", "usage", b"other"))), ""),
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
    found = odd_copies_of([THREE, TWO, TWO], ROOTS)
    assert odd_copies_text(found, b"").endswith("a.ts:2; and at least 1 more.")
