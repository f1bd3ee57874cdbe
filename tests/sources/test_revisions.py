"""Revisions from the object database: every kind of repository, every way to name one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.errors import SourceError
from driftscan.model.source import LeftOut
from driftscan.model.spec import SourceSettings
from driftscan.sources import MAX_FILE_BYTES, open_source
from tests.sources.making import (
    commit,
    contents,
    git,
    listed,
    paths,
    python_files,
    reasons,
    repository,
    tree,
)


@pytest.fixture
def two_commits(tmp_path: Path) -> Path:
    """`a.py` with one, then with two lines, and a second file; a tag at the first commit."""
    place = repository(tmp_path / "r", {"a.py": "1\n", "sub/b.py": "b\n"})
    git(place, "tag", "-a", "v1", "-m", "one")
    tree(place, {"a.py": "1\n2\n", "c.py": "c\n"})
    commit(place)
    return place


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ("HEAD", b"1\n2\n"),
        ("main", b"1\n2\n"),
        ("refs/heads/main", b"1\n2\n"),
        ("@", b"1\n2\n"),
        ("HEAD~1", b"1\n"),
        ("HEAD^", b"1\n"),
        ("v1", b"1\n"),
        ("v1^{}", b"1\n"),
        ("v1^{tree}", b"1\n"),
        (":/work", b"1\n2\n"),
        ("main@{1}", b"1\n"),
    ],
)
def test_ways_to_name_a_revision(two_commits: Path, revision: str, expected: bytes) -> None:
    assert contents(two_commits, revision)["a.py"] == expected


def test_the_commit_id_in_full_and_short(two_commits: Path) -> None:
    full = git(two_commits, "rev-parse", "HEAD").decode()
    for name in (full, full[:8], "HEAD"):
        source = open_source(str(two_commits), name, SourceSettings())
        assert source.revision == full
    assert open_source(str(two_commits), "", SourceSettings()).revision == ""


def test_a_tree_may_be_named_too(two_commits: Path) -> None:
    assert paths(listed(two_commits, "HEAD:sub")) == ["b.py"]


def test_the_work_tree_does_not_matter(two_commits: Path) -> None:
    tree(two_commits, {"a.py": "changed", "new.py": ""})
    (two_commits / "c.py").unlink()
    (two_commits / ".git" / "index").write_bytes(b"damaged")
    assert paths(listed(two_commits, "HEAD")) == ["a.py", "c.py", "sub/b.py"]


def test_a_directory_of_the_repository(two_commits: Path) -> None:
    (two_commits / "later").mkdir()
    assert contents(two_commits / "sub", "HEAD") == {"b.py": b"b\n"}
    with pytest.raises(SourceError, match=r"later.*may not exist in that revision"):
        listed(two_commits / "later", "HEAD")


def test_bare_worktree_separate_packed(two_commits: Path, tmp_path: Path) -> None:
    expected = {"a.py": b"1\n2\n", "c.py": b"c\n", "sub/b.py": b"b\n"}
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(two_commits), str(bare))
    assert contents(bare, "HEAD") == expected
    linked = tmp_path / "linked"
    git(two_commits, "worktree", "add", "-q", "--detach", str(linked), "v1")
    assert contents(linked, "HEAD")["a.py"] == b"1\n"
    assert contents(linked, "main") == expected
    assert (paths(listed(linked)), listed(linked).left_out) == (["a.py", "sub/b.py"], ())
    git(two_commits, "gc", "-q", "--aggressive")
    git(two_commits, "pack-refs", "--all")
    assert contents(two_commits, "main") == expected
    assert contents(two_commits / ".git", "main") == expected


def test_a_bare_repository_needs_a_revision(two_commits: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(two_commits), "bare.git")
    with pytest.raises(SourceError, match=r"bare repository.*--rev"):
        open_source(str(tmp_path / "bare.git"), "", SourceSettings())


def test_sha256(tmp_path: Path) -> None:
    place = repository(tmp_path, {"a.py": "1\n", "b.py": "2\n"}, "--object-format=sha256")
    source = open_source(str(place), "HEAD", SourceSettings())
    assert len(source.revision) == 64
    assert [len(file.blob) for file in source.list(python_files).files] == [64, 64]
    assert contents(place, "HEAD") == {"a.py": b"1\n", "b.py": b"2\n"}
    git(place, "rm", "-q", "--cached", "b.py")
    (place / ".gitignore").write_text("*.py\n")
    assert paths(listed(place)) == ["a.py"]


def test_shallow_clone(two_commits: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{two_commits}", "shallow")
    assert contents(tmp_path / "shallow", "HEAD")["a.py"] == b"1\n2\n"
    with pytest.raises(SourceError, match=r"shallow clone.*--unshallow"):
        listed(tmp_path / "shallow", "HEAD~1")


def test_partial_clone_names_what_it_lacks(two_commits: Path, tmp_path: Path) -> None:
    git(two_commits, "config", "uploadpack.allowFilter", "true")
    url = f"file://{two_commits}"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "blobless")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=tree:0", url, "treeless")
    two_commits.rename(tmp_path / "moved")  # nobody can fetch by mistake
    listing = listed(tmp_path / "blobless", "HEAD")
    assert reasons(listing) == dict.fromkeys(["a.py", "c.py", "sub/b.py"], "unreadable")
    assert listing.files == ()
    with pytest.raises(SourceError, match="partial clone"):
        listed(tmp_path / "treeless", "HEAD")


def test_only_files_and_only_small_ones(tmp_path: Path) -> None:
    place = repository(tmp_path, {"a.py": "", "big.py": b"#" * (MAX_FILE_BYTES + 1)})
    for name, target in {"l.py": "a.py", "folder": "sub", "out": "/etc", "readme": "a.py"}.items():
        (place / name).symlink_to(target)
    commit(place)
    listing = listed(place, "HEAD")
    assert paths(listing) == ["a.py"]
    codes = {"big.py": "too-large", "l.py": "symlink", "folder": "symlink", "out": "symlink"}
    assert reasons(listing) == codes


def test_content_that_does_not_fit_its_id_is_not_handed_out(tmp_path: Path) -> None:
    place = repository(tmp_path, {"a.py": "true\n", "b.py": "other\n"})
    first, second = (git(place, "rev-parse", f"HEAD:{name}").decode() for name in ("a.py", "b.py"))
    objects = place / ".git" / "objects"
    forged = (objects / second[:2] / second[2:]).read_bytes()
    (objects / first[:2] / first[2:]).chmod(0o644)
    (objects / first[:2] / first[2:]).write_bytes(forged)
    read = contents(place, "HEAD")
    assert isinstance(read["a.py"], LeftOut)
    assert read["b.py"] == b"other\n"


def test_damaged_objects_cost_only_themselves(tmp_path: Path) -> None:
    names = [f"m{number}.py" for number in range(9)]
    place = repository(tmp_path, {name: f"{name}\n" * 500 for name in names})
    for name in names[::3]:
        id = git(place, "rev-parse", f"HEAD:{name}").decode()
        path = place / ".git" / "objects" / id[:2] / id[2:]
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:25])
    read = contents(place, "HEAD")
    assert sorted(read) == names
    assert [name for name in names if isinstance(read[name], LeftOut)] == names[::3]


def test_reading_may_stop_early_and_in_any_order(two_commits: Path) -> None:
    source = open_source(str(two_commits), "HEAD", SourceSettings())
    files = source.list(python_files).files
    assert next(source.read(files))[0].path == b"a.py"
    backwards = [file.path for file, _ in source.read(reversed((*files, *files)))]
    assert backwards == [b"sub/b.py", b"c.py", b"a.py"] * 2
    assert list(source.read([])) == []


_PART = st.sampled_from(
    [b"a", b"b.py", b"c.py", b"build", b"vendor", b"node_modules", b"x\n", b"\xff", b"-r", b".venv",
     b"setup.py", b"__init__.py", b"pyvenv.cfg", b"CACHEDIR.TAG"]
)  # fmt: skip
_PATH = st.lists(_PART, min_size=1, max_size=4).map(b"/".join)


def _without_clashes(chosen: set[bytes]) -> list[bytes]:
    """Paths of which none is a directory of another."""
    return [path for path in sorted(chosen) if not any(o.startswith(path + b"/") for o in chosen)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    chosen=st.sets(_PATH, min_size=1, max_size=15),
    exclude=st.lists(st.sampled_from(["a", "*.py", "!b.py", "/a/b.py"]), max_size=2),
    include=st.lists(st.sampled_from(["c.py", "node_modules/a", "build/**"]), max_size=1),
)
def test_a_clean_checkout_and_its_commit_are_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    chosen: set[bytes],
    exclude: list[str],
    include: list[str],
) -> None:
    place = tmp_path_factory.mktemp("agree")
    repository(place, _without_clashes(chosen))
    options = SourceSettings(exclude=tuple(exclude), include=tuple(include))
    disk = listed(place, "", options)
    history = listed(place, "HEAD", options)
    assert [file.path for file in disk.files] == [file.path for file in history.files]
    assert (disk.left_out, disk.ignored) == (history.left_out, history.ignored)
    assert disk.folders == history.folders
    read = open_source(str(place), "", options).read(disk.files)
    assert [file.blob for file, _ in read] == [file.blob for file in history.files]


_IGNORE = st.sampled_from(
    ["a", "/a", "*.py", "!b.py", "b/", "a/**", "!a/", "c?", "[ab]", "**/c.py", "a/b", "*", "!*/"]
)
_PLAIN = st.lists(st.sampled_from([b"a", b"b", b"b.py", b"c.py"]), min_size=1, max_size=4).map(
    b"/".join
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    tracked=st.sets(_PLAIN, max_size=5),
    loose=st.sets(_PLAIN, min_size=1, max_size=12),
    patterns=st.dictionaries(st.sampled_from(["", "a/", "a/b/"]), st.lists(_IGNORE, max_size=4)),
)
def test_a_work_tree_lists_what_git_would(
    tmp_path_factory: pytest.TempPathFactory,
    tracked: set[bytes],
    loose: set[bytes],
    patterns: dict[str, list[str]],
) -> None:
    place = tmp_path_factory.mktemp("listing")
    names = _without_clashes(tracked | loose | {f"{at}.gitignore".encode() for at in patterns})
    repository(place, [name for name in names if name in tracked])
    tree(place, [name for name in names if not name.endswith(b".gitignore")])
    for at, lines in patterns.items():
        if f"{at}.gitignore".encode() in names:
            tree(place, {f"{at}.gitignore": "\n".join(lines)})
    git_says = git(place, "ls-files", "-z", "-c", "-o", "--exclude-standard").split(b"\0")
    expected = sorted({path for path in git_says if python_files(path)})
    assert [file.path for file in listed(place).files] == expected
