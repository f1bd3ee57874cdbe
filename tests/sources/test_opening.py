"""Every way to ask for something that is not there gets one clear message."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from driftscan.errors import SourceError
from driftscan.model.spec import SourceSettings
from driftscan.sources import open_source
from tests.sources.making import commit, git, listed, repository, tree


def refusal(path: Path | str, revision: str = "") -> str:
    """The message with which opening fails."""
    with pytest.raises(SourceError) as caught:
        open_source(str(path), revision, SourceSettings())
    message = str(caught.value)
    assert message.isprintable()
    return message


def test_paths(tmp_path: Path) -> None:
    tree(tmp_path, ["file.py"])
    (tmp_path / "dangling").symlink_to("nothing")
    assert "is empty" in refusal("")
    assert "does not exist" in refusal(tmp_path / "nowhere")
    assert "is a file" in refusal(tmp_path / "file.py")
    assert "is no directory" in refusal(tmp_path / "dangling")
    assert "NUL" in refusal("a\0b")
    assert "\\n" in refusal(str(tmp_path / "new\nline"))
    assert "\\udcff" in refusal(str(tmp_path / "\udcff")) or "\\xff" in refusal("\udcff")


def test_not_a_repository(tmp_path: Path) -> None:
    assert "not in a git repository" in refusal(tmp_path, "HEAD")


def test_unborn(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert "no commit yet" in refusal(tmp_path, "HEAD")
    assert "no revision 'main'" in refusal(tmp_path, "main")


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nothing", "has no revision 'nothing'"),
        ("--help", "has no revision '--help'"),
        ("--upload-pack=touch x", "has no revision"),
        ("HEAD\nmain", "cannot be the name"),
        (" ", "cannot be the name"),
        ("x" * 2000, "cannot be the name"),
        ("HEAD:a.py", "names a file, not a commit"),
        ("@{upstream}", "upstream branches"),
        ("main@{u}", "upstream branches"),
        ("\x1b[2J", "\\x1b[2J"),
    ],
)
def test_no_such_revision(tmp_path: Path, revision: str, message: str) -> None:
    repository(tmp_path, ["a.py"])
    assert message in refusal(tmp_path, revision)


def test_a_branch_that_only_the_remote_has(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", ["a.py"])
    git(origin, "branch", "release")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    assert "there is origin/release" in refusal(tmp_path / "clone", "release")


def test_an_ambiguous_id(tmp_path: Path) -> None:
    place = repository(tmp_path, [])
    blobs = b"".join(b"blob\ndata <<E\n%d\nE\n" % number for number in range(600))
    git(place, "fast-import", "--quiet", "--force", stdin=blobs)
    ids = git(place, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    starts = [id[:4] for id in ids]
    twice = next(start for start in starts if starts.count(start) > 1)
    assert "fits several" in refusal(place, twice.decode())


def test_git_missing_or_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = repository(tmp_path / "r", ["a.py"])
    old = tmp_path / "bin"
    tree(old, {"git": "#!/bin/sh\necho git version 2.17.1\n"})
    (old / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{old}:/usr/bin:/bin")
    assert "2.24 or newer; this is git version 2.17.1" in refusal(place, "HEAD")
    monkeypatch.setenv("PATH", "relative:.")
    assert "git is not installed" in refusal(place, "HEAD")
    assert open_source(str(place), "", SourceSettings()).revision == ""


def test_a_silent_git_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from driftscan.sources import git as git_module

    tree(tmp_path, {"git": "#!/bin/sh\nexec sleep 60\n"})
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SourceError, match="no answer within its time limit"):
        git_module.run(bytes(tmp_path), (b"version",), silence=0.2)
    tree(tmp_path, {"git": "#!/bin/sh\nexec yes\n"})
    with pytest.raises(SourceError, match="more than 1000 bytes"):
        git_module.run(bytes(tmp_path), (b"version",), limit=1000)


def test_no_place_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = repository(tmp_path / "r", ["a.py"])
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    assert "set TMPDIR" in refusal(place, "HEAD")


@contextmanager
def _no_file_may_grow() -> Iterator[None]:
    """What a full disk does to every write, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk(tmp_path: Path) -> None:
    place = repository(tmp_path / "r", ["a.py"])
    with _no_file_may_grow():
        message = refusal(place, "HEAD")
        listing = listed(place)
    assert "cannot be prepared: file too large" in message
    assert [file.path for file in listing.files] == [b"a.py"]
    (left_out,) = listing.left_out
    assert left_out.path == b".git"
    assert "file too large" in left_out.reason


def test_identity_is_that_of_the_place(tmp_path: Path) -> None:
    one, two = (repository(tmp_path / name, ["sub/a.py"]) for name in ("one", "two"))
    tree(one, ["new.py"])
    commit(one)
    places = [(one, ""), (one, "HEAD"), (one / "sub", ""), (one / "sub", "HEAD"), (two, "")]
    names = [
        open_source(str(path), revision, SourceSettings()).identity for path, revision in places
    ]
    assert len(set(names)) == len(names)
    assert names[1] == open_source(str(one), "HEAD~1", SourceSettings()).identity
