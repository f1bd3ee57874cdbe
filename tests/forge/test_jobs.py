"""The action and the component that users take in: what their jobs run, run here."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forge.conftest import commit
from tests.forge.server import TOKEN, Forge, serving
from tests.forge.test_comment_command import CLEAN, DRIFT, job

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
SPEC, COMPONENT = yaml.safe_load_all((ROOT / "templates" / "driftscan.yml").read_text())
NOTHING: Mapping[str, str] = {}
EXPRESSION = re.compile(r"\$\{\{\s*inputs\.([\w-]+)\s*\}\}|\$\[\[\s*inputs\.([\w-]+)\s*\]\]")


def filled(text: str, inputs: Mapping[str, str]) -> str:
    """Inputs put in as the forge does it: as text."""
    return EXPRESSION.sub(lambda found: inputs[found[1] or found[2]], text)


def tools(folder: Path) -> str:
    """A PATH with our driftscan, in which installing does nothing."""
    folder.mkdir(exist_ok=True)
    for name, line in {
        "apt-get": "exit 0",
        "pip": "exit 0",
        "driftscan": f'exec "{sys.executable}" -m driftscan "$@"',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def bash(script: str, where: Path, environment: Mapping[str, str]) -> int:
    passed_on = ("HOME", "DRIFTSCAN_CACHE_DIR")
    kept = {name: os.environ[name] for name in passed_on if name in os.environ}
    run = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=where,
        env={"PYTHONPATH": str(ROOT), **kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in run.stderr
    return run.returncode


def action_step(
    forge: Forge,
    head: str,
    where: Path,
    inputs: Mapping[str, str],
    changed: Mapping[str, str] = NOTHING,
) -> int:
    """The step of the action that checks, in a job of a pull request."""
    (step,) = (each for each in ACTION["runs"]["steps"] if each.get("name") == "Check")
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | dict(inputs)
    environment = {name: filled(value, given) for name, value in step["env"].items()}
    run = job(forge, head, 1, where.parent / "event.json")
    path = {"PATH": tools(where.parent / "bin")}
    assert "inputs" not in step["run"]
    return bash(step["run"], where, {**run, **environment, **path, **changed})


def component_job(
    forge: Forge,
    head: str,
    where: Path,
    inputs: Mapping[str, str],
    changed: Mapping[str, str] = NOTHING,
) -> int:
    """The script of the component, in a job of a merge request."""
    given = {name: each["default"] for name, each in SPEC["spec"]["inputs"].items()} | dict(inputs)
    work = COMPONENT["driftscan"]
    run = job(forge, head, 1, where.parent / "event.json")
    variables = {name: filled(value, given) for name, value in work["variables"].items()}
    variables["DRIFTSCAN_CACHE_DIR"] = os.environ["DRIFTSCAN_CACHE_DIR"]
    variables |= {"PATH": tools(where.parent / "bin"), "DRIFTSCAN_TOKEN": TOKEN}
    variables["CI_JOB_URL"] = "https://git.example/acme/shop/-/jobs/5"
    assert not any("inputs" in line for line in work["script"])
    return bash("\n".join(work["script"]), where, {**run, **variables, **changed})


JOBS = {"github": action_step, "gitea": action_step, "gitlab": component_job}


@pytest.mark.parametrize("kind", JOBS)
@pytest.mark.parametrize(("text", "code"), [(DRIFT, 1), (CLEAN, 0)])
def test_a_job_of_a_merge_request(cloned: Path, kind: str, text: str, code: int) -> None:
    with serving(kind) as forge:
        forge.head = commit(cloned, "analytics/report.py", f"{text}x = 1\n")
        inputs = {"token": TOKEN} if kind != "gitlab" else {}
        assert JOBS[kind](forge, forge.head, cloned, inputs) == code
        assert len(forge.ours()) == code
        assert len(forge.statuses) == 1
    if kind == "gitlab":
        assert (cloned / "gl-code-quality-report.json").exists()


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_job_of_the_default_branch(cloned: Path, kind: str) -> None:
    """It comments nothing, and fails where there is drift that nobody accepted."""
    without = {"CI_MERGE_REQUEST_IID": "", "GITHUB_BASE_REF": ""}
    with serving(kind) as forge:
        forge.head = commit(cloned, "analytics/report.py", DRIFT)
        inputs = {"token": TOKEN} if kind != "gitlab" else {}
        assert JOBS[kind](forge, forge.head, cloned, inputs, without) == 1
        assert forge.asked == []
    if kind == "github":
        assert "1 new finding" in (cloned.parent / "summary.md").read_text()


@pytest.mark.parametrize("kind", JOBS)
def test_no_input_is_run(cloned: Path, kind: str) -> None:
    """Whoever may choose an input chooses no command."""
    with serving(kind) as forge:
        forge.head = commit(cloned, "analytics/report.py", CLEAN + "x = 1\n")
        inputs = {"path": '"; touch ran; "$(touch ran)', "token": TOKEN}
        assert JOBS[kind](forge, forge.head, cloned, inputs) == 2
    assert not (cloned / "ran").exists()
