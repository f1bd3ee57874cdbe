"""Revisions that git compares in one go are listed as each is by itself."""

from pathlib import Path

import pytest

from driftscan.errors import SourceError
from driftscan.sources import revision_lines
from driftscan.sources.revision_lines import RevisionLines, after_changes
from driftscan.sources.revision_tree import list_revision
from driftscan.sources.tree_changes import TreeChange
from driftscan.sources.tree_lines import TreeLines, of_lines
from tests.sources.making import commit, git, python_files, repository, tree

_ONE, _TWO = "1" * 40, "2" * 40


@pytest.fixture
def listed_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits of which all lines were asked for."""
    asked: list[str] = []

    def noted(git_dir: bytes, commit: str, inside: bytes) -> TreeLines:
        asked.append(commit)
        return list_revision(git_dir, commit, inside)

    monkeypatch.setattr(revision_lines, "list_revision", noted)
    return asked


def _history(place: Path) -> list[str]:
    """Files, links and submodules that come, go and change their kind."""
    repository(place, {"a/b.py": "1", "a/c.py": "1", "a.py": "", "n/é\n.py": "", "z/y.py": ""})
    found = [git(place, "rev-parse", "HEAD").decode(), commit(place)]
    for files, gone in (
        ({"a/b.py": "22", "a-b.py": "", "a/b/d.txt": ""}, ["a/b.py"]),
        ({"a/b.py": "1", "m/o.py": "333"}, ["a/b", "a/c.py"]),
        ({"a/\t.py": "", ":b.py": "1"}, ["n", "a.py"]),
    ):
        git(place, "rm", "-r", "-q", *gone)
        tree(place, files)
        found.append(commit(place))
    git(place, "update-index", "--add", "--cacheinfo", f"160000,{found[0]},a/sub")
    git(place, "update-index", "--chmod=+x", "z/y.py")
    git(place, "commit", "-q", "-m", "modes")
    return [*found, git(place, "rev-parse", "HEAD").decode()]


@pytest.mark.parametrize("inside", [b"", b"a"])
def test_all_lines_are_asked_for_once(
    tmp_path: Path, listed_whole: list[str], inside: bytes
) -> None:
    commits = _history(tmp_path)
    git_dir = bytes(tmp_path / ".git")
    for order in (commits, commits[::-1], [*commits[::2], *commits]):
        del listed_whole[:]
        lines = RevisionLines(git_dir, inside)
        lines.expect(order, python_files)
        for each in dict.fromkeys(order):
            assert lines.of(each) == list_revision(git_dir, each, inside)
        assert listed_whole == order[:1]


def test_in_another_order_than_expected(tmp_path: Path, listed_whole: list[str]) -> None:
    first, _, third, fourth, *_ = commits = _history(tmp_path)
    git_dir = bytes(tmp_path / ".git")
    lines = RevisionLines(git_dir, b"")
    lines.expect(commits, python_files)
    for each in (first, third, fourth, fourth, first):
        assert lines.of(each) == list_revision(git_dir, each, b"")
    assert listed_whole == [first, third, first]


def test_sizes_of_what_came(tmp_path: Path) -> None:
    commits = _history(tmp_path)
    lines = RevisionLines(bytes(tmp_path / ".git"), b"")
    lines.expect(commits, python_files)
    sizes = {
        git(tmp_path, "hash-object", "-w", "--stdin", stdin=text).decode(): len(text)
        for text in (b"1", b"22", b"333", b"")
    }
    assert lines.sizes == sizes


def test_a_tree_that_git_never_makes(tmp_path: Path, listed_whole: list[str]) -> None:
    """One path twice, or out of its place: whatever git says of such a tree is said of it here."""
    place = repository(tmp_path, {"a.py": "1", "b.py": "1"})
    blob = bytes.fromhex(git(place, "hash-object", "a.py").decode())
    other = bytes.fromhex(git(place, "hash-object", "-w", "--stdin", stdin=b"2").decode())
    entries = [(b"b.py", blob), (b"a.py", blob), (b"b.py", other), (b"b.py", blob)]
    commits = [git(place, "rev-parse", "HEAD").decode()]
    for count in range(2, len(entries) + 1):
        text = b"".join([b"100644 %b\0%b" % each for each in entries[:count]])
        made = git(place, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", stdin=text)
        commits.append(git(place, "commit-tree", made, "-m", "odd").decode())
    git_dir = bytes(place / ".git")
    for order in (commits, commits[::-1]):
        del listed_whole[:]
        lines = RevisionLines(git_dir, b"")
        lines.expect(order, python_files)
        for each in order:
            assert sorted(lines.of(each).lines) == sorted(list_revision(git_dir, each, b"").lines)
    assert listed_whole == order, "no other tree is made from an odd one"


def test_a_tree_that_is_missing_is_missed_where_it_is_listed(tmp_path: Path) -> None:
    *_, before, last = commits = _history(tmp_path)
    id = git(tmp_path, "rev-parse", f"{last}^{{tree}}").decode()
    (tmp_path / ".git/objects" / id[:2] / id[2:]).unlink()
    git_dir = bytes(tmp_path / ".git")
    lines = RevisionLines(git_dir, b"")
    lines.expect(commits, python_files)
    assert lines.of(before) == list_revision(git_dir, before, b"")
    with pytest.raises(SourceError, match="cannot list the files"):
        lines.of(last)


def test_a_directory_that_becomes_a_file(tmp_path: Path) -> None:
    place = repository(tmp_path, {"a/b.py": ""})
    first = git(place, "rev-parse", "HEAD").decode()
    git(place, "rm", "-r", "-q", "a")
    tree(place, {"a": ""})
    lines = RevisionLines(bytes(place / ".git"), b"a")
    commits = [first, commit(place)]
    lines.expect(commits, python_files)
    assert len(lines.of(first).lines) == 1
    with pytest.raises(SourceError, match="may not exist in that revision"):
        lines.of(commits[1])


def _line(path: bytes, id: str = _ONE) -> bytes:
    return b"100644 %b 0\t%b" % (id.encode(), path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"", _line(b"b"), id="comes though it is there"),
        pytest.param(_line(b"b", _TWO), b"", id="goes though it is another"),
        pytest.param(_line(b"b", _TWO), _line(b"b"), id="changes though it was another"),
    ],
)
def test_changes_that_do_not_fit(old: bytes, new: bytes) -> None:
    listed = of_lines([_line(b"a"), _line(b"b"), _line(b"c")])
    assert after_changes(listed, [TreeChange(b"b", old, new, _ONE, True)]) is None
    assert (
        after_changes(of_lines([_line(b"a")]), [TreeChange(b"b", _line(b"b"), b"", _ONE, True)])
        is None
    )
