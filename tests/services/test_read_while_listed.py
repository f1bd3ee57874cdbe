"""Files are read for services while others are still being looked for; nothing else differs."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from driftscan.model.source import SourceFile
from driftscan.sources.opening import open_source
from driftscan.stages import journey
from driftscan.stages.caches import open_caches
from driftscan.stages.crew import service_crew
from driftscan.stages.service_facts import ServiceFiles, service_files
from tests.services.tiny_tree import write_tree

CALLS = 'import requests\nrequests.get("http://stock/{}")\n'
FOLDERS = "abcdef"
MANY = 60  # files of a folder, more than are sent at once


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {f"{at}/m{n}.py": CALLS.format(n) for at in FOLDERS for n in range(MANY)}
    return write_tree(tmp_path / "tree", {**files, "a/test_m.py": "def ("})


def said(root: Path, kept: Path | None = None) -> ServiceFiles:
    caches = open_caches(str(root), wanted=kept is not None)
    with service_crew(2) as crew:
        return service_files(open_source(str(root)), caches, 2, lambda path: b"test_" in path, crew)


def looking_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey._Reading, "foresee", lambda *_: None)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files are given to the workers, each time that any are."""
    times: list[int] = []
    original = journey._Reading._jobs

    def watched(reading: object, files: Sequence[SourceFile]) -> object:
        times.append(len(files))
        return original(reading, files)  # type: ignore[arg-type]

    monkeypatch.setattr(journey._Reading, "_jobs", watched)
    return times


def test_what_is_said_is_what_a_run_that_foresees_nothing_finds(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = counted(monkeypatch)
    early = said(tree)
    assert len(times) > 1
    assert len(early.files) == len(early.sources) == len(FOLDERS) * MANY
    assert early.unwanted == (b"a/test_m.py",)
    looking_away(monkeypatch)
    assert said(tree) == early


def test_a_file_that_goes_away_after_it_was_listed_is_told(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = journey._Reading.foresee

    def unlinking(reading: journey._Reading, files: Sequence[SourceFile]) -> None:  # type: ignore[type-arg]
        if any(file.path == b"c/m7.py" for file in files):
            (tree / "c" / "m7.py").unlink()
        original(reading, files)

    monkeypatch.setattr(journey._Reading, "foresee", unlinking)
    found = said(tree)
    assert [(each.path, each.code) for each in found.left_out] == [(b"c/m7.py", "unreadable")]
    assert len(found.files) == len(FOLDERS) * MANY - 1


def test_files_that_are_told_twice_or_are_no_part_of_the_tree_change_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a source that has to begin again."""
    wanted = said(tree)
    original = journey._Reading.foresee

    def again(reading: journey._Reading, files: Sequence[SourceFile]) -> None:  # type: ignore[type-arg]
        strangers = [SourceFile(b"gone/%d.py" % at, 1, "", ()) for at in range(MANY)]
        for _ in range(2):
            original(reading, [*files, *strangers])

    monkeypatch.setattr(journey._Reading, "foresee", again)
    assert said(tree) == wanted


def test_a_tree_that_is_known_is_not_begun_early(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What of it has changed is seen when all of it is listed."""
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    times = counted(monkeypatch)
    first = said(tree, tmp_path)
    before = len(times)
    assert before > 1
    assert said(tree, tmp_path).files == first.files
    assert len(times) == before + 1
