"""The index as a source: what the next commit would hold, in every state an index can be in."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut, Listing
from driftscan.model.spec import SourceSettings
from driftscan.sources import MAX_FILE_BYTES
from driftscan.sources.index_place import find_index
from driftscan.sources.staged import StagedSource, open_index
from tests.sources.making import (
    commit,
    contents,
    everything,
    git,
    listed,
    paths,
    python_files,
    reasons,
    repository,
    tree,
)


def staged(directory: Path, options: SourceSettings | None = None) -> Listing:
    return StagedSource(open_index(str(directory)), options).list(python_files)


def staged_contents(directory: Path) -> dict[str, bytes | LeftOut]:
    source = StagedSource(open_index(str(directory)))
    read = source.read(source.list(everything).files)
    return {os.fsdecode(file.path): content for file, content in read}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return repository(tmp_path / "r", {"a.py": "1\n", "sub/b.py": "b\n"})


def test_what_is_staged_and_not_what_lies_there(place: Path) -> None:
    tree(place, {"a.py": "staged\n", "new.py": "new\n"})
    git(place, "add", "-A")
    tree(place, {"a.py": "later\n", "loose.py": ""})
    (place / "sub/b.py").unlink()
    expected = {"a.py": b"staged\n", "new.py": b"new\n", "sub/b.py": b"b\n"}
    assert staged_contents(place) == expected
    git(place, "rm", "-q", "--cached", "sub/b.py")
    assert paths(staged(place)) == ["a.py", "new.py"]


def test_a_directory_of_the_repository(place: Path) -> None:
    assert staged_contents(place / "sub") == {"b.py": b"b\n"}
    (place / "later").mkdir()
    assert staged(place / "later").files == ()


def test_a_file_only_intended_to_be_added_is_not_there(place: Path) -> None:
    tree(place, {"sub/intended.py": "x\n", "empty.py": "", "note.txt": ""})
    git(place, "add", "-N", "sub/intended.py", "note.txt")
    git(place, "add", "empty.py")
    listing = staged(place)
    assert paths(listing) == ["a.py", "empty.py", "sub/b.py"]
    assert reasons(listing) == {"sub/intended.py": "intent-to-add"}
    assert reasons(staged(place / "sub")) == {"intended.py": "intent-to-add"}


def test_conflicts_are_told_once(place: Path) -> None:
    git(place, "checkout", "-q", "-b", "other")
    tree(place, {"a.py": "other\n"})
    commit(place)
    git(place, "checkout", "-q", "main")
    tree(place, {"a.py": "main\n", "c.py": ""})
    commit(place)
    with pytest.raises(AssertionError):
        git(place, "merge", "other")
    listing = staged(place)
    assert paths(listing) == ["c.py", "sub/b.py"]
    assert [(each.path, each.code) for each in listing.left_out] == [(b"a.py", "unmerged")]
    with pytest.raises(SourceError, match=r"a\.py is not merged yet"):
        open_index(str(place)).own_text(str(place / "a.py"))


def test_links_submodules_and_large_files(place: Path, tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"i.py": ""})
    git(place, "submodule", "add", "-q", str(inner), "inner")
    tree(place, {"big.py": b"#" * (MAX_FILE_BYTES + 1)})
    (place / "l.py").symlink_to("a.py")
    (place / "out").symlink_to("/etc")
    git(place, "add", "-A")
    listing = staged(place)
    codes = {"big.py": "too-large", "inner": "submodule", "l.py": "symlink", "out": "symlink"}
    assert reasons(listing) == codes
    commit(place)
    assert reasons(listed(place, "HEAD")) == codes


@pytest.mark.parametrize("extra", [(), ("--sparse-index",)])
def test_a_sparse_checkout_is_scanned_whole(place: Path, extra: tuple[str, ...]) -> None:
    git(place, "sparse-checkout", "set", "--cone", *extra, "elsewhere")
    assert not (place / "sub").exists()
    assert paths(staged(place)) == ["a.py", "sub/b.py"]
    assert staged_contents(place / ".")["sub/b.py"] == b"b\n"


def test_split_and_newest_index(place: Path) -> None:
    git(place, "update-index", "--split-index")
    tree(place, {"new.py": ""})
    git(place, "add", "new.py")
    assert paths(staged(place)) == ["a.py", "new.py", "sub/b.py"]
    git(place, "update-index", "--no-split-index", "--index-version", "4")
    assert paths(staged(place)) == ["a.py", "new.py", "sub/b.py"]


def test_an_index_that_is_not_there_is_empty(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert staged(tmp_path).files == ()


def test_what_has_no_index_says_so(place: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with pytest.raises(SourceError, match=r"plain is not in a git repository.*--staged"):
        open_index(str(tmp_path / "plain"))
    git(tmp_path, "clone", "-q", "--bare", str(place), "bare.git")
    with pytest.raises(SourceError, match=r"bare repository.*--rev HEAD"):
        open_index(str(tmp_path / "bare.git"))


def test_a_damaged_index_is_one_message(place: Path) -> None:
    (place / ".git/index").write_bytes(b"damaged")
    with pytest.raises(SourceError, match="git cannot read the index"):
        staged(place)


def test_an_index_that_is_a_link_is_refused(place: Path, tmp_path: Path) -> None:
    (place / ".git/index").rename(tmp_path / "index")
    (place / ".git/index").symlink_to(tmp_path / "index")
    with pytest.raises(SourceError, match="symbolic link"):
        open_index(str(place))


def test_linked_work_trees_have_their_own(place: Path, tmp_path: Path) -> None:
    git(place, "worktree", "add", "-q", "-b", "w", str(tmp_path / "linked"))
    tree(tmp_path / "linked", {"new.py": ""})
    git(tmp_path / "linked", "add", "new.py")
    assert paths(staged(tmp_path / "linked")) == ["a.py", "new.py", "sub/b.py"]
    assert paths(staged(place)) == ["a.py", "sub/b.py"]


def test_the_environment_of_a_hook(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git names a temporary index, absolute or from the top of the work tree."""
    other = repository(tmp_path / "other", ["o.py"])
    (place / ".git/index").rename(place / ".git/next.lock")
    monkeypatch.chdir(place)
    root = os.fsencode(place.resolve())
    for named in (b".git/next.lock", os.path.join(root, b".git/next.lock")):
        environ = {b"GIT_INDEX_FILE": named}
        assert find_index(root, environ).index == os.path.join(root, b".git/next.lock")
        elsewhere = os.fsencode(other.resolve())
        assert find_index(elsewhere, environ).index == os.path.join(elsewhere, b".git/index")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next.lock")
    assert paths(staged(place)) == ["a.py", "sub/b.py"]
    assert paths(staged(other)) == ["o.py"]


def test_a_repository_that_only_the_environment_names(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / ".git").rename(tmp_path / "elsewhere.git")
    monkeypatch.chdir(place)
    with pytest.raises(SourceError, match="not in a git repository"):
        open_index(".")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere.git"))
    assert paths(staged(place)) == ["a.py", "sub/b.py"]
    assert paths(staged(place / "sub")) == ["b.py"]
    with pytest.raises(SourceError, match="not in a git repository"):
        open_index(str(tmp_path))


def test_a_tracked_file_of_the_users_own(place: Path) -> None:
    index = open_index(str(place))
    assert index.own_text(str(place / "a.py")) == b"1\n"
    tree(place, {"a.py": "later\n", "loose.py": "x\n"})
    assert index.own_text(str(place / "a.py")) == b"1\n"
    assert index.own_text(str(place / "loose.py")) is None
    assert index.own_text("/etc/passwd") is None


def test_files_met_before_are_not_measured_again(place: Path) -> None:
    """A known blob needs no object; one that was too large was never known."""
    tree(place, {"big.py": b"#" * (MAX_FILE_BYTES + 1)})
    git(place, "add", "-A")
    before = staged(place)
    again = StagedSource(open_index(str(place)))
    again.recall(before, python_files)
    for path in (place / ".git/objects").glob("??/*"):
        path.unlink()
    listing = again.list(python_files)
    assert listing.files == before.files
    assert reasons(listing) == {"big.py": "unreadable"}


_PART = st.sampled_from(
    [b"a", b"b.py", b"c.py", b"build", b"node_modules", b"x\n", b"\xff", b"-r", b"__init__.py"]
)
_PATH = st.lists(_PART, min_size=1, max_size=3).map(b"/".join)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.sets(_PATH, min_size=1, max_size=12), inside=st.sampled_from([b"", b"a"]))
def test_the_index_after_a_commit_is_that_commit(
    tmp_path_factory: pytest.TempPathFactory, chosen: set[bytes], inside: bytes
) -> None:
    place = tmp_path_factory.mktemp("agree")
    names = [path for path in sorted(chosen) if not any(o.startswith(path + b"/") for o in chosen)]
    repository(place, [b"a/always.py" if name == b"a" else name for name in names] + ["a/z.py"])
    root = place / os.fsdecode(inside)
    assert staged(root) == listed(root, "HEAD")
    assert staged_contents(root) == contents(root, "HEAD")


def test_a_content_in_the_work_tree_is_believed_only_if_it_has_the_id(place: Path) -> None:
    """Without the object database, so that nothing else can have given the content."""
    tree(place, {"a.py": "as staged\n", "sub/b.py": "as staged too\n", "c.py": "three\n"})
    git(place, "add", "-A")
    tree(place, {"sub/b.py": "later\n"})
    os.remove(place / "c.py")
    os.symlink("a.py", place / "c.py")
    for path in (place / ".git/objects").glob("??/*"):
        path.unlink()
    source = StagedSource(open_index(str(place)))
    listing = source.list(everything)
    read = {os.fsdecode(file.path): content for file, content in source.read(listing.files)}
    assert read == {"a.py": b"as staged\n"}
    assert reasons(listing) == {"sub/b.py": "unreadable", "c.py": "unreadable"}
