"""A legacy system adopts driftscan: accept what is there, then only new drift fails."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SYSTEM = Path(__file__).parents[2] / "fixtures" / "growing_startup"
DAY = ("--today", "2026-12-01")

Driftscan = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SYSTEM, tmp_path / "system"))


@pytest.fixture
def driftscan(system: Path, tmp_path: Path) -> Driftscan:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "driftscan", *arguments],
            cwd=system,
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin", "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache")},
        )

    return run


def test_accepted_findings_pass_and_new_ones_fail(system: Path, driftscan: Driftscan) -> None:
    assert driftscan("check", *DAY).returncode == 1
    assert driftscan("baseline", "--reason", "was there", *DAY).returncode == 0
    accepted = driftscan("check", *DAY)
    assert accepted.returncode == 0, accepted.stderr
    tax = system / "services/billing/app/domain/tax.py"
    tax.write_text(tax.read_text() + "\nfrom app.storage import models\nimport common._money\n")
    broken = driftscan("check", *DAY)
    assert broken.returncode == 1
    assert "app.domain.tax -> common._money" in broken.stdout
    assert "app.queries.churn" not in broken.stdout


def test_what_was_mended_leaves_the_baseline(system: Path, driftscan: Driftscan) -> None:
    driftscan("baseline", "--reason", "was there", *DAY)
    shutil.rmtree(system / "services/mailer")
    check = driftscan("check", *DAY)
    assert check.returncode == 0
    assert "1 baseline entry is no longer found" in check.stdout
    assert "1 dropped" in driftscan("baseline", "--reason", "unused", *DAY).stdout
    assert "no longer found" not in driftscan("check", *DAY).stdout


def test_moving_code_inside_a_file_changes_no_identity(system: Path, driftscan: Driftscan) -> None:
    driftscan("baseline", "--reason", "was there", *DAY)
    for path in system.rglob("*.py"):
        path.write_text("# moved\n\n" + path.read_text())
    assert driftscan("check", *DAY).returncode == 0


def test_a_revision_gives_what_its_files_give(system: Path, driftscan: Driftscan) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.invalid"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=system, check=True, capture_output=True)
    files = driftscan("check", "--output-format", "json", *DAY)
    for path in system.rglob("*.py"):
        path.write_text("import broken_now\n")
    revision = driftscan("check", "--rev", "HEAD", "--output-format", "json", *DAY)
    drop = '"revision"'
    assert _without(files.stdout, drop) == _without(revision.stdout, drop)
    assert '"findings": []' not in files.stdout


def _without(text: str, marker: str) -> list[str]:
    return [line for line in text.splitlines() if marker not in line]


def test_modules_of_the_scanned_tree_are_not_imported(tmp_path: Path, driftscan: Driftscan) -> None:
    system = tmp_path / "system"
    for name in ("click", "msgspec", "gc", "yaml", "pydantic", "driftscan_plugin"):
        (system / f"{name}.py").write_text("raise SystemExit('ran')\n")
    assert driftscan("graph", "--output-format", "mermaid").returncode == 0


def test_new_imports_are_blamed_and_not_the_old_ones_they_outweigh(
    tmp_path: Path, driftscan: Driftscan
) -> None:
    system = tmp_path / "system"
    shutil.rmtree(system)
    files = {
        "driftscan.yaml": (
            "driftscan: 1\ncomponents: {a: {path: a}, b: {path: b}}\n"
            "rules: [{acyclic: components}]\n"
        ),
        "a/__init__.py": "",
        "a/x.py": "import b.y\n",
        "a/q.py": "",
        "b/__init__.py": "",
        "b/y.py": "import a.x\nimport a.q\n",
        "b/z.py": "import a.x\n",
    }
    for name, text in files.items():
        (system / name).parent.mkdir(parents=True, exist_ok=True)
        (system / name).write_text(text)
    assert "1 added" in driftscan("baseline", "--reason", "a.x knows b").stdout
    (system / "a/q.py").write_text("import b.y\nimport b.z\nimport b\n")
    check = driftscan("check")
    assert check.returncode == 1
    assert "3 new findings" in check.stdout
    assert "a.q -> b.z" in check.stdout
    assert "\n  " + "b.y -> a.x" not in check.stdout


def test_findings_are_shown_although_too_little_was_read(
    system: Path, driftscan: Driftscan
) -> None:
    broken = system / "services/billing/app/domain/half.py"
    broken.write_text("import os\nx = (\nimport app.api\n")
    check = driftscan("check", *DAY)
    assert check.returncode == 2
    assert "app.domain.tax -> requests" in check.stdout
    assert "half.py" in check.stderr


def test_a_bare_repository_brings_its_spec_and_its_baseline(
    system: Path, driftscan: Driftscan, tmp_path: Path
) -> None:
    driftscan("baseline", "--reason", "was there", *DAY)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.invalid"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=system, check=True, capture_output=True)
    bare = tmp_path / "bare.git"
    subprocess.run([*git, "clone", "-q", "--bare", str(system), str(bare)], check=True)
    check = driftscan("check", str(bare), "--rev", "HEAD", *DAY)
    assert check.returncode == 0, check.stdout
    assert "25 findings accepted" in check.stdout
