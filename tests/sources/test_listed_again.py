"""A tree in git that kept its shape is not walked again, and the listing is the same."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.model.source import Listing
from driftscan.model.spec import SourceSettings
from driftscan.sources import MAX_FILE_BYTES, open_source, shape
from driftscan.sources.source import Source
from driftscan.sources.staged import StagedSource, open_index
from driftscan.sources.walk import Walk
from tests.sources.making import commit, git, python_files, reasons, repository, tree

_FILES = ("a.py", "pkg/b.py", "pkg/deep/c.py", "build/d.py", "notes.txt", "pkg/setup.py")
_LINKS = ("pkg/link.py", "linked")
_SETTINGS = SourceSettings(exclude=("deep",))

Step = tuple[str, str, str]

_STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(_FILES), st.sampled_from(["1\n", "2\n", "33\n"])),
    st.tuples(st.just("remove"), st.sampled_from(_FILES), st.just("")),
    st.tuples(st.just("chmod"), st.sampled_from(_FILES), st.just("")),
    st.tuples(st.just("link"), st.sampled_from(_LINKS), st.sampled_from(["a.py", "/etc", "pkg"])),
)


def _do(place: Path, kind: str, name: str, text: str) -> None:
    path = place / name
    if kind == "write":
        tree(place, {name: text})
    elif kind == "link":
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        os.symlink(text, path)
    elif path.exists():
        path.unlink() if kind == "remove" else path.chmod(path.stat().st_mode ^ 0o111)


def _of_index(place: Path) -> Source:
    return StagedSource(open_index(str(place)), _SETTINGS)


def _of_head(place: Path) -> Source:
    return open_source(str(place), "HEAD", _SETTINGS)


def _again(source: Source, before: Listing) -> Listing:
    source.recall(before, python_files)
    return source.list(python_files)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(_STEPS, min_size=1, max_size=5))
def test_what_was_listed_before_never_changes_a_listing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    place = repository(tmp_path_factory.mktemp("again"), _FILES)
    befores = {make: make(place).list(python_files) for make in (_of_index, _of_head)}
    for step in steps:
        _do(place, *step)
        commit(place)
        for make, before in befores.items():
            fresh = make(place).list(python_files)
            assert _again(make(place), before) == fresh
            befores[make] = fresh


@pytest.mark.parametrize("make", [_of_index, _of_head])
@pytest.mark.parametrize(
    ("step", "is_walked"),
    [
        (("write", "a.py", "other\n"), False),
        (("write", "notes.txt", "other\n"), False),
        (("write", "new.py", "new\n"), True),
        (("remove", "pkg/b.py", ""), True),
        (("chmod", "a.py", ""), True),
        (("link", "linked", "pkg"), True),
    ],
)
def test_only_another_shape_is_walked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], Source],
    step: Step,
    is_walked: bool,
) -> None:
    place = repository(tmp_path, _FILES)
    before = make(place).list(python_files)
    _do(place, *step)
    commit(place)
    walks: list[object] = []
    original = Walk.list

    def watched(walk: Walk) -> Listing:
        walks.append(walk)
        return original(walk)

    monkeypatch.setattr(Walk, "list", watched)
    _again(make(place), before)
    assert bool(walks) == is_walked


@pytest.mark.parametrize("lines", [1, 2, 3, 128])
@pytest.mark.parametrize("make", [_of_index, _of_head])
def test_a_change_in_any_stretch_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Source], lines: int
) -> None:
    monkeypatch.setattr(shape, "_LINES", lines)
    names = [f"pkg/m{number}.py" for number in range(7)]
    place = repository(tmp_path, names)
    before = make(place).list(python_files)
    for name in [*names, *names[::3]]:
        tree(place, {name: f"{name}\n{len(before.files)}\n"})
        commit(place)
        fresh = make(place).list(python_files)
        again = _again(make(place), before)
        assert again == fresh
        assert again.is_like(before)
        before = again


@pytest.mark.parametrize("tabbed", ["x 1\ty.py", "a\tm.py", "z 0\tm.py"])
def test_a_tab_in_a_path_is_no_end_of_a_line(tmp_path: Path, tabbed: str) -> None:
    place = repository(tmp_path, ["m.py", tabbed])
    before = _of_index(place).list(python_files)
    assert [file.path for file in before.files] == sorted([b"m.py", tabbed.encode()])
    tree(place, {"m.py": "other\n"})
    commit(place)
    assert _again(_of_index(place), before) == _of_index(place).list(python_files)
    assert open_index(str(place)).own_text(str(place / "m.py")) == b"other\n"
    assert open_index(str(place)).own_text(str(place / "n.py")) is None


def test_other_settings_give_another_shape(tmp_path: Path) -> None:
    place = repository(tmp_path, _FILES)
    before = _of_index(place).list(python_files)
    elsewhere = StagedSource(open_index(str(place)), SourceSettings(exclude=("pkg",)))
    assert _again(elsewhere, before) == StagedSource(
        open_index(str(place)), SourceSettings(exclude=("pkg",))
    ).list(python_files)


def test_a_file_that_was_too_large_is_looked_at_again(tmp_path: Path) -> None:
    place = repository(tmp_path, {"big.py": b"#" * (MAX_FILE_BYTES + 1)})
    before = _of_index(place).list(python_files)
    assert reasons(before) == {"big.py": "too-large"}
    tree(place, {"big.py": "small now\n"})
    git(place, "add", "-A")
    assert [file.path for file in _again(_of_index(place), before).files] == [b"big.py"]


@pytest.mark.parametrize("make", [_of_index, _of_head])
def test_who_asks_for_other_files_gets_those(
    make: Callable[[Path], Source], tmp_path: Path
) -> None:
    place = repository(tmp_path, _FILES)
    before = make(place).list(python_files)
    source = make(place)
    source.recall(before, python_files)
    texts = source.list(lambda name: name.endswith(b".txt"))
    assert [file.path for file in texts.files] == [b"notes.txt"]
    assert source.list(python_files) == before


def test_a_path_that_begins_with_a_slash_is_no_file(tmp_path: Path) -> None:
    """No git makes such a tree; cut by its last slash it would look like a file of the root."""
    place = repository(tmp_path, ["a.py"])
    blob = bytes.fromhex(git(place, "rev-parse", "HEAD:a.py").decode())
    entries = b"100644 /x.py\0" + blob + b"100644 a.py\0" + blob
    arguments = ("hash-object", "-t", "tree", "--literally", "-w", "--stdin")
    crafted = git(place, *arguments, stdin=entries).decode()
    before = open_source(str(place), crafted).list(python_files)
    assert ([file.path for file in before.files], reasons(before)) == (
        [b"a.py"],
        {"/x.py": "unreadable"},
    )
    assert _again(open_source(str(place), crafted), before) == before
