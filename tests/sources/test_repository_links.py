"""What of a repository is believed: `.git` files, links, configuration."""

from pathlib import Path

import pytest

from driftscan.errors import SourceError
from driftscan.sources.git_config import read_settings
from tests.sources.making import contents, git, listed, paths, reasons, repository, tree

CONFIGURATION = [
    (b"[core]\n\tbare = true\n", {b"core.bare": b"true"}),
    (b"[Core]\nWorkTree=/x y # comment\n", {b"core.worktree": b"/x y"}),
    (b'[core]\nworktree = "a;b#c" ; comment\n', {b"core.worktree": b"a;b#c"}),
    (b'[core]\nworktree = "a\\"b"\\\\c\n', {b"core.worktree": b'a"b\\c'}),
    (b"[core]\nworktree = a\\\nb\n", {b"core.worktree": b"ab"}),
    (b"[core] bare\n", {b"core.bare": b"true"}),
    (b"[core]\nbare = a\nbare = b\n", {b"core.bare": b"b"}),
    (b'[remote "core"]\nurl = x\n', {}),
    (b"\xef\xbb\xbf[extensions]\r\nobjectFormat = x\r\n", {b"extensions.objectformat": b"x"}),
    (b"[core\nbare = x\n[[[\xff\x00", {}),
    (b"bare = x", {}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), CONFIGURATION)
def test_settings(content: bytes, expected: dict[bytes, bytes]) -> None:
    assert read_settings(content) == expected


def test_settings_are_those_git_reads(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for content, expected in CONFIGURATION[:8]:
        (tmp_path / "config").write_bytes(content)
        for key, value in expected.items():
            said = git(tmp_path, "config", "--file", "config", "--get", key)
            assert (said or b"true") == value


def test_a_git_file_is_followed_inside_the_tree(tmp_path: Path) -> None:
    place = repository(tmp_path, ["a.py"])
    (place / ".git").rename(place / ".store")
    (place / ".git").write_text("gitdir: .store\n")
    assert contents(place, "HEAD")["a.py"] == b"import os\n"


def test_a_git_file_to_elsewhere_is_not(tmp_path: Path) -> None:
    private = repository(tmp_path / "private", ["secret.py"])
    root = tree(tmp_path / "tree", ["a.py"])
    (root / ".git").write_text(f"gitdir: {private}/.git\n")
    assert paths(listed(root)) == ["a.py"]
    assert reasons(listed(root)) == {".git": "unreadable"}
    with pytest.raises(SourceError, match="does not point back"):
        listed(root, "HEAD")


def test_links_in_the_repository_are_not_followed(tmp_path: Path) -> None:
    private = repository(tmp_path / "private", ["secret.py"])
    place = repository(tmp_path / "tree", ["a.py"])
    (place / ".git" / "refs" / "heads" / "x").symlink_to(private / ".git" / "refs/heads/main")
    with pytest.raises(SourceError, match="refs/heads/x is not read"):
        listed(place, "HEAD")
    assert paths(listed(place)) == ["a.py"]


def test_borrowed_objects_are_named(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", ["a.py"])
    git(tmp_path, "clone", "-q", "--shared", str(origin), "borrower")
    with pytest.raises(SourceError, match=r"borrows objects.*repack -a -d"):
        listed(tmp_path / "borrower", "HEAD")
    git(tmp_path / "borrower", "repack", "-a", "-d", "-q")
    (tmp_path / "borrower" / ".git" / "objects" / "info" / "alternates").unlink()
    assert paths(listed(tmp_path / "borrower", "HEAD")) == ["a.py"]


def test_an_old_style_head_link(tmp_path: Path) -> None:
    place = repository(tmp_path, ["a.py"])
    (place / ".git" / "HEAD").unlink()
    (place / ".git" / "HEAD").symlink_to("refs/heads/main")
    assert paths(listed(place, "HEAD")) == ["a.py"]


def test_sparse_and_split_index(tmp_path: Path) -> None:
    files = {".gitignore": "*.py\n", "in/a.py": "", "out/b.py": "", "top.py": ""}
    place = repository(tmp_path / "sparse", files)
    git(place, "sparse-checkout", "init", "--cone", "--sparse-index")
    git(place, "sparse-checkout", "set", "in")
    assert paths(listed(place)) == ["in/a.py", "top.py"]
    split = repository(tmp_path / "split", files)
    git(split, "update-index", "--split-index")
    tree(split, ["new.py"])
    assert (paths(listed(split)), listed(split).left_out) == (
        ["in/a.py", "out/b.py", "top.py"],
        (),
    )
