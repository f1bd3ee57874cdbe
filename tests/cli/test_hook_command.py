"""`driftscan hook`: the index, and only what is new in the files that it is given."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sources.making import git, tree

Run = Callable[..., Any]
OTHERS = {"analytics/other.py": "import billing.models\n"}


@pytest.fixture
def tracked(system: Path) -> Path:
    """The example system under git, everything staged and committed."""
    git(system, "init", "-q", "-b", "main")
    git(system, "add", "-A")
    git(system, "commit", "-q", "-m", "work")
    return system


def test_only_what_is_about_the_files(tracked: Path, driftscan: Run) -> None:
    tree(tracked, OTHERS)
    git(tracked, "add", "-A")
    result = driftscan("hook", "analytics/other.py")
    assert result.code == 1
    assert "analytics.other -> billing.models" in result.out
    assert "analytics.report" not in result.out
    assert "driftscan explain" in result.out
    assert "--staged" in result.out
    assert driftscan("hook").out.count("-> billing.models") > 2


@pytest.mark.parametrize("files", [["analytics/clean.py"], ["README.md", "gone.py"]])
def test_nothing_new_there_is_silence(tracked: Path, driftscan: Run, files: list[str]) -> None:
    result = driftscan("hook", *files)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_warnings_are_shown_but_do_not_fail(tracked: Path, driftscan: Run) -> None:
    spec = (tracked / "driftscan.yaml").read_text()
    turned = spec.replace("deny: analytics -> billing", "deny: billing -> analytics")
    tree(tracked, {"driftscan.yaml": turned})
    git(tracked, "add", "-A")
    result = driftscan("hook", "analytics/report.py")
    assert (result.code, result.out.partition("\n")[0]) == (0, "driftscan: 1 warning")


def test_the_spec_and_the_baseline_count_as_they_are_staged(tracked: Path, driftscan: Run) -> None:
    assert driftscan("hook", "analytics/report.py").code == 1
    assert driftscan("baseline", "--reason", "as found").code == 0
    assert driftscan("hook", "analytics/report.py").code == 0  # not tracked: as it is on disk
    git(tracked, "add", "driftscan-baseline.json")
    (tracked / "driftscan-baseline.json").unlink()
    assert driftscan("hook", "analytics/report.py").code == 0
    (tracked / "driftscan.yaml").write_text("no spec\n")
    assert driftscan("hook", "analytics/report.py").code == 0
    (tracked / "driftscan.yaml").unlink()
    assert driftscan("check", "--staged").code == 0
    git(tracked, "rm", "-q", "--cached", "driftscan-baseline.json")
    assert driftscan("check", "--staged").code == 1


def test_a_chain_is_about_every_file_on_it(tracked: Path, driftscan: Run) -> None:
    spec = (tracked / "driftscan.yaml").read_text()
    deny = "  - {deny: web -> billing, through_others: true}\n"
    tree(
        tracked,
        {
            "driftscan.yaml": spec.replace("rules:\n", f"  web: {{path: web}}\nrules:\n{deny}"),
            "web/page.py": "import lib\n",
            "lib.py": "import billing.models\n",
        },
    )
    git(tracked, "add", "-A")
    assert "web.page" in driftscan("hook", "lib.py").out
    assert "web.page" in driftscan("hook", "web/page.py").out
    assert driftscan("hook", "billing/models.py").out == ""


def test_an_absence_is_about_the_spec(tracked: Path, driftscan: Run) -> None:
    with (tracked / "driftscan.yaml").open("a") as spec:
        spec.write("  - {expect: billing -> analytics, by: 2020-01-01}\n")
    git(tracked, "add", "-A")
    result = driftscan("hook", "driftscan.yaml")
    assert (result.code, "expect billing->analytics" in result.out) == (1, True)


def test_a_file_that_could_not_be_read_is_told(tracked: Path, driftscan: Run) -> None:
    tree(tracked, {"billing/half.py": b"\xff\xfe\x00"})
    git(tracked, "add", "-A")
    result = driftscan("hook", "billing/half.py")
    assert (result.code, result.out[:27]) == (0, "not read: billing/half.py: ")


def test_a_spec_in_a_directory_below(
    tracked: Path, driftscan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tracked / "sub").mkdir()
    for name in ("driftscan.yaml", "analytics", "billing"):
        (tracked / name).rename(tracked / "sub" / name)
    tree(tracked, {"tool.py": ""})
    git(tracked, "add", "-A")
    result = driftscan("hook", "sub/analytics/report.py", "tool.py")
    assert (result.code, "in sub" in result.out) == (1, True)
    assert driftscan("hook", "sub/analytics/clean.py").out == ""
    assert driftscan("hook", "tool.py").code == 0
    assert driftscan("hook").code == 1


def test_without_a_spec_there_is_no_silence(tracked: Path, driftscan: Run) -> None:
    git(tracked, "rm", "-q", "driftscan.yaml")
    result = driftscan("hook", "analytics/report.py")
    assert (result.code, "driftscan init" in result.err) == (2, True)


def test_outside_of_git(driftscan: Run) -> None:
    result = driftscan("hook", "analytics/report.py")
    assert (result.code, "is not in a git repository" in result.err) == (2, True)


def test_below_its_floor_it_cannot_say(tracked: Path, driftscan: Run) -> None:
    with (tracked / "driftscan.yaml").open("a") as spec:
        spec.write("coverage: {assigned: 100%}\n")
    tree(tracked, {"loose.py": ""})
    git(tracked, "add", "-A")
    assert driftscan("hook", "billing/models.py").code == 2


COMMITS = [
    (["-a"], ["analytics/other.py"]),
    (["--", "analytics/other.py"], ["analytics/other.py", "billing/models.py"]),
    (["--", "billing/models.py"], []),
]


@pytest.mark.parametrize("work_tree", ["main", "linked"])
@pytest.mark.parametrize(("arguments", "found"), COMMITS)
def test_what_git_is_about_to_commit(
    tracked: Path, tmp_path: Path, work_tree: str, arguments: list[str], found: list[str]
) -> None:
    """A plain git hook: git names its temporary index and, in a linked work tree, GIT_DIR."""
    tree(tracked, {"analytics/other.py": ""})
    git(tracked, "add", "-A")
    git(tracked, "commit", "-q", "-m", "more")
    place = tracked
    if work_tree == "linked":
        place = tmp_path / "linked"
        git(tracked, "worktree", "add", "-q", "-b", "w", str(place))
    script = tracked / ".git/hooks/pre-commit"
    command = f"{sys.executable} -m driftscan hook */other.py */models.py"
    script.write_text(f"#!/bin/sh\nexec {command}\n")
    script.chmod(0o755)
    tree(place, OTHERS | {"billing/models.py": "USERS = 129\n"})
    git_command = ["git", "-c", "user.name=t", "-c", "user.email=t@e.invalid", "commit", "-m", "x"]
    done = subprocess.run(
        [*git_command, *arguments],
        cwd=place,
        env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    refused = "analytics.other -> billing.models" in done.stdout + done.stderr
    assert (done.returncode != 0, refused) == (bool(found), bool(found)), done.stderr
