"""A small system with a merge request: a branch that brings a finding, and one that mends it."""

from pathlib import Path

import pytest

from tests.sources.making import git

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, owner: "@acme/payments"}
  analytics: {path: analytics}
rules:
  - {deny: analytics -> billing, reason: Billing changes weekly., owner: "@acme/all"}
"""


def commit(root: Path, name: str, text: str) -> str:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-qm", name)
    return git(root, "rev-parse", "HEAD").decode().strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """On the branch `change`, which the branch `origin/main` knows nothing of."""
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "shop"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "driftscan.yaml").write_text(SPEC)
    commit(root, "billing/models.py", "USERS = 128\n")
    commit(root, "analytics/report.py", "import json\n")
    git(root, "branch", "origin/main")
    git(root, "checkout", "-qb", "change")
    return root


@pytest.fixture
def cloned(repository: Path) -> Path:
    """The repository as a job has it: with an origin to fetch from."""
    git(repository, "branch", "-D", "origin/main")
    git(repository, "remote", "add", "origin", str(repository / ".git"))
    git(repository, "fetch", "-q", "origin")
    return repository
