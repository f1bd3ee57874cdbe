"""Reports of hotspots and of a backtest: 80 columns, their schemas, no cell that calculates."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

import driftscan.report
from driftscan.model.backtest import Backtest, Cut, Score, TooThin
from driftscan.model.cost import CostTable, FileCost, PartCost
from driftscan.model.history import Omission
from driftscan.report import backtest_json, hotspots_csv, hotspots_json
from driftscan.report.arithmetic import few, percent, sum_of
from driftscan.report.terminal import backtest as backtest_text
from driftscan.report.terminal import hotspots as hotspots_text
from driftscan.report.verdict_of_backtest import sentences
from driftscan.report.view import View

SCHEMAS = Path(driftscan.report.__file__).parent / "schemas"
Golden = Callable[[str, str], None]

FILE = FileCost(
    path=b"services/billing/app/invoices.py",
    part="services/billing/",
    component="billing",
    cost=200.4,
    changes_per_quarter=9.1,
    lines_per_change=22.02,
    loc=812,
    changes=58,
    fixes=18,
    owners=4,
    ripple=1.4,
    age_days=900,
    quiet_days=3,
    handoffs=12,
    rework=40,
)
FILES = [
    FILE,
    replace(FILE, path=b"=cmd|\x1b[31m.py", component="", cost=12.0, changes=0, fixes=0, owners=1),
    replace(
        FILE, path=b"a/" + b"long/" * 20 + b"name.py", cost=0.04, changes_per_quarter=0.02, loc=3
    ),
]
PART = PartCost(
    name="billing",
    files=12,
    cost=1280.0,
    changes_per_quarter=51.0,
    lines_per_change=25.1,
    loc=9120,
    changes=340,
    fixes=91,
    owners=11,
    ripple=0.8,
)
TABLE = CostTable(
    revision="a1" * 20,
    cut=1_750_000_000,
    has_lines=True,
    commits=1234,
    first=1_600_000_000,
    files=FILES,
    components=[PART],
    owners=[replace(PART, name="@acme/payments")],
    omitted=[Omission("bulk", 3, 90_000, 0.41), Omission("bots", 1, 0, 0.0)],
    merges=97,
    reverts=2,
    unwritten=5,
    unread=1,
    notes=["A clock was wrong (1 commit dated before what they build on)."],
)


def score(ranking: str, captured: float, fixes: float) -> Score:
    return Score(
        ranking=ranking,
        lines=0.6,
        author_days=0.5,
        fixes=fixes,
        effort=0.6,
        precision=0.55,
        captured=captured,
    )


SCORES = [score("expected change cost", 0.74, 0.40), score("lines of code", 0.61, 0.44)]
TEST = Backtest(
    revision="a1" * 20,
    days=365,
    first=20,
    cuts=[
        Cut(
            months=12,
            commit="b2" * 20,
            time=1_700_000_000,
            files=310,
            commits=4000,
            changes=812,
            new_share=0.284,
            expected=9100.0,
            actual=8124.0,
            scores=SCORES,
        )
    ],
    too_thin=[TooThin(24, "63 changes after it, fewer than 150")],
    means=SCORES,
)


def test_texts(golden: Golden) -> None:
    for name, text in [
        ("hotspots.txt", hotspots_text.render(TABLE, FILES, 2, View())),
        ("hotspots-verbose.txt", hotspots_text.render(TABLE, FILES, 2, View(verbose=True))),
        ("backtest.txt", backtest_text.render(TEST, View())),
    ]:
        golden(name, text)
        if "verbose" not in name:
            assert all(len(line) <= 80 for line in text.splitlines()), text


def test_documents_fit_their_schemas() -> None:
    for name, text in [
        ("hotspots", hotspots_json.render(TABLE, ".", FILES)),
        ("backtest", backtest_json.render(TEST, ".")),
    ]:
        schema = json.loads((SCHEMAS / f"{name}.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(json.loads(text))


def test_what_others_read_is_in_the_document() -> None:
    document = json.loads(hotspots_json.render(TABLE, ".", FILES))
    asked = "path component cost changes_per_quarter lines_per_change loc fixes owners ripple"
    assert set(asked.split()) <= set(document["files"][0])
    assert document["files"][1]["component"] is None
    assert document["components"][0]["name"] == "billing"
    assert document["excluded"]["bulk"] == {"commits": 3, "lines": 90_000, "share": 0.41}


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(hotspots_csv.render(FILES), newline="")))
    assert rows[0]["path"] == "services/billing/app/invoices.py"
    assert rows[0]["cost"] == "200.4000"
    assert rows[1]["path"].startswith("'=cmd|\\x1b")


ARITHMETIC = [
    (True, "≈ 9.1 changes a quarter × 22 lines (by its size) = 200 lines (÷2…×2)"),
    (False, "≈ 9.1 changes a quarter; lines are not known"),
]


@pytest.mark.parametrize(("has_lines", "said"), ARITHMETIC)
def test_arithmetic(has_lines: bool, said: str) -> None:
    assert sum_of(FILE, has_lines) == said


NUMBERS = [
    (0.0, "0"),
    (0.042, "0.042"),
    (0.5, "0.5"),
    (3.24, "3.2"),
    (41.4, "41"),
    (1128.2, "1,128"),
]


@pytest.mark.parametrize(("number", "said"), NUMBERS)
def test_numbers(number: float, said: str) -> None:
    assert few(number) == said


@pytest.mark.parametrize(("share", "said"), [(0, "0 %"), (0.001, "< 1 %"), (0.31, "31 %")])
def test_percentages(share: float, said: str) -> None:
    assert percent(share) == said


def test_where_it_loses_it_says_so() -> None:
    first, second = sentences(TEST)
    assert first.startswith("Here our ranking captured 74 % of later effort in its top 20 (1 cut")
    assert "lines of code: 61 %" in first
    assert second == "It did worse than lines of code in fixes (0.440 against 0.400)."


def test_where_it_does_not_lose_it_says_that() -> None:
    best = replace(TEST, means=[SCORES[0], score("lines of code", 0.61, 0.40)])
    assert list(sentences(best))[1] == "It did worse than none of them in any column."
