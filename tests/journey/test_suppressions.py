"""Comments in the code silence a rule: on real trees, by the command line, from disk and git."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SPEC = """\
driftscan: 1
components:
  analytics: {path: analytics}
  billing: {path: billing}
  common: {path: common}
rules:
  - deny: analytics -> billing
    name: usage boundary
    through_others: true
  - independent: [billing, common]
"""
FILES = {
    "driftscan.yaml": SPEC,
    "analytics/report.py": "import billing.models\n\n\ndef late():\n    import billing.models\n",
    "analytics/chart.py": "import common.money\n",
    "billing/models.py": "",
    "common/money.py": "import billing.models\n",
}
OLD = "# driftscan: allow usage boundary -- goes with the old dashboard"
TYPO = "# driftscan: allow usage bondary -- x"

Check = Callable[..., "subprocess.CompletedProcess[str]"]


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture
def system(tmp_path: Path) -> Path:
    _write(tmp_path / "system", FILES)
    return tmp_path / "system"


@pytest.fixture
def driftscan(system: Path, tmp_path: Path) -> Check:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "driftscan", *arguments, "--today", "2026-12-01"],
            cwd=system,
            capture_output=True,
            text=True,
            env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache")},
        )

    return run


def _findings(driftscan: Check, *more: str) -> list[str]:
    done = driftscan("check", "--output-format", "json", *more)
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{f['status']} {f['rule']}: {f['from']} -> {f['to']} "
        f"at {[place['line'] for place in f['evidence']]} {f['note']}".rstrip()
        for f in json.loads(done.stdout)["findings"]
    ]


def _everything(system: Path) -> None:
    """Silence the denied imports in the code, one in the middle of a chain."""
    _write(
        system,
        {
            "analytics/report.py": f"{OLD}\nimport billing.models\n\ndef late():\n"
            f"    import billing.models  {OLD}\n",
            "common/money.py": "import billing.models  # driftscan: allow usage boundary until "
            "2026-12-01 -- moves\n",
        },
    )


def test_one_occurrence_is_silenced_the_other_stays(system: Path, driftscan: Check) -> None:
    late = f"import billing.models  {OLD}\n\n\ndef late():\n    import billing.models\n"
    _write(system, {"analytics/report.py": late})
    assert _findings(driftscan) == [
        "new independent billing, common: common.money -> billing.models at [1]",
        "new usage boundary: analytics.chart -> billing at [1]",
        "new usage boundary: analytics.report -> billing.models at [5]",
    ]


def test_all_is_silenced_for_one_rule_and_stays_for_the_other(
    system: Path, driftscan: Check
) -> None:
    _everything(system)
    old = "goes with the old dashboard"
    expected = [
        "new independent billing, common: common.money -> billing.models at [1]",
        "excepted usage boundary: analytics.chart -> billing at [1] "
        "moves (until 2026-12-01, common/money.py:1)",
        "excepted usage boundary: analytics.report -> billing.models at [2, 5] "
        f"{old} (analytics/report.py:1); {old} (analytics/report.py:5)",
    ]
    assert _findings(driftscan) == expected
    check = driftscan("check", "--select", "usage boundary")
    assert (check.returncode, check.stderr) == (0, "")
    assert "2 findings excepted by spec or comment" in check.stdout
    explained = driftscan("explain", "usage boundary").stdout
    assert "analytics/report.py:5)" in explained
    assert driftscan("baseline", "--reason", "as found").returncode == 0
    baseline = (system / "driftscan-baseline.json").read_text()
    assert "independent" in baseline
    assert "usage" not in baseline


def test_cold_and_warm_and_revision_say_the_same(system: Path, driftscan: Check) -> None:
    _everything(system)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.invalid"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=system, check=True, capture_output=True)
    for file in system.rglob("*.py"):  # long enough ago to be trusted by the next run
        os.utime(file, (1_700_000_000, 1_700_000_000))
    cold = _findings(driftscan, "--no-cache")
    assert any(line.startswith("excepted") for line in cold)
    for more in ([], [], ["--rev", "HEAD"], ["--rev", "HEAD"]):
        assert _findings(driftscan, *more) == cold
    _write(system, {"analytics/new.py": "import common.money\n"})
    grown = _findings(driftscan)
    assert grown == _findings(driftscan, "--no-cache")
    assert len(grown) == len(cold) + 1
    assert _findings(driftscan, "--rev", "HEAD") == cold


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"import common.money  {TYPO}", "no rule called 'usage bondary'; did you mean 'usage bou"),
        (f"import os  {OLD}", "no finding of 'usage boundary' rests on the import in line 1"),
        (f"x = 1  {OLD}", "there is no import statement on its line or right below it"),
        ("# driftscan: ignore\nimport os", "'ignore' is nothing it can say; write `driftscan: al"),
        ("import os  # driftscan: allow usage boundary", "it gives no reason"),
    ],
)
def test_a_comment_that_does_nothing_fails_the_check(
    system: Path, driftscan: Check, text: str, message: str
) -> None:
    _write(system, {"analytics/new.py": f"{text}\n"})
    cold, warm = driftscan("check"), driftscan("check")
    assert (cold.returncode, cold.stdout) == (2, "")
    assert cold.stderr.startswith("driftscan: analytics/new.py:1: suppression: ")
    assert message in " ".join(cold.stderr.split())
    assert warm.stderr == cold.stderr
    assert driftscan("graph").returncode == 0


def test_a_rule_that_was_not_selected_does_not_judge_its_comments(
    system: Path, driftscan: Check
) -> None:
    _write(system, {"analytics/new.py": f"import os  {OLD}\n"})
    assert driftscan("check", "--select", "independent").returncode == 1
    _write(system, {"analytics/new.py": f"import os  {TYPO}\n"})
    assert driftscan("check", "--select", "independent").returncode == 2


def test_a_comment_that_has_ended_is_a_finding(system: Path, driftscan: Check) -> None:
    ended = "# driftscan: allow usage boundary until 2026-11-30 -- moves\n"
    _write(system, {"common/money.py": f"{ended}import billing.models\n"})
    assert [line for line in _findings(driftscan) if "report" not in line] == [
        "new exceptions: usage boundary -> common/money.py at [1]",
        "new independent billing, common: common.money -> billing.models at [2]",
        "new usage boundary: analytics.chart -> billing at [1]",
    ]
    text = " ".join(driftscan("check", "-v").stdout.split())
    assert "in common/money.py ended on 2026-11-30; 1 finding it was made for still stands." in text
