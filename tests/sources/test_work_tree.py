"""A directory on disk: what is read, what is left out, and that nothing else is touched."""

import hashlib
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from driftscan.model.source import LeftOut, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources import MAX_FILE_BYTES, open_source
from tests.sources.making import (
    contents,
    git,
    listed,
    paths,
    python_files,
    reasons,
    repository,
    tree,
)

NAMES = [
    b"new\nline.py",
    b"invalid-\xff.py",
    b" space .py",
    b"-rf.py",
    b"\xf0\x9f\x92\xa9.py",
    b"A.py",
    b"a.py",
    b"\x1b[2J.py",
    b".py",
]


@pytest.mark.parametrize("with_git", [False, True])
def test_any_name_is_a_name(tmp_path: Path, with_git: bool) -> None:
    files = [*NAMES, *(b"d\xfe\n/" + name for name in NAMES)]
    repository(tmp_path, files) if with_git else tree(tmp_path, files)
    listing = listed(tmp_path)
    assert [file.path for file in listing.files] == sorted(files)
    assert listing.left_out == ()


def test_content_blob_id_and_stamp(tmp_path: Path) -> None:
    tree(tmp_path, {"a.py": "import os\n", "empty.py": "", "crlf.py": "a\r\n"})
    source = open_source(str(tmp_path), "", SourceSettings())
    listing = source.list(python_files)
    assert all(file.blob == "" and len(file.stamp) == 4 for file in listing.files)
    read = dict(source.read(listing.files))
    assert [file.path for file in read] == [b"a.py", b"crlf.py", b"empty.py"]
    for file, content in read.items():
        assert content == (tmp_path / os.fsdecode(file.path)).read_bytes()
        assert file.blob == git(tmp_path, "hash-object", "--no-filters", file.path).decode()
    assert [file.stamp for file in read] == [file.stamp for file in listing.files]


def test_the_stamp_follows_the_content(tmp_path: Path) -> None:
    tree(tmp_path, {"a.py": "1"})
    (before,) = listed(tmp_path).files
    replacement = tmp_path / "b"
    replacement.write_text("2")
    os.utime(replacement, ns=(0, before.stamp[1]))
    replacement.rename(tmp_path / "a.py")  # same size, same time stamp, other file
    (after,) = listed(tmp_path).files
    assert before.stamp != after.stamp


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    tree(tmp_path / "outside", ["secret.py"])
    root = tree(tmp_path / "tree", ["pkg/real.py", "README"])
    for name, target in {
        "file.py": "../outside/secret.py",
        "folder": "../outside",
        "absolute": str(root / "README"),
        "inner_folder": "pkg",
        "loop.py": "loop.py",
        "dangling": "nothing",
        "docs_link": "README",  # names a plain file nobody claims: not worth a word
        "through": "folder/secret.py",
    }.items():
        (root / name).symlink_to(target)
    listing = listed(root)
    assert paths(listing) == ["pkg/real.py"]
    assert reasons(listing) == dict.fromkeys(
        ["file.py", "folder", "absolute", "inner_folder", "loop.py", "dangling", "through"],
        "symlink",
    )


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    tree(tmp_path / "real", ["a.py"])
    (tmp_path / "link").symlink_to("real")
    assert paths(listed(tmp_path / "link")) == ["a.py"]
    identities = {
        open_source(str(tmp_path / name), "", SourceSettings()).identity
        for name in ("real", "link")
    }
    assert len(identities) == 1


def test_special_files_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.py")
    assert reasons(listed(tmp_path)) == {"pipe.py": "not-a-file", "s.py": "not-a-file"}


def test_size_limit(tmp_path: Path) -> None:
    tree(tmp_path, {"at.py": b"#" * MAX_FILE_BYTES, "over.py": b"#" * (MAX_FILE_BYTES + 1)})
    listing = listed(tmp_path)
    assert paths(listing) == ["at.py"]
    assert reasons(listing) == {"over.py": "too-large"}


def test_what_happens_between_listing_and_reading(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", {"m.py": "secret", "n.py": "secret"})
    names = ["big.py", "dir/m.py", "gone.py", "link.py", "ok.py", "pipe.py"]
    root = tree(tmp_path / "tree", names)
    source = open_source(str(root), "", SourceSettings())
    listing = source.list(python_files)
    shutil.rmtree(root / "dir")
    (root / "dir").symlink_to(outside)  # a directory swapped for a link to outside
    for name in ("gone.py", "link.py", "pipe.py"):
        (root / name).unlink()
    (root / "link.py").symlink_to(outside / "n.py")
    os.mkfifo(root / "pipe.py")
    os.truncate(root / "big.py", MAX_FILE_BYTES + 1)
    (root / "ok.py").write_text("changed since, and longer\n")
    read = {file.path: content for file, content in source.read(listing.files)}
    codes = {path: c.code for path, c in read.items() if isinstance(c, LeftOut)}
    assert codes == {
        b"big.py": "too-large",
        b"dir/m.py": "unreadable",
        b"gone.py": "unreadable",
        b"link.py": "unreadable",
        b"pipe.py": "not-a-file",
    }
    assert read[b"ok.py"] == b"changed since, and longer\n"


@contextmanager
def _unprivileged() -> Iterator[None]:
    """Root may read everything, so a test that runs as root becomes nobody for a moment."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_without_permission(tmp_path: Path) -> None:
    tree(tmp_path, ["closed/a.py", "ok.py", "secret.py"])
    for parent in tmp_path.parents:
        if parent.stat().st_mode & 0o077 == 0:
            parent.chmod(0o755)
    tmp_path.chmod(0o755)
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret.py").chmod(0)
    source = open_source(str(tmp_path), "", SourceSettings())
    with _unprivileged():
        listing = source.list(python_files)
        read = dict(source.read(listing.files))
    (tmp_path / "closed").chmod(0o755)
    assert reasons(listing) == {"closed": "unreadable"}
    assert {file.path: type(content) for file, content in read.items()} == {
        b"ok.py": bytes,
        b"secret.py": LeftOut,
    }


def test_a_repository_of_another_user(tmp_path: Path) -> None:
    """git refuses by itself ("dubious ownership"); reading objects needs no such trust."""
    place = repository(tmp_path, {".gitignore": "*.py\n", "a.py": "1"})
    for path in (place, *place.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, 12345, 12345)
    assert paths(listed(place)) == ["a.py"]
    assert contents(place, "HEAD") == {".gitignore": b"*.py\n", "a.py": b"1"}


def test_deeper_than_a_path_can_be(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 200, dir_fd=folder)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.write(os.open("m.py", os.O_WRONLY | os.O_CREAT, dir_fd=folder), b"found")
    (file,) = listed(tmp_path).files
    assert len(file.path) > 8000
    source = open_source(str(tmp_path), "", SourceSettings())
    assert [content for _, content in source.read([file])] == [b"found"]


def test_deeper_than_any_source(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 200)
    repository(tmp_path, [f"{deep}/m.py", "d/d/top.py"])
    for revision in ("", "HEAD"):
        listing = listed(tmp_path, revision)
        assert paths(listing) == ["d/d/top.py"]
        (left_out,) = listing.left_out
        assert left_out.code == "unreadable"
        assert (deep + "/").startswith(os.fsdecode(left_out.path) + "/")


def test_nested_repositories_and_submodules(tmp_path: Path) -> None:
    other = repository(tmp_path / "other", ["inner.py"])
    root = repository(tmp_path / "tree", ["a.py"])
    git(root, "submodule", "add", "-q", str(other), "mod")
    git(root, "commit", "-q", "-m", "submodule")
    repository(root / "nested", ["n.py"])
    listing = listed(root)
    assert paths(listing) == ["a.py"]
    assert reasons(listing) == {"mod": "submodule", "nested": "submodule"}
    git(root, "submodule", "deinit", "-q", "-f", "mod")  # not checked out is not nothing
    assert reasons(listed(root)) == {"mod": "submodule", "nested": "submodule"}
    assert reasons(listed(root, "HEAD")) == {"mod": "submodule"}
    left_out = listed(root, "", SourceSettings(exclude=("mod", "nested")))
    assert (reasons(left_out), left_out.ignored) == ({}, 2)


def test_a_submodule_can_be_scanned_itself(tmp_path: Path) -> None:
    other = repository(tmp_path / "other", ["inner.py"])
    root = repository(tmp_path / "tree", ["a.py"])
    git(root, "submodule", "add", "-q", str(other), "mod")
    for revision in ("", "HEAD"):
        listing = listed(root / "mod", revision)
        assert (paths(listing), listing.left_out) == (["inner.py"], ())


def test_without_git_installed_it_says_what_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, {".gitignore": "out/\n", "out/tracked.py": "", "a.py": ""})
    monkeypatch.setenv("PATH", "/nowhere")
    listing = listed(tmp_path)
    assert paths(listing) == ["a.py"]
    assert reasons(listing) == {".git": "unreadable"}
    assert "git is not installed" in listing.left_out[0].reason


def test_no_trace_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    root = repository(tmp_path / "tree", {".gitignore": "x/\n", "a.py": "", "x/b.py": ""})
    before = _state(root)
    for revision in ("", "HEAD"):
        assert len(contents(root, revision)) == 3
    assert _state(root) == before
    assert list(scratch.iterdir()) == []


def _state(root: Path) -> dict[Path, tuple[int, str]]:
    return {
        path: (path.stat().st_mtime_ns, hashlib.sha1(path.read_bytes()).hexdigest())
        for path in root.rglob("*")
        if path.is_file()
    }


def test_reading_a_file_that_was_never_listed_stays_inside(tmp_path: Path) -> None:
    tree(tmp_path, {"outside.py": "secret", "tree/a.py": ""})
    source = open_source(str(tmp_path / "tree"), "", SourceSettings())
    ((_, content),) = source.read([SourceFile(b"link/../../outside.py", 6)])
    assert isinstance(content, LeftOut)
