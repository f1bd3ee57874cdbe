"""Small systems in, what the summary says of who owns their code out."""

import datetime
from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.report.audit.cost_extent import owners_text
from driftscan.stages.request import Request

TODAY = datetime.date(2026, 1, 31)
CODE = {"shop/a.py": "A = 1\n", "bill/b.py": "B = 1\n", "bill/c.py": "C = 1\n"}
TEST = {"bill/tests/test_b.py": "import bill.b\n", "README.md": "# Shop\n", "run.sh": "ls\n"}
SPEC = "driftscan: 1\ncomponents: {shop: {path: shop%s}, bill: {path: bill}}\n"
NOBODY = "No CODEOWNERS file where GitHub or GitLab look for one names an owner, and no spec does."


def by(named: str, count: str, has: str = "has", but: str = "") -> str:
    """The sentence."""
    return f"By {named}, {count} of the 4 files whose imports are read {has} an owner{but}."


CASES: dict[str, tuple[dict[str, str], str]] = {
    "nobody": ({}, NOBODY),
    "an empty file": ({"CODEOWNERS": "\n"}, NOBODY),
    "a file where no forge looks": ({"bill/CODEOWNERS": "* @a\n"}, NOBODY),
    "all": ({"CODEOWNERS": "* @a\n"}, by("CODEOWNERS", "4", "have")),
    "a folder": ({".github/CODEOWNERS": "/bill/ @a\n"}, by(".github/CODEOWNERS", "3", "have")),
    "the last line that matches": ({"CODEOWNERS": "* @a\n/bill/\n"}, by("CODEOWNERS", "1")),
    "people, and nothing that they own": ({"CODEOWNERS": "anna\nben\n"}, by("CODEOWNERS", "none")),
    "a line with a comma, which GitHub skips": (
        {"CODEOWNERS": "# who\n* @a, @b\n"},
        by("CODEOWNERS", "none", but="; the forge does not read its line 2, as it is written"),
    ),
    "files of the top folder": ({"CODEOWNERS": "/*.py @a\n"}, by("CODEOWNERS", "none")),
    "a section of GitLab's": (
        {".gitlab/CODEOWNERS": "[Shop] @a\nshop/\n"},
        by(".gitlab/CODEOWNERS", "1"),
    ),
    "a spec": ({"driftscan.yaml": SPEC % ", owner: '@a'"}, by("the spec", "1")),
    "a spec without an owner": ({"driftscan.yaml": SPEC % ""}, NOBODY),
    "both": (
        {"driftscan.yaml": SPEC % ", owner: '@a'", "CODEOWNERS": "b.py @b\n"},
        by("CODEOWNERS or the spec", "2", "have"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_owns_the_code(case: str, tmp_path: Path) -> None:
    files, told = CASES[case]
    for path, text in {**CODE, **TEST, **files}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    found = audit([Request(path=str(tmp_path), today=TODAY, workers=1)])
    assert owners_text(found) == told
