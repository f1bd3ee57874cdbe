"""The hostile repositories hold against the sources, and catch a careless reader."""

import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.walls.hostile_commands import commands_in_configuration
from benchmarks.walls.hostile_repositories import BUILDERS, Row, Seen, check_sources, run
from benchmarks.walls.hostile_trees import hostile_names, link_to_directory_outside
from benchmarks.walls.hostile_workshop import HostileRepository


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    directory = tmp_path_factory.mktemp("hostile")
    try:
        return run(check_sources, directory)
    finally:  # a thousand levels are too many for pytest's own cleaning up
        subprocess.run(["rm", "-rf", "--", directory], check=True)


def test_every_wall_holds(rows: list[Row]) -> None:
    assert [row for row in rows if row.failures] == []
    assert {row.name for row in rows} == {builder.__name__ for builder in BUILDERS}
    assert len(BUILDERS) >= 24


def test_reading_happened_at_all(rows: list[Row]) -> None:
    assert sum("read" in row.outcome and not row.outcome.startswith("0") for row in rows) > 60


def _careless(repository: HostileRepository, revision: str) -> Seen:
    """Asks git as everybody does, follows links, and forgets what it cannot decode."""
    subprocess.run(["git", "status"], cwd=repository.path, capture_output=True, check=False)
    shown = []
    for folder, _, names in os.walk(repository.path, followlinks=True):
        if folder.count("/") > 12 or folder.startswith(("/proc", "/sys")):
            break
        shown += [Path(folder, name).read_bytes() for name in names if name.endswith(".py")]
    return Seen(b"".join(shown), frozenset())


@pytest.mark.parametrize(
    ("builder", "failure"),
    [
        (commands_in_configuration, "a command was run"),
        (hostile_names, "no word about 19 files"),
    ],
)
def test_a_careless_reader_is_caught(
    tmp_path: Path, builder: object, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.walls.hostile_repositories.BUILDERS", (builder,))
    (first, *_) = run(_careless, tmp_path)
    assert any(failure in found for found in first.failures)


def test_a_follower_of_links_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def follow(repository: HostileRepository, revision: str) -> Seen:
        return Seen((repository.path / "package" / "secret.py").read_bytes())

    builders = (link_to_directory_outside,)
    monkeypatch.setattr("benchmarks.walls.hostile_repositories.BUILDERS", builders)
    (row,) = run(follow, tmp_path)
    assert row.failures == ("content from outside",)
