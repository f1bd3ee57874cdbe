"""Trees in, what the summary says of places against their draft out."""

from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.report.audit.document import document_of
from driftscan.stages.request import Request
from tests.audit.systems import TODAY
from tests.propose.test_proposed_rules import imports
from tests.propose.trees import plant

ORDERED = imports(api="domain store store", domain="store", store="")
AGAINST = "1 place of product code goes against the draft, which says what this code mostly does: "

CASES = {
    "nothing": (ORDERED, "drafted for that reason: a place to start from, no verdict."),
    "the other way is the usual one": (
        {**ORDERED, "shop/store/a.py": "import shop.api.a\n"},
        f"{AGAINST}shop/store/a.py:1 uses shop.api.a, against layers of components (3 files of "
        "shop/api use shop/store, 1 file of shop/store uses shop/api, tests apart).",
    ),
    "nothing that people wrote": (
        {**ORDERED, "shop/store/a.py": "# @generated\nimport shop.api.a\n"},
        "drafted for that reason: a place to start from, no verdict.",
    ),
    "tests don't count": (
        {
            **ORDERED,
            "shop/store/a.py": "import shop.api.a\n",
            "shop/api/tests/test_d.py": "import shop.store.a\n",
        },
        "(3 files of shop/api use shop/store, 1 file of shop/store uses shop/api, tests apart).",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_places_against_a_draft(case: str, tmp_path: Path) -> None:
    files, expected = CASES[case]
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    told = [sentence.text for sentence in document_of(audit([request])).verdict]
    assert any(text.endswith(expected) for text in told), told


def test_what_is_said_first_says_so_too(tmp_path: Path) -> None:
    files, _ = CASES["the other way is the usual one"]
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    reasons = [thing.reason for thing in document_of(audit([request])).first]
    assert any("3 files of shop/api use shop/store, 1 file of shop/store" in r for r in reasons)
