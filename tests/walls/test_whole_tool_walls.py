"""The whole tool against a few of the attacks in benchmarks/walls; all of them run there."""

import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.walls import cache, circumstances_wall, files_wall, repositories_wall
from benchmarks.walls.cache_range import Range
from benchmarks.walls.hostile_commands import commands_in_configuration
from benchmarks.walls.hostile_files import HostileFile, build
from benchmarks.walls.hostile_links import borrowed_objects, git_file_to_private_repository
from benchmarks.walls.hostile_states import damaged_blob
from benchmarks.walls.hostile_trees import hostile_names, link_to_directory_outside
from benchmarks.walls.hostile_workshop import MARKER, Workshop
from benchmarks.walls.system_calls import trespasses
from benchmarks.walls.whole_tool import Case, Run, Tool, crossed

FILES = (
    "parens_200000",
    "cookie_rot13",
    "utf8_surrogates",
    "terminal_escapes",
    "executes_itself",
    "merge_markers",
    "bytecode",
    "pyproject.toml arrays_50000",
    "pyproject.toml names_odd",
    "pyproject.toml roots_outside",
    "setup.py runs_commands",
    "setup.cfg interpolation_bomb",
    "requirements.txt includes_outside",
)
REPOSITORIES = (
    hostile_names,
    link_to_directory_outside,
    borrowed_objects,
    git_file_to_private_repository,
    commands_in_configuration,
    damaged_blob,
)
CIRCUMSTANCES = (
    "spec: a link to a secret",
    "spec: python tag",
    "baseline: a pipe",
    "baseline: as it is written, so it is read",
    "output: onto a link",
    "stdout is full: --help",
    "stdout is closed: check",
    "directory deleted, path .",
    "directory deleted, path absolute",
    "modules of the tree shadow ours",
)


def failed(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.failures]


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> files_wall.Siege:
    return files_wall.prepared(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def files(siege: files_wall.Siege) -> dict[str, HostileFile]:
    every = {file.name: file for file in build(siege.shelf)}
    assert len(every) >= 60
    return {name: every[name] for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_changes_nothing_else(
    siege: files_wall.Siege, files: dict[str, HostileFile], name: str
) -> None:
    assert files_wall.judge(siege, files[name]).failures == ()


def test_hostile_files_together(siege: files_wall.Siege, files: dict[str, HostileFile]) -> None:
    assert failed(files_wall.together(siege, list(files.values()))) == []


def test_a_file_that_does_change_something_is_caught(siege: files_wall.Siege) -> None:
    """One that lies where healthy code imports from."""
    path = siege.shelf / "services" / "billing" / "app" / "__main__.py"
    path.parent.mkdir(parents=True)
    path.write_text("import app.api.usage\nimport nothing\n")
    failures = files_wall.judge(siege, HostileFile("meddler", path)).failures
    assert "graph tells something else about the healthy files" in failures


def test_hostile_repositories() -> None:
    cases = repositories_wall.besiege(REPOSITORIES, ("borrowed_objects",))
    assert len(cases) > 15
    assert failed(cases) == []


def test_hostile_circumstances() -> None:
    cases = circumstances_wall.besiege(lambda trial: trial.name in CIRCUMSTANCES)
    assert len(cases) == len(CIRCUMSTANCES)
    assert failed(cases) == []


@pytest.mark.parametrize(
    ("attack", "count"),
    [(cache.killed, 3), (cache.damaged_facts, 5), (cache.damaged_blobs, 5), (cache.no_place, 4)],
)
def test_the_cache(tmp_path: Path, attack: Callable[[Range], Iterator[bool]], count: int) -> None:
    system = tmp_path / "system"
    shutil.copytree(cache.DEFAULT_SYSTEM, system)
    held = list(itertools.islice(attack(Range(system, tmp_path)), count))
    assert held == [True] * count


@pytest.mark.parametrize(
    ("run", "failure"),
    [
        (Run(None, b"", b"", 90.0), "no end within"),
        (Run(-11, b"", b"", 0.1), "exit code -11"),
        (Run(2, b"", b"driftscan: unexpected error: KeyError: 1\nbug", 0.1), "crashed: bug"),
        (Run(2, b"", b"", 0.1), "without a word"),
        (Run(0, MARKER.encode(), b"", 0.1), "outside of the tree"),
        (Run(0, b"\x1b[2J", b"", 0.1), "output holds '\\x1b'"),
        (Run(0, b"", "\u202e".encode(), 0.1), "message holds '\\u202e'"),
        (Run(0, b"\xff", b"", 0.1), "not UTF-8"),
    ],
)
def test_what_must_not_happen_is_noticed(run: Run, failure: str) -> None:
    (found,) = crossed(run)
    assert failure in found


def test_what_strace_saw_is_noticed(tmp_path: Path) -> None:
    log = (
        f'7 openat(AT_FDCWD</>, "x", O_RDONLY) = 3<{tmp_path}/tree/x>\n'
        '7 openat(AT_FDCWD</>, "/etc/shadow", O_RDONLY) = 3</etc/shadow>\n'
        '7 openat(AT_FDCWD</>, "/etc/no", O_RDONLY) = -1 ENOENT (No such file or directory)\n'
        '7 execve("/bin/sh", ["sh"], 0x1 /* 1 var */) = 0\n'
        '7 execve("/bin/no", ["no"], 0x1 /* 1 var */) = -1 ENOENT (No such file or directory)\n'
        '8 execve("/bin/late", ["late"], 0x1 /* 1 var */ <unfinished ...>\n'
        "8 <... execve resumed>) = 0\n"
    )
    found = trespasses(log, tmp_path / "tree")
    assert found == ["opened /etc/shadow", "started /bin/sh", "started /bin/late"]


def test_a_tool_that_runs_what_it_scans_is_caught(tmp_path: Path) -> None:
    repository = commands_in_configuration(Workshop(tmp_path, "commands"))
    subprocess.run(["git", "status"], cwd=repository.path, capture_output=True, check=False)
    spec = tmp_path / "target.yaml"
    spec.write_text("driftscan: 1\n")
    found = repositories_wall.judge(repositories_wall.Siege(Tool(tmp_path), spec, repository, ""))
    assert "a command of the repository was run" in found.failures
