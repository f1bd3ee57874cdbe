"""Files whose names try to steer a terminal or break a format, from the disk to every output."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftscan.report.escape import HAZARDS
from driftscan.report.formats import CHECK_FORMATS

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


PATTERN_SPEC = """\
driftscan: 1
components:
  billing: {path: billing}
  "parts/*": {path: "parts/*", kind: service}
rules:
  - independent: [services, billing]
"""


@pytest.fixture
def hostile_parts(system: Path) -> Path:
    """The system with a directory of each name, each of them a component of a pattern."""
    (system / "driftscan.yaml").write_text(PATTERN_SPEC)
    for name in NAMES:
        directory = os.path.join(os.fsencode(system), b"parts", name)
        os.makedirs(directory)
        with open(os.path.join(directory, b"x.py"), "wb") as file:
            file.write(b"import billing.models\n")
    return system


@pytest.mark.parametrize(
    "arguments",
    [
        *(["check", "--output-format", name] for name in CHECK_FORMATS),
        ["explain", "independent services, billing", "-v"],
        ["graph"],
        ["graph", "--output-format", "mermaid"],
        ["graph", "--output-format", "dot"],
    ],
)
def test_no_component_of_a_pattern_carries_a_hazard(
    hostile_parts: Path, driftscan: Run, arguments: list[str]
) -> None:
    result = driftscan(*arguments)
    assert result.code in (0, 1), result.err
    assert not HAZARD.search(result.out.replace("\n", "").replace("\r", ""))
    assert "\n@team" not in result.out
    assert " @team" not in result.out


def test_each_directory_is_a_component_under_a_name_of_its_own(
    hostile_parts: Path, driftscan: Run
) -> None:
    document = json.loads(driftscan("check", "--output-format", "json").out)
    names = [component["name"] for component in document["components"]]
    assert len(set(names)) == len(names) == 1 + len(NAMES)
    assert [component["modules"] for component in document["components"]][1:] == [1] * len(NAMES)
    assert {r"parts/line\nbreak", r"parts/not-\xff-utf8", "parts/@team [link](http:)"} < set(names)
