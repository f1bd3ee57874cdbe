"""Exceptions that name imports, in languages whose modules are shown by their path."""

import datetime
from pathlib import Path

import pytest

from driftscan.model.scan import Scan
from driftscan.pipeline import scan
from tests.services.tiny_tree import request_for, write_tree

GO = {
    "go.mod": "module acme.example/shop\n\ngo 1.22\n",
    "billing/main.go": 'package billing\n\nimport "acme.example/shop/orders"\n\nvar _ = orders.X\n',
    "orders/orders.go": "package orders\n\nvar X = 1\n",
}
PYTHON = {"billing/main.py": "import orders.orders\n", "orders/orders.py": "X = 1\n"}
SPEC = """\
driftscan: 1
components:
  billing: {path: billing}
  orders: {path: orders}
rules:
  - {deny: billing -> orders, reason: Orders come first.}
exceptions:
  - finding: deny billing -> orders
    imports: billing.main -> orders.orders
    reason: later
    until: DAY
"""


def scanned(root: Path, files: dict[str, str], day: str) -> Scan:
    write_tree(root, {**files, "driftscan.yaml": SPEC.replace("DAY", day)})
    return scan(request_for(root, today=datetime.date(2026, 11, 22)))


@pytest.mark.parametrize("files", [GO, PYTHON], ids=["go", "python"])
def test_what_is_excepted_is_listed(files: dict[str, str], tmp_path: Path) -> None:
    findings = scanned(tmp_path, files, "2027-01-01").findings
    assert [(each.rule, each.status) for each in findings] == [("deny billing->orders", "excepted")]


@pytest.mark.parametrize("files", [GO, PYTHON], ids=["go", "python"])
def test_what_is_excepted_no_more_is_told_of_the_exception(
    files: dict[str, str], tmp_path: Path
) -> None:
    findings = scanned(tmp_path, files, "2026-11-01").findings
    assert sorted((each.rule, each.status) for each in findings) == [
        ("deny billing->orders", "new"),
        ("exceptions", "new"),
    ]
