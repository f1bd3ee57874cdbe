"""Every format has a golden file, and says the same in the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from driftscan.model.scan import Scan
from driftscan.report.escape import name_text
from driftscan.report.formats import CHECK_FORMATS, rendered
from driftscan.report.view import PLAIN

GOLDEN = Path(__file__).parent / "golden"
NEW_FORMATS = ("sarif", "gitlab", "junit", "github", "rdjson", "markdown", "csv")
FIXTURE = Path(__file__).parents[2] / "fixtures" / "growing_startup"


@pytest.mark.parametrize("name", NEW_FORMATS)
def test_golden(example: Scan, name: str) -> None:
    text = rendered(example, name, PLAIN)
    path = GOLDEN / f"check.{name}"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), "if meant: UPDATE_GOLDEN=1 pytest tests/formats"


def test_formats_are_registered_and_documented() -> None:
    docs = Path(__file__).parents[2] / "docs"
    page, command = (docs / "formats.md").read_text(), (docs / "commands/check.md").read_text()
    assert set(NEW_FORMATS) <= set(CHECK_FORMATS)
    for name in NEW_FORMATS:
        assert f"## {name}\n" in page
        assert f"--output-format {name}" in page
        assert f"`{name}`" in command


@pytest.mark.parametrize("name", NEW_FORMATS)
def test_nothing_hostile_survives_raw(hostile_scan: Scan, name: str) -> None:
    text = rendered(hostile_scan, name, PLAIN)
    text.encode()
    plain = text.replace("\r\n", "\n") if name == "csv" else text
    assert name_text(plain.replace("\n", "")) == plain.replace("\n", "")


def test_same_bytes_with_any_hash_seed() -> None:
    """Each process renders all formats of a real scan."""
    program = (
        "import sys, datetime\n"
        "from driftscan.pipeline import Request, scan\n"
        "from driftscan.report.formats import rendered\n"
        "from driftscan.report.view import PLAIN\n"
        "day = datetime.date(2026, 11, 20)\n"
        "result = scan(Request(path=sys.argv[1], use_cache=False, today=day))\n"
        "sys.stdout.write(''.join(rendered(result, n, PLAIN) for n in sys.argv[2:]))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(FIXTURE), *NEW_FORMATS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
