"""What a change does to expected change cost, held against arithmetic done by hand."""

import json
from pathlib import Path

import pytest

from driftscan.cli.run import run
from driftscan.history.foreseen import resized
from driftscan.journeys.comparison import Wanted, compare
from driftscan.model.diff import ChangeCost, Diff
from driftscan.pipeline import Request
from tests.drift.test_attribution import TODAY
from tests.history.story import Told, text, told, weekly
from tests.sources.making import commit, tree

SPEC = b"""\
driftscan: 1
components: {app: {path: app}, lib: {path: lib}}
rules: [{name: no app, deny: lib -> app}]
"""
FILES = {b"driftscan.yaml": SPEC, b"lib/a.py": text(1), b"lib/b.py": text(2), b"tests/t.py": b"#\n"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return told(tmp_path / "r", [Told(days=500, files=FILES), *weekly(60)])


def cost(place: Path, base: str = "HEAD") -> ChangeCost:
    request = Request(path=str(place), base=base, use_cache=False, today=TODAY, workers=1)
    found = compare(request, None, Wanted(cost=True))
    assert found.cost is not None, found.notes
    return found.cost


def test_a_file_that_grows_costs_by_its_size(place: Path) -> None:
    tree(place, {"app/core.py": "x = 1\n" * 20, "tests/t.py": "# more\n"})
    found = cost(place)
    (each,) = found.files
    assert (each.path, each.component) == (b"app/core.py", "app")
    assert (each.loc_before, each.loc_after) == (10, 20)
    assert each.after == pytest.approx(each.before * 2**0.35)
    assert (found.of_files, found.before) == (3, each.before)
    assert 0 < each.before < found.whole


def test_nothing_changed_costs_nothing(place: Path) -> None:
    assert cost(place).files == ()


def test_what_goes_takes_its_cost_along_and_what_comes_is_like_its_neighbours(place: Path) -> None:
    (place / "lib/a.py").unlink()
    tree(place, {"app/new.py": "y = 1\n" * 10, "lib/new.py": "y = 1\n" * 10})
    files = {each.path: each for each in cost(place).files}
    assert set(files) == {b"lib/a.py", b"app/new.py", b"lib/new.py"}
    assert files[b"lib/a.py"].after == 0 < files[b"lib/a.py"].before
    assert files[b"app/new.py"].after > files[b"lib/new.py"].after > 0
    assert files[b"app/new.py"].before == 0


def test_a_renamed_file_costs_what_it_did(place: Path) -> None:
    (place / "lib/a.py").rename(place / "lib/other.py")
    assert cost(place).files == ()


def test_a_commit_and_the_same_files_unsaved_cost_the_same(place: Path) -> None:
    tree(place, {"app/core.py": "x = 1\n" * 5})
    unsaved = cost(place)
    commit(place)
    assert cost(place, "HEAD~1") == unsaved


def test_too_short_a_history_is_a_note(tmp_path: Path) -> None:
    place = told(tmp_path / "r", [Told(days=9, files=FILES), *weekly(1)])
    request = Request(path=str(place), base="HEAD", use_cache=False, today=TODAY, workers=1)
    found: Diff = compare(request, None, Wanted(cost=True))
    assert found.cost is None
    assert any(note.startswith("no cost: The history is") for note in found.notes)


def test_it_is_shown_if_it_is_asked_for(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree(place, {"app/core.py": "x = 1\n" * 20})
    asked = ["diff", "HEAD", "--path", str(place), "--no-cache", "--workers", "1"]
    assert run(asked) == 0
    assert "cost" not in capsys.readouterr().out
    run([*asked, "--cost"])
    out = capsys.readouterr().out
    assert "Expected change cost" in out
    assert "(10 to 20 loc)" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    run([*asked, "--cost", "--output-format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["cost"]["files"][0]["loc_after"] == 20


def test_the_size_of_a_change() -> None:
    assert resized(10.0, 100, 150) == pytest.approx(11.525, abs=0.001)
