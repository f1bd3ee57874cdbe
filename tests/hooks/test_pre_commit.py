"""The hooks under the real pre-commit, installed as users install them."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from driftscan.extract.registry import EXTRACTORS
from tests.sources.making import git, tree

ROOT = Path(__file__).parents[2]
SHIPPED = ("driftscan", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
NO_INDEX = ("No matching distribution", "Could not find a version", "Connection", "resolution")
FILES: dict[str | bytes, str | bytes] = {
    "driftscan.yaml": (
        "driftscan: 1\ncomponents: {a: {path: a}, b: {path: b}}\nrules: [{deny: a -> b}]\n"
    ),
    "a/__init__.py": "",
    "a/old.py": "import b\n",
    "b/__init__.py": "",
}
CONFIG = """\
default_install_hook_types: [pre-commit, pre-push]
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - {{id: driftscan, args: [--today, "2026-11-20"], stages: [pre-commit, manual]}}
      - {{id: driftscan-all, stages: [pre-push]}}
"""

pytestmark = pytest.mark.skipif(
    find_spec("pre_commit") is None, reason="pre-commit is not installed; it is in the extra [test]"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    bin_directory = str(Path(sys.executable).parent)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": f"{bin_directory}:{os.environ['PATH']}",
        "PYTHONPATH": "",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "tester",
        "GIT_AUTHOR_EMAIL": "tester@example.org",
        "GIT_COMMITTER_NAME": "tester",
        "GIT_COMMITTER_EMAIL": "tester@example.org",
    }


def _hook_repository(place: Path) -> str:
    """The hooks as they are now, committed; pre-commit only takes commits."""
    place.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("*.pyc"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, place / name)
    git(place, "init", "-q")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "hooks")
    return git(place, "rev-parse", "HEAD").decode()


def test_the_hooks(tmp_path: Path, environment: dict[str, str]) -> None:
    """One journey, for installing the hooks takes longer than all the rest."""
    revision = _hook_repository(tmp_path / "hooks")
    place = tmp_path / "system"
    place.mkdir()
    git(place, "init", "-q", "-b", "main")
    config = CONFIG.format(hooks=tmp_path / "hooks", revision=revision)
    tree(place, {**FILES, ".pre-commit-config.yaml": config})
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "before there were hooks")

    def run(*command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=place, env=environment, capture_output=True, text=True, check=False
        )

    def pre_commit(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return run(sys.executable, "-m", "pre_commit", *arguments)

    installed = pre_commit("install", "--install-hooks")
    if installed.returncode and any(words in installed.stdout for words in NO_INDEX):
        pytest.skip("pip reaches no index to install the hooks from")
    assert installed.returncode == 0, installed.stdout + installed.stderr

    # Old drift is no wall: a commit elsewhere passes, even with broken code that is not staged.
    tree(place, {"b/good.py": "import json\n", "a/unstaged.py": "import b\n"})
    run("git", "add", "b/good.py")
    clean = run("git", "commit", "-m", "clean")
    assert clean.returncode == 0, clean.stderr
    assert "driftscan (staged files)" in clean.stderr

    tree(place, {"a/new.py": "import b.good\n"})
    run("git", "add", "a/new.py")
    refused = run("git", "commit", "-m", "breaks a rule")
    assert refused.returncode == 1
    assert "a/new.py:1" in refused.stderr
    assert "a.new -> b.good" in refused.stderr
    assert "a/old.py" not in refused.stderr

    # A partial commit has an index of its own.
    tree(place, {"b/good.py": "import csv\n"})
    assert run("git", "commit", "-m", "partial", "b/good.py").returncode == 0
    assert run("git", "commit", "-m", "partial", "a/new.py").returncode == 1

    everything = pre_commit("run", "--all-files", "driftscan")
    assert everything.returncode == 1
    assert "a/new.py:1" in everything.stdout
    assert "a/old.py:1" in everything.stdout
    between = pre_commit("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD", "driftscan")
    assert between.returncode == 0, between.stdout
    assert "Passed" in between.stdout

    git(tmp_path, "init", "-q", "--bare", "remote.git")
    pushed = run("git", "push", str(tmp_path / "remote.git"), "main")
    assert pushed.returncode == 1
    assert "a/old.py:1" in pushed.stdout + pushed.stderr
    tree(place, {"a/old.py": "", "a/new.py": "", "a/unstaged.py": ""})
    run("git", "add", "-A")
    assert run("git", "commit", "-m", "mended").returncode == 0
    assert run("git", "push", str(tmp_path / "remote.git"), "main").returncode == 0


def test_the_types_are_those_of_the_extractors() -> None:
    """A file name that no hook type fits would go unchecked until something else is committed."""
    tags_from_filename = pytest.importorskip("identify.identify").tags_from_filename

    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    }
    types = set(hooks["driftscan"]["types_or"])
    names = {"driftscan.yaml", "requirements.txt", "requirements/dev.txt"}
    for extractor, entry in EXTRACTORS.items():
        if extractor == "codeowners":  # says whose a finding is, not whether there is one
            continue
        names |= {name.decode() for name in entry.names}
        names |= {f"x{suffix.decode()}" for suffix in entry.suffixes}
    # No type fits these; the hooks' comment says what that means.
    assert [name for name in sorted(names) if not types & tags_from_filename(name)] == [
        "composer.lock",
        "go.work",
        "packages.config",
        "x.cts",
        "x.mts",
        "x.projitems",
        "x.ru",
    ]
    assert not hooks["driftscan-all"]["pass_filenames"]
