"""`driftscan comment` as a job of CI runs it: a real process, a real repository, a real server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from driftscan.forge.ci import FORGES
from tests.forge.conftest import commit
from tests.forge.server import NUMBER, TOKEN, Forge, serving

DRIFT = "import billing.models\n"
CLEAN = "import json\n"


@pytest.fixture(params=FORGES)
def forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    with serving(request.param) as running:
        yield running


def job(forge: Forge, head: str, run: int, event: Path) -> dict[str, str]:
    """What the forge's own CI puts into the environment of a job of a merge request."""
    if forge.kind == "gitlab":
        return {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": forge.address,
            "CI_PROJECT_ID": "42",
            "CI_PROJECT_URL": "https://git.example/acme/shop",
            "CI_MERGE_REQUEST_IID": str(NUMBER),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_COMMIT_SHA": head,
            "CI_COMMIT_REF_NAME": "change",
            "CI_JOB_ID": str(run),
            "CI_PIPELINE_ID": "9",
        }
    event.write_text(json.dumps({"pull_request": {"number": NUMBER, "head": {"sha": head}}}))
    name = {"github": "GITHUB_ACTIONS", "gitea": "GITEA_ACTIONS"}[forge.kind]
    return {
        name: "true",
        "GITHUB_API_URL": forge.address,
        "GITHUB_SERVER_URL": "https://git.example",
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_SHA": "f" * 40,
        "GITHUB_BASE_REF": "main",
        "GITHUB_RUN_ID": str(run),
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_STEP_SUMMARY": str(event.with_name("summary.md")),
    }


def run_in(
    root: Path, environment: Mapping[str, str], *options: str, token: str = TOKEN
) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "GITLAB_", "GITEA_", "CI"))
    }
    return subprocess.run(
        [sys.executable, "-m", "driftscan", "comment", *options],
        cwd=root,
        env={**clean, **environment, **({"DRIFTSCAN_TOKEN": token} if token else {})},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_merge_request_from_drift_to_green(
    repository: Path, forge: Forge, tmp_path: Path
) -> None:
    event = tmp_path / "event.json"
    forge.head = commit(repository, "analytics/report.py", "import json, os\n")
    quiet = run_in(repository, job(forge, forge.head, 1, event))
    assert (quiet.returncode, forge.ours()) == (0, []), quiet.stderr

    forge.head = commit(repository, "analytics/report.py", DRIFT)
    red = run_in(repository, job(forge, forge.head, 2, event), "--report-url", "https://ci/1")
    assert red.returncode == 1, red.stderr
    (text,) = forge.ours()
    assert "## ❌ driftscan: 1 new finding" in text
    assert "[`analytics/report.py:1`](<https://git.example/acme/shop/" in text
    assert f"{forge.head}/analytics/report.py#L1>)" in text
    assert "[the whole report](<https://ci/1>)" in text

    forge.head = commit(repository, "analytics/report.py", CLEAN)
    green = run_in(repository, job(forge, forge.head, 3, event))
    assert green.returncode == 0, green.stderr
    (text,) = forge.ours()
    assert "## ✅ driftscan: no drift" in text
    states = [each["state"] for each in forge.statuses]
    failed = {"gitlab": "failed"}.get(forge.kind, "failure")
    assert states == ["success", failed, "success"]
    if forge.kind != "gitlab":
        assert (tmp_path / "summary.md").read_text().count("## ") == 3


@pytest.mark.parametrize(
    ("forge", "trouble"),
    [*((each, "a fork") for each in FORGES), ("github", "no token"), ("gitlab", "nobody there")],
    indirect=["forge"],
)
def test_a_comment_that_cannot_be_sent_never_fails_the_job(
    repository: Path, forge: Forge, tmp_path: Path, trouble: str
) -> None:
    forge.head = commit(repository, "analytics/report.py", DRIFT)
    environment = job(forge, forge.head, 1, tmp_path / "event.json")
    if trouble == "a fork":
        forge.fault = lambda _, method, path: "403" if method == "POST" else ""
    if trouble == "nobody there":
        nobody = "http://127.0.0.1:9"
        environment |= {"CI_API_V4_URL": nobody, "GITHUB_API_URL": nobody}
    token = "" if trouble == "no token" else TOKEN
    result = run_in(repository, environment, "--artifact", "out.md", token=token)
    assert result.returncode == 1
    assert "not sent, see out.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert (repository / "out.md").read_text().startswith("## ❌ driftscan: 1 new finding")
    assert forge.ours() == []


@pytest.mark.parametrize("forge", ["github"], indirect=True)
def test_what_the_job_may_not_write_is_said_and_changes_no_exit_code(
    repository: Path, forge: Forge, tmp_path: Path
) -> None:
    forge.head = commit(repository, "analytics/report.py", DRIFT)
    forge.fault = lambda _, method, path: "403" if "/statuses/" in path else ""
    environment = job(forge, forge.head, 1, tmp_path / "event.json")
    result = run_in(repository, environment)
    assert result.returncode == 1
    assert "1 new finding; comment posted (status refused: status 403" in result.stderr
    assert not (repository / "driftscan-comment.md").exists()
    result = run_in(repository, environment, "--artifact", "no/such/out.md", token="")
    assert result.returncode == 1
    assert "not sent, and cannot write to no/such/out.md" in result.stderr


def test_outside_of_a_job_it_says_what_it_needs(repository: Path, tmp_path: Path) -> None:
    result = run_in(repository, {})
    assert result.returncode == 2
    assert "--forge" in result.stderr
    result = run_in(repository, {}, "--forge", "gitea")
    assert result.returncode == 2
    assert "--base" in result.stderr
