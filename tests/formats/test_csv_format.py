"""CSV, read by a real parser."""

import csv
import io

import pytest

from driftscan.model.scan import Scan
from driftscan.report import csv as format_csv

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("name", ["example", "hostile_scan", "clean_scan", "huge_scan"])
def test_a_row_for_each_finding(request: pytest.FixtureRequest, name: str) -> None:
    scan: Scan = request.getfixturevalue(name)
    text = format_csv.render(scan)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == format_csv.COLUMNS
    assert [row[0] for row in rows[1:]] == [found.id for found in scan.findings]
    assert {len(row) for row in rows} == {len(format_csv.COLUMNS)}
    assert text.count("\r\n") == text.count("\n") == len(rows)
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(FORMULA)]


def test_every_status_is_there(example: Scan) -> None:
    rows = list(csv.DictReader(io.StringIO(format_csv.render(example), newline="")))
    assert {row["status"] for row in rows} == {"new", "accepted", "planned"}
    assert {row["owner"] for row in rows} == {"'@acme/payments"}
