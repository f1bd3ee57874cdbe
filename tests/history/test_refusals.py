"""What is said where a history is short, cut off, hollow or odd, and what remains possible."""

from collections.abc import Callable
from pathlib import Path

import pytest

from driftscan.errors import DriftscanError, HistoryError
from tests.history.conftest import Costs
from tests.history.story import LAST, Told, text, told, weekly
from tests.sources.making import git, tree

REMEDY = "fetch-depth: 0"


def clone(origin: Path, into: Path, *options: str) -> Path:
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(origin, "clone", "-q", *options, origin.as_uri(), str(into))
    return into


def no_git(home: Path) -> Path:
    return tree(home / "plain", {"app/core.py": "x = 1\n"})


def no_commit(home: Path) -> Path:
    directory = tree(home / "new", {"app/core.py": "x = 1\n"})
    git(directory, "init", "-q")
    return directory


def depth_one(home: Path) -> Path:
    return clone(told(home / "origin", weekly(60)), home / "cut", "--depth", "1")


def depth_ten(home: Path) -> Path:
    return clone(told(home / "origin", weekly(60)), home / "cut", "--depth", "10")


def five_commits(home: Path) -> Path:
    return told(home / "young", weekly(5))


def few_over_years(home: Path) -> Path:
    story = [Told(days=300 * at, files={b"a.py": text(at)}) for at in reversed(range(5))]
    return told(home / "quiet", story)


def only_tests(home: Path) -> Path:
    return told(home / "tests", weekly(60, b"tests/test_core.py"))


def treeless(home: Path) -> Path:
    return clone(told(home / "origin", weekly(60)), home / "cut", "--filter=tree:0")


REFUSED: list[tuple[Callable[[Path], Path], list[str]]] = [
    (no_git, ["is not in a git repository", "`driftscan check` needs none"]),
    (no_commit, ["no commit yet"]),
    (depth_one, ["was cut off", "0 days", REMEDY]),
    (depth_ten, ["was cut off", "49 days", REMEDY]),
    (five_commits, ["21 days long", "about six months", "`driftscan check`"]),
    (few_over_years, ["5 commits", "needs 20"]),
    (only_tests, ["no source code of a product"]),
    (treeless, ["git fetch --refetch"]),
]


@pytest.mark.parametrize(("make", "said"), REFUSED, ids=[case[0].__name__ for case in REFUSED])
def test_refused(
    make: Callable[[Path], Path], said: list[str], tmp_path: Path, costs: Costs
) -> None:
    directory = make(tmp_path)
    with pytest.raises(DriftscanError) as refused:
        costs(directory)
    assert all(words in str(refused.value) for words in said), str(refused.value)


def test_a_deep_shallow_clone_is_ranked_and_its_boundary_left_out(
    tmp_path: Path, costs: Costs
) -> None:
    """Of 700 weeks, 500: what the boundary commit seems to add was there before."""
    story = [Told(days=700 * 7, files={b"app/old.py": text(0)}), *weekly(700)]
    whole = told(tmp_path / "origin", story)
    table = costs(clone(whole, tmp_path / "cut", "--depth", "500"))
    assert [file.path for file in table.files] == [b"app/core.py", b"app/old.py"]
    assert table.files[0].changes == 499
    assert table.files[1].changes == 0
    assert {each.reason for each in table.omitted} <= {"boundary"}
    assert any("was cut off 3,4" in note and REMEDY in note for note in table.notes)


def test_a_clone_without_contents_is_ranked_by_revisions(tmp_path: Path, costs: Costs) -> None:
    """And git is not made to fetch them one by one: there is no way to its origin."""
    story = [*weekly(30), *weekly(30, b"app/rare.py", 30)[:1], *weekly(30, begin=30)]
    whole = told(tmp_path / "origin", story)
    table = costs(clone(whole, tmp_path / "hollow", "--filter=blob:none"))
    assert not table.has_lines
    assert [file.path for file in table.files] == [b"app/core.py", b"app/rare.py"]
    assert table.files[0].changes_per_quarter > table.files[1].changes_per_quarter
    assert any("lines are not known" in note for note in table.notes)


def test_a_clone_that_was_never_checked_out_has_no_sizes(tmp_path: Path, costs: Costs) -> None:
    whole = told(tmp_path / "origin", weekly(60))
    hollow = clone(whole, tmp_path / "hollow", "--filter=blob:none", "--no-checkout")
    with pytest.raises(HistoryError, match=r"none of the contents of 1 file of code.*--no-filter"):
        costs(hollow)


def test_a_missing_content_costs_one_commit_its_lines(tmp_path: Path, costs: Costs) -> None:
    directory = told(tmp_path / "leaked", weekly(60))
    before = costs(directory, use_cache=False)
    _lose(directory, "HEAD~20:app/core.py")
    table = costs(directory, use_cache=False)
    assert table.files[0].changes == before.files[0].changes == 59
    assert table.files[0].changes_per_quarter == before.files[0].changes_per_quarter
    assert any("Contents that the past had are not in this clone" in each for each in table.notes)


def test_a_rename_beside_a_missing_content_is_still_seen(tmp_path: Path, costs: Costs) -> None:
    """Changed and renamed in one commit, in which another file's content is missing."""
    story = [Told(days=500, files={b"app/old.py": text(0), b"app/lost.py": text(1)}), *weekly(60)]
    moved = {b"app/new.py": text(7), b"app/lost.py": text(2)}
    story.append(Told(days=0, renamed={b"app/old.py": b"app/new.py"}, files=moved))
    directory = told(tmp_path / "leaked", story)
    _lose(directory, "HEAD~1:app/lost.py")
    table = costs(directory)
    ages = {file.path: file.age_days for file in table.files}
    assert ages == {b"app/core.py": 413, b"app/lost.py": 500, b"app/new.py": 500}
    assert any("Contents that the past had" in note for note in table.notes)
    objects = directory / ".git/objects"
    assert not (objects / "info/alternates").exists()


def _lose(directory: Path, name: str) -> None:
    id = git(directory, "rev-parse", name).decode()
    packs = list((directory / ".git/objects/pack").glob("*.pack"))
    contents = [pack.read_bytes() for pack in packs]
    for pack in packs:
        for part in pack.parent.glob(f"{pack.stem}.*"):
            part.unlink()
    for content in contents:
        git(directory, "unpack-objects", "-q", stdin=content)
    lost = directory / ".git/objects" / id[:2] / id[2:]
    lost.unlink()


def test_a_wrong_clock_is_told_and_changes_no_order(tmp_path: Path, costs: Costs) -> None:
    """A commit from 1970 in the middle of a year, and one from the far future."""
    story = weekly(60)
    story[30] = Told(days=LAST / 86400, files=story[30].files)
    story[40] = Told(days=-4000, files=story[40].files)
    table = costs(told(tmp_path / "skewed", story))
    assert table.files[0].changes == 59
    assert any("A clock was wrong (2 commits" in note for note in table.notes)
    assert 350 < (table.cut - table.first) / 86400 < 60 * 7
    assert table.files[0].age_days == 59 * 7


@pytest.mark.parametrize("at", [0, 30, 58])
def test_no_file_is_as_old_as_a_clock_that_was_never_set(
    tmp_path: Path, costs: Costs, at: int
) -> None:
    story = weekly(60)
    made = {**story[at].files, b"app/late.py": text(3)}
    story[at] = Told(days=LAST / 86400, files=made)
    table = costs(told(tmp_path / "unset", story))
    ages = {file.path: file.age_days for file in table.files}
    around = (59 - at) * 7
    assert ages[b"app/core.py"] in (59 * 7, 58 * 7)
    assert around - 7 <= ages[b"app/late.py"] <= around + 7


def test_from_a_commit_of_1970_nothing_is_counted_back(tmp_path: Path, costs: Costs) -> None:
    story = [*weekly(60), Told(days=LAST / 86400, files={b"app/late.py": text(3)})]
    with pytest.raises(HistoryError, match="is dated 1970, by a clock that was never set"):
        costs(told(tmp_path / "unset", story))


def test_one_commit_of_1970_makes_no_long_history(tmp_path: Path, costs: Costs) -> None:
    story = weekly(20)
    story[0] = Told(days=LAST / 86400, files=story[0].files)
    with pytest.raises(HistoryError, match="days long"):
        costs(told(tmp_path / "young", [*story, *weekly(5)]))


def test_a_rewritten_history_is_as_if_read_anew(tmp_path: Path, costs: Costs) -> None:
    directory = told(tmp_path / "pushed", weekly(60))
    costs(directory)
    git(directory, "reset", "-q", "--hard", "HEAD~10")
    tree(directory, {"app/core.py": "entirely = 1\n", "app/new.py": "other = 2\n"})
    git(directory, "add", "-A")
    git(directory, "commit", "-q", "-m", "rewritten")
    git(directory, "reflog", "expire", "--expire=now", "--all")
    git(directory, "gc", "-q", "--prune=now")
    assert costs(directory) == costs(directory, use_cache=False)


def test_two_histories_in_one(tmp_path: Path, costs: Costs) -> None:
    other = [
        Told(days=each.days, files=each.files, parent=-1 if at == 0 else None)
        for at, each in enumerate(weekly(40, b"lib/core.py"))
    ]
    story = [*weekly(40), *other, Told(days=0, files=dict(weekly(40)[-1].files), merged=39)]
    table = costs(told(tmp_path / "joined", story))
    assert {file.path: file.changes for file in table.files} == {
        b"app/core.py": 39,
        b"lib/core.py": 39,
    }
    assert table.merges == 1


def test_a_submodule_has_its_own_history(tmp_path: Path, costs: Costs) -> None:
    part = told(tmp_path / "part", weekly(50, b"part/core.py"))
    whole = told(tmp_path / "whole", weekly(60))
    git(whole, "submodule", "--quiet", "add", part.as_uri(), "vendored")
    git(whole, "commit", "-q", "-m", "with a submodule")
    assert [file.path for file in costs(whole).files] == [b"app/core.py"]
    assert [file.path for file in costs(whole / "vendored").files] == [b"part/core.py"]


def test_a_directory_of_a_repository(tmp_path: Path, costs: Costs) -> None:
    """Its paths are its own; what others changed in the same commits is still known."""
    story = [*weekly(60), *weekly(2, b"other/core.py")]
    table = costs(told(tmp_path / "whole", story) / "app")
    assert [file.path for file in table.files] == [b"core.py"]
    assert table.files[0].changes == 59


def test_a_bare_repository_is_read_at_its_head(tmp_path: Path, costs: Costs) -> None:
    bare = clone(told(tmp_path / "origin", weekly(60)), tmp_path / "bare.git", "--bare")
    assert [file.path for file in costs(bare).files] == [b"app/core.py"]


def test_nothing_later_than_the_revision_counts(tmp_path: Path, costs: Costs) -> None:
    story = weekly(100)
    early = told(tmp_path / "early", story[:60])
    late = told(tmp_path / "late", story)
    assert costs(late, "HEAD~40") == costs(early)
