"""Files whose names try to steer a terminal or break a format, from the disk to every output."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftscan.report.escape import HAZARDS

Run = Callable[..., Any]
HAZARD = re.compile(f"[{HAZARDS}]")
NAMES = [
    b"line\nbreak",
    b"\x1b[31mred\x1b[0m",
    b"\x1b]0;title\x07",
    b"not-\xff-utf8",
    "right\u202eto-left".encode(),
    b'"]; click n0 "x',
    b"<script>alert(1)</script>".replace(b"/", b"|"),
    b"`$(id)`",
    b"@team [link](http:)",
    b"back\\slash",
    b"n" * 250,
]


@pytest.fixture
def hostile(system: Path) -> Path:
    """The system with a file of each name, all of which cross the boundary."""
    for name in NAMES:
        path = os.path.join(os.fsencode(system), b"analytics", name + b".py")
        with open(path, "wb") as file:
            file.write(b"import billing.models\n")
    return system


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "-v"],
        ["check", "--output-format", "json"],
        ["graph", "--level", "module"],
        ["graph", "--level", "module", "--output-format", "mermaid"],
        ["graph", "--level", "module", "--output-format", "dot"],
        ["explain", "deny analytics -> billing", "-v"],
        ["explain", "deny analytics -> billing", "--output-format", "json"],
        ["baseline", "--reason", "as found", "-v"],
    ],
)
def test_no_output_carries_a_hazard(hostile: Path, driftscan: Run, arguments: list[str]) -> None:
    result = driftscan(*arguments)
    assert result.code in (0, 1), result.err
    assert not HAZARD.search(result.out.replace("\n", ""))
    assert not HAZARD.search(result.err.replace("\n", ""))


def test_every_file_is_in_the_json_under_a_name_of_its_own(hostile: Path, driftscan: Run) -> None:
    document = json.loads(driftscan("graph", "--level", "module").out)
    paths = [module["path"] for module in document["modules"]]
    assert len(set(paths)) == len(paths) == 5 + len(NAMES)
    assert r"analytics/not-\xff-utf8.py" in paths
    assert r"analytics/line\x0abreak.py" in paths
    assert r"analytics/back\\slash.py" in paths
