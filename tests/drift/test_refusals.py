"""Where history is missing or odd: the right message, and what remains possible."""

import os
import subprocess
from pathlib import Path

import pytest

from driftscan.errors import DriftscanError
from driftscan.journeys.comparison import Wanted, compare
from driftscan.pipeline import Request
from driftscan.stages.trend import trend_of
from tests.drift.test_attribution import TODAY, asked
from tests.sources.making import commit, git, repository, tree

SPEC = """\
driftscan: 1
components: {a: {path: a}, b: {path: b}}
rules: [{deny: a -> b}]
"""
_WHO = ("NAME", "EMAIL")
FILES = {"driftscan.yaml": SPEC, "a/x.py": "", "b/y.py": ""}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = repository(tmp_path / "r", FILES)
    for number in range(6):
        tree(made, {"a/x.py": "import b.y\n" * (number % 2), "b/y.py": f"# {number}\n"})
        commit(made)
    return made


def cloned(place: Path, *options: str) -> Path:
    copy = place.parent / "copy"
    git(place, "config", "uploadpack.allowFilter", "true")
    git(place.parent, "clone", "-q", *options, f"file://{place}", str(copy))
    return copy


def compared(place: Path, base: str, exactly: bool = False) -> list[str]:
    request = Request(path=str(place), base=base, use_cache=False, today=TODAY, workers=1)
    return [each.target for each in compare(request, None, Wanted(exactly=exactly)).scan.findings]


def test_a_clone_of_one_commit(place: Path) -> None:
    with pytest.raises(DriftscanError, match=r"shallow clone of a single commit.*--unshallow"):
        trend_of(asked(cloned(place, "--depth", "1")), None)


def test_a_clone_of_some_commits(place: Path) -> None:
    found = trend_of(asked(cloned(place, "--depth", "4"), every="commit"), None)
    assert len(found.points) == 4
    assert "this is a shallow clone" in found.notes[0]
    assert found.passages  # of what is there
    assert all(passage.after for passage in found.passages)


def test_a_clone_without_contents(place: Path) -> None:
    copy = cloned(place, "--filter=blob:none", "--no-checkout")
    spec = copy.parent / "spec.yaml"
    spec.write_text(SPEC)
    found = trend_of(asked(copy, config=str(spec), every="commit"), None)
    notes = " ".join(found.notes)
    assert "lack files whose content is not in this clone" in notes
    assert "--refetch" in notes
    assert not any(passage.is_exact for passage in found.passages)
    assert trend_of(asked(copy, config=str(spec), every="commit"), None).fresh == 7  # not kept


def test_a_directory_begins_when_it_came_for_good(tmp_path: Path) -> None:
    made = repository(tmp_path / "r", {"README": "x", "sub/a/x.py": "another system"})
    git(made, "rm", "-rq", "sub")
    commit(made)
    for number in range(3):
        tree(made, {f"sub/{path}": text for path, text in FILES.items()})
        tree(made, {"sub/a/x.py": f"import b.y\n# {number}\n"})
        commit(made)
    found = trend_of(asked(made / "sub", every="commit"), None)
    assert len(found.points) == 3
    assert found.notes[0].endswith("the directory was not there before")


def test_no_repository(tmp_path: Path) -> None:
    tree(tmp_path / "plain", FILES)
    with pytest.raises(DriftscanError, match=r"not in a git repository.*needs none"):
        trend_of(asked(tmp_path / "plain"), None)
    with pytest.raises(DriftscanError, match="not in a git repository"):
        compared(tmp_path / "plain", "main")


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    git(tmp_path / "r", "init", "-q", "-b", "main")
    with pytest.raises(DriftscanError, match="no commit yet"):
        trend_of(asked(tmp_path / "r"), None)


def test_no_spec(tmp_path: Path) -> None:
    repository(tmp_path / "r", {"a/x.py": ""})
    with pytest.raises(DriftscanError, match=r"no driftscan\.yaml"):
        trend_of(asked(tmp_path / "r"), None)


def test_a_base_that_a_force_push_removed(place: Path) -> None:
    with pytest.raises(DriftscanError, match=r"has no revision.*force push.*git fetch origin"):
        compared(place, "0123456789" * 4)


def test_a_base_that_was_rewritten_is_compared_where_it_parted(place: Path) -> None:
    git(place, "branch", "old")
    git(place, "reset", "-q", "--hard", "HEAD~3")
    tree(place, {"a/z.py": "import b.y\n"})
    assert "b.y" in compared(place, "old")


def test_histories_with_nothing_in_common(place: Path) -> None:
    git(place, "checkout", "-q", "--orphan", "other")
    tree(place, {"a/z.py": "import b.y\n"})
    commit(place)
    with pytest.raises(DriftscanError, match=r"no commit in common"):
        compared(place, "main")
    assert compared(place, "main", exactly=True)


@pytest.mark.parametrize("since", ["soon", "2026-13-01"])
def test_a_beginning_that_is_none(place: Path, since: str) -> None:
    with pytest.raises(DriftscanError, match=r"--since is .*2y"):
        trend_of(asked(place, since=since), None)


def test_clocks_that_were_wrong(tmp_path: Path) -> None:
    place = repository(tmp_path / "r", FILES)
    for number, when in enumerate(("2025-01-01", "2039-01-01", "2025-03-01", "1971-01-01")):
        tree(place, {"b/y.py": f"# {number}\n"})
        git(place, "add", "-A")
        names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in _WHO}
        subprocess.run(
            ["git", "-C", str(place), "commit", "-q", "-m", "x"],
            env={**os.environ, **names, "GIT_COMMITTER_DATE": f"{when}T12:00:00Z"},
            check=True,
        )
    found = trend_of(asked(place, every="commit"), None)
    years = [point.landed.day.year for point in found.points]
    assert years[1:] == [2025, 2025, 2025, 2025]
    assert any("a date that does not fit" in note for note in found.notes)


def test_a_submodule_is_a_repository_of_its_own(place: Path) -> None:
    outer = repository(place.parent / "outer", {"driftscan.yaml": SPEC, "a/x.py": "", "b/y.py": ""})
    git(outer, "submodule", "add", "-q", f"file://{place}", "sub")
    commit(outer)
    request = Request(path=str(outer), base="HEAD~1", use_cache=False, today=TODAY, workers=1)
    assert "submodule" in compare(request, None, Wanted()).notes[0]
    assert len(trend_of(asked(outer / "sub", every="commit"), None).points) == 7
