"""What is kept between runs: never another result, whatever happened to it or to the branch."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from driftscan.errors import SourceError
from driftscan.sources import log as log_module
from driftscan.stages import known_commits
from driftscan.stages.log_reading import LogReader
from tests.history.conftest import Costs
from tests.history.story import Told, text, told, weekly
from tests.sources.making import git


def kept(tmp_path: Path, namespace: str) -> list[Path]:
    return sorted((tmp_path / "cache" / namespace).glob("*.blob"))


def test_a_further_month_is_read_alone(
    tmp_path: Path, costs: Costs, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = told(tmp_path / "weekly", weekly(60))
    costs(directory, "HEAD~4")
    asked: list[int] = []
    read = log_module.read_log

    def counted(git_dir: bytes, ids: list[str], *rest: object) -> log_module.LogPart:
        asked.append(len(ids))
        return read(git_dir, ids, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(log_module, "read_log", counted)
    warm = costs(directory)
    assert asked == [4]
    assert warm == costs(directory, use_cache=False)


def test_the_same_commit_asks_for_no_log(
    tmp_path: Path, costs: Costs, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = told(tmp_path / "weekly", weekly(60))
    first = costs(directory)

    def never(*_: object) -> None:
        raise AssertionError("the log was asked for")

    monkeypatch.setattr(known_commits, "commit_ids", never)
    monkeypatch.setattr(log_module, "read_log", never)
    assert costs(directory) == first


@pytest.mark.parametrize("namespace", ["commits", "standing"])
@pytest.mark.parametrize("damage", [b"", b"\0" * 100, None], ids=["empty", "zeros", "a byte"])
def test_what_is_damaged_is_read_anew(
    namespace: str, damage: bytes | None, tmp_path: Path, costs: Costs
) -> None:
    directory = told(tmp_path / "weekly", weekly(60))
    first = costs(directory)
    for blob in kept(tmp_path, "standing") if namespace == "commits" else []:
        blob.unlink()
    (blob,) = kept(tmp_path, namespace)
    content = blob.read_bytes()
    blob.write_bytes(content[:-20] + content[-19:] if damage is None else damage)
    assert costs(directory) == first


def test_an_interrupted_run_leaves_what_it_has_read(
    tmp_path: Path, costs: Costs, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = told(tmp_path / "weekly", weekly(60))
    expected = costs(directory, use_cache=False)
    monkeypatch.setattr(log_module, "_SHORTEST", 10)
    monkeypatch.setattr(log_module, "_LONGEST", 10)
    read = LogReader._read
    parts: list[int] = []

    def interrupted(self: LogReader, part: log_module.LogPart) -> object:
        parts.append(len(part.ids))
        if len(parts) == 3:
            raise KeyboardInterrupt
        return read(self, part)

    monkeypatch.setattr(LogReader, "_read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        costs(directory)
    parts.clear()
    parts += [0, 0, 0]  # past the interruption
    assert costs(directory) == expected
    assert parts[3:] == [10, 10, 10, 10]


def test_another_branch_and_back(tmp_path: Path, costs: Costs) -> None:
    story = weekly(60)
    side = Told(days=0, files={b"app/side.py": text(1)}, parent=30)
    directory = told(tmp_path / "branches", [*story, side])
    main = git(directory, "rev-list", "--all", "--max-count=1").decode()
    for revision in (main, "HEAD~1", main, "HEAD"):
        assert costs(directory, revision) == costs(directory, revision, use_cache=False)


def test_several_processes_at_once(tmp_path: Path, costs: Costs) -> None:
    directory = told(tmp_path / "weekly", weekly(60))
    command = [sys.executable, "-m", "driftscan", "hotspots", str(directory)]
    arguments = [*command, "--output-format", "json"]
    running = [
        subprocess.Popen(arguments, stdout=subprocess.PIPE, env=dict(os.environ)) for _ in range(4)
    ]
    outputs = {each.communicate()[0] for each in running}
    assert len(outputs) == 1
    assert b"app/core.py" in outputs.pop()


def test_a_log_that_git_cannot_give_is_one_message(tmp_path: Path, costs: Costs) -> None:
    directory = told(tmp_path / "broken", weekly(60))
    git(directory, "gc", "-q")
    tree = git(directory, "rev-parse", "HEAD~20^{tree}").decode()
    (pack,) = (directory / ".git/objects/pack").glob("*.pack")
    content = pack.read_bytes()
    for part in pack.parent.glob(f"{pack.stem}.*"):
        part.unlink()
    git(directory, "unpack-objects", "-q", stdin=content)
    (directory / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(SourceError, match="git fsck"):
        costs(directory)


def test_a_log_that_would_not_end_is_read_as_far_as_it_may_be(
    tmp_path: Path, costs: Costs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are taken apart where they grow too long; a commit that is too long is refused."""
    directory = told(tmp_path / "weekly", weekly(60))
    expected = costs(directory, use_cache=False)
    monkeypatch.setattr(log_module, "_MOST_BYTES", 2000)
    assert costs(directory, use_cache=False) == expected
    monkeypatch.setattr(log_module, "_MOST_BYTES", 200)
    with pytest.raises(SourceError, match="more than 200 bytes"):
        costs(directory, use_cache=False)
