"""Small systems in, what the summary says of code that is there more than once out."""

import datetime
from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.report.audit.twins import twins_text
from driftscan.stages.request import Request

TODAY = datetime.date(2026, 1, 31)


def function(name: str, lines: int = 11, word: str = "parts", price: str = "2") -> str:
    """A function of so many lines, and one more that begins in the line behind it."""
    body = [f"    {word} = [each.amount * {price} for each in order.lines if each.open]"]
    body += [f"    order.note({word}, {at})" for at in range(lines - 3)]
    return "\n".join([f"def {name}(order):", *body, f"    return sum({word})", ""])


def java(package: str, number: str) -> str:
    """A class of eight methods."""
    methods = [
        f"  int rate{at}(int amount, int tax) {{\n"
        f"    return amount * {number} + tax * {at} + Math.max(tax, amount);\n  }}\n"
        for at in range(8)
    ]
    head = f"package {package};\nimport {package}.Tax;\n\n// one\n"
    return f"{head}class Price {{\n{''.join(methods)}}}\n"


RATES = "".join(
    f"export function rate{at}(one: number, two: number) {{\n"
    f"  return Math.max(one * {at}, two + one, sum(one, two));\n}}\n"
    for at in range(6)
)
MANIFESTS = {f"{part}/pyproject.toml": "[project]\n" for part in ("shop", "bill", "post")}
ENCODE, OWN = function("encode"), "CITY = 1\n"
BEGIN = "Product code stands in several folders word for word, for example "
TOLD = f"{BEGIN}encode (11 lines, bill/b.py:2 and shop/a.py:1)."
CASES: dict[str, tuple[dict[str, str], str]] = {
    "two that are the same": ({"shop/a.py": ENCODE, "bill/b.py": OWN + ENCODE}, TOLD),
    "spaces at the ends of lines": (
        {"shop/a.py": ENCODE, "bill/b.py": OWN + ENCODE.replace(":\n", ":  \n")},
        TOLD,
    ),
    "names are others": (
        {"shop/a.py": ENCODE, "bill/b.py": OWN + function("encode", word="sums")},
        "",
    ),
    "a number is another": (
        {"shop/a.py": ENCODE, "bill/b.py": OWN + function("encode", price="3")},
        "",
    ),
    "another name": ({"shop/a.py": ENCODE, "bill/b.py": OWN + function("decode")}, ""),
    "one line more": ({"shop/a.py": ENCODE, "bill/b.py": OWN + function("encode", 12)}, ""),
    "one folder": ({"shop/a.py": ENCODE, "shop/b.py": OWN + ENCODE}, ""),
    "two folders of one component": (
        {"shop/a/x.py": ENCODE, "shop/b/y.py": OWN + ENCODE},
        f"{BEGIN}encode (11 lines, shop/a/x.py:1 and shop/b/y.py:2).",
    ),
    "a test": ({"shop/a.py": ENCODE, "bill/tests/test_b.py": OWN + ENCODE}, ""),
    "an example": ({"shop/a.py": ENCODE, "bill/examples/b.py": OWN + ENCODE}, ""),
    "too short to say anything": (
        {"shop/a.py": function("encode", 9), "bill/b.py": OWN + function("encode", 9)},
        "",
    ),
    "whole files": (
        {"shop/a.py": ENCODE + ENCODE, "bill/b.py": ENCODE + ENCODE},
        f"{BEGIN}a file (22 lines, bill/b.py and shop/a.py).",
    ),
    "a whole file, and one function of it elsewhere": (
        {"shop/a.py": ENCODE, "bill/b.py": ENCODE, "post/c.py": OWN + ENCODE},
        f"{BEGIN}a file (11 lines, bill/b.py and shop/a.py).",
    ),
    "a whole file, and one function of it in as many others": (
        {
            "shop/a.py": ENCODE,
            "bill/b.py": ENCODE,
            "post/c.py": OWN + ENCODE,
            "post/d.py": ENCODE + OWN,
        },
        f"{BEGIN}encode (11 lines, bill/b.py:1, post/c.py:2, shop/a.py:1 and at least 1 more "
        "place); a file (11 lines, bill/b.py and shop/a.py).",
    ),
    "all places, the first of each folder by name": (
        {
            "shop/a.py": ENCODE,
            "shop/b.py": "B = 1\n" + ENCODE,
            "bill/c.py": "C = 1\n" + ENCODE,
            "bill/d.py": "D = 1\n" + ENCODE,
            "post/e.py": "E = 1\n" + ENCODE,
        },
        f"{BEGIN}encode (11 lines, bill/c.py:2, post/e.py:2, shop/a.py:1 and at least 2 more "
        "places).",
    ),
    "several of the same files": (
        {
            "shop/a.py": ENCODE + function("decode", 14) + function("code"),
            "bill/b.py": OWN + ENCODE + function("decode", 14) + function("code"),
        },
        f"{BEGIN}decode (14 lines, bill/b.py:13 and shop/a.py:12) "
        "and at least 2 more functions there.",
    ),
    "a class of short methods, but for its head": (
        {
            "shop/Price.java": java("shop", "2"),
            "bill/Price.java": java("bill.other", "2").replace("// one", "/* another\n one */"),
        },
        f"{BEGIN}a file, but for its package, imports and comments (26 code lines, "
        "bill/Price.java and shop/Price.java).",
    ),
    "imports of several lines, which are others": (
        {
            "shop/rates.ts": "import {\n  a,\n  b,\n} from './x';\n" + RATES,
            "bill/rates.ts": "import { a } from './a';\n\nimport type {\n  b } from 'b';\n" + RATES,
        },
        f"{BEGIN}a file, but for its package, imports and comments (18 code lines, "
        "bill/rates.ts and shop/rates.ts).",
    ),
    "not where a method is another": (
        {"shop/Price.java": java("shop", "2"), "bill/Price.java": java("bill", "3")},
        "",
    ),
    "nor under another name": (
        {"shop/Price.java": java("shop", "2"), "bill/Cost.java": java("bill", "2")},
        "",
    ),
    "what would save most first, and only three": (
        {
            f"{part}/{letter}.py": f"{part.upper()} = 1\n" + function(name, size)
            for part in ("shop", "bill")
            for letter, name, size in zip(
                "abcd", ("one", "two", "six", "ten"), (12, 30, 11, 20), strict=True
            )
        },
        f"{BEGIN}two (30 lines, bill/b.py:2 and shop/b.py:2); ten (20 lines, bill/d.py:2 and "
        "shop/d.py:2); one (12 lines, bill/a.py:2 and shop/a.py:2); and at least 1 more.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_code_that_is_there_more_than_once(case: str, tmp_path: Path) -> None:
    files, told = CASES[case]
    for path, text in {**MANIFESTS, **files}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    request = Request(path=str(tmp_path), today=TODAY, workers=1)
    (repository,) = audit([request]).repositories
    assert repository.twice is not None
    copied = repository.twice.copied
    assert (twins_text(copied, b"") if copied else "") == told
