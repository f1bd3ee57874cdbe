"""A small real system in a directory of its own, and the command line run against it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from driftscan.cli.run import run

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, kind: service, owner: "@acme/payments"}
  analytics: {path: analytics, kind: service, owner: "@acme/data"}
rules:
  - deny: analytics -> billing
    reason: Billing's internals change weekly.
    owner: "@acme/payments"
    adr: docs/adr/0007-usage-api.md
  - independent: [billing, analytics]
    severity: warning
    reason: They are deployed apart.
"""
FILES = {
    "driftscan.yaml": SPEC,
    "billing/__init__.py": "",
    "billing/models.py": "import json\nUSERS = 128\n",
    "analytics/__init__.py": "",
    "analytics/report.py": "import json\n\nfrom billing.models import USERS\n",
    "analytics/clean.py": "import analytics.report\n",
}


class Result(Struct, frozen=True):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with one finding that counts and one warning."""
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")  # a bug found by a test shows where it is
    root = tmp_path / "system"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture
def driftscan(
    system: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs `driftscan ARGUMENTS` in the system's directory."""

    def run_it(*arguments: str | os.PathLike[str]) -> Result:
        monkeypatch.chdir(system)
        capfd.readouterr()
        code = run([os.fspath(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run_it
