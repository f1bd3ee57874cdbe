"""Families of functions and what was found line by line in, what the summary says of them out."""

import pytest

from driftscan.model.beside import NAMES, OTHER, SAME, Row
from driftscan.model.family import Criteria, Duplicates, Family, Unit
from driftscan.model.fragment import Fragment
from driftscan.model.sprawl import Sprawl
from driftscan.model.term import Definitions
from driftscan.model.twice import Twice
from driftscan.report.audit.twins import twins_of, twins_text

_DIGEST = b"12345678"
ROOTS = dict.fromkeys((b"a.ts", b"b.ts", b"c.ts"), "typescript:")
ALIKE = [SAME] * 12


def unit(path: bytes, component: str, name: str = "encode", lines: int = 12) -> Unit:
    """A function that begins in line 7."""
    fragment = Fragment(name, 7, 6 + lines, 80, b"", _DIGEST, _DIGEST, 3, 3, 3, 40)
    return Unit(path, component, "", fragment)


A, B = unit(b"a.ts", "shop"), unit(b"b.ts", "billing")
TOLD = "At least 1 function is the same line for line in several components: encode (12 lines, "
TOLD += "a.ts:7 and b.ts:7)."
CASES: dict[str, tuple[list[tuple[tuple[Unit, ...], list[str]]], str]] = {
    "two that are the same": ([((A, B), ALIKE)], TOLD),
    "names are others in a line": (
        [((A, B), [*ALIKE[:11], NAMES])],
        TOLD.replace("12 lines,", "12 lines, 1 with other names or comments,"),
    ),
    "names are others in many": ([((A, B), [*ALIKE[:8], *[NAMES] * 4])], ""),
    "a line is another one": ([((A, B), [*ALIKE[:11], OTHER])], ""),
    "lines were cut off": ([((A, B), ALIKE[:9])], ""),
    "nobody held them against each other": ([((A, B), [])], ""),
    "one component": ([((A, unit(b"b.ts", "shop")), ALIKE)], ""),
    "code of no component": ([((A, unit(b"b.ts", "")), ALIKE)], ""),
    "no file of the product": ([((A, unit(b"test/b.ts", "billing")), ALIKE)], ""),
    "too short to say anything": (
        [((unit(b"a.ts", "shop", lines=9), unit(b"b.ts", "billing", lines=9)), ALIKE[:9])],
        "",
    ),
    "without a name": ([((unit(b"a.ts", "shop", ""), unit(b"b.ts", "billing", "")), ALIKE)], ""),
    "the longest first, and only three": (
        [
            ((A, B), ALIKE),
            *(
                ((unit(b"a.ts", "shop", n, 20), unit(b"c.ts", "billing", n, 20)), [SAME] * 20)
                for n in ("one", "two", "six")
            ),
        ],
        "At least 4 functions are the same line for line in several components: one (20 lines, "
        "a.ts:7 and c.ts:7); two (20 lines, a.ts:7 and c.ts:7); six (20 lines, a.ts:7 and "
        "c.ts:7); and 1 more.",
    ),
}


def _row(mark: str) -> Row:
    return Row(mark, 7, "a(b)", 7, "a(b)" if mark == SAME else "a(c)")


@pytest.mark.parametrize("case", CASES)
def test_functions_that_are_the_same(case: str) -> None:
    given, told = CASES[case]
    families = tuple(Family(f"{at:012x}", units, 1.0, 1.0) for at, (units, _) in enumerate(given))
    rows = {f"{at:012x}": tuple(map(_row, marks)) for at, (_, marks) in enumerate(given) if marks}
    duplicates = Duplicates(families, (), Criteria(), (), 3, 9, 0, 0, (), "spec", "", "")
    sprawl = Sprawl(components=(), ways=(), by_folder=False, modules=3)
    definitions = Definitions(terms=(), components=(), files=3, entities=0, meanings=0, constants=0)
    found = Twice(duplicates=duplicates, beside=rows, sprawl=sprawl, definitions=definitions)
    twins = twins_of(found, ROOTS)
    assert (twins_text(twins, b"") if twins else "") == told
