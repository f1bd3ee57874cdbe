"""Revisions listed one after the other: a directory is only looked into where it differs."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from driftscan.model.source import Listing
from driftscan.model.spec import SourceSettings
from driftscan.sources import open_source
from driftscan.sources.first_parents import FirstParents
from driftscan.sources.selection import Place
from driftscan.sources.walk import Walk
from tests.sources.making import commit, python_files, repository, tree

_FILES = (
    *("a.py", "pkg/b.py", "pkg/deep/c.py", "build/d.py", "build/pyvenv.cfg", "vendor/e.py"),
    *("vendor/modules.txt", "pyproject.toml", "pkg/notes.txt", "site-packages/f.py"),
)
_LINKS = ("pkg/link.py", "linked")
_SETTINGS = (SourceSettings(), SourceSettings(exclude=("deep",), include=("site-packages/*",)))

Step = tuple[str, str, str]
_STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(_FILES), st.sampled_from(["1\n", "22\n"])),
    st.tuples(st.just("remove"), st.sampled_from(_FILES), st.just("")),
    st.tuples(st.just("link"), st.sampled_from(_LINKS), st.sampled_from(["a.py", "/etc", "b.py"])),
)


def _do(root: Path, kind: str, name: str, text: str) -> None:
    path = root / name
    if kind == "write":
        tree(root, {name: text})
    elif kind == "link":
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        os.symlink(text, path)
    elif path.exists():
        path.unlink()


def _alone(place: Path, revision: str, asked: SourceSettings) -> Listing:
    return replace(open_source(str(place), revision, asked).list(python_files), shape=None)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(_STEPS, min_size=1, max_size=3), min_size=2, max_size=4))
def test_each_is_what_it_is_by_itself(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Step]]
) -> None:
    place = repository(tmp_path_factory.mktemp("r"), {"a.py": "", "pkg/b.py": "", "z.txt": ""})
    revisions = []
    for number, steps in enumerate(rounds):
        for step in steps:
            _do(place, *step)
        tree(place, {"z.txt": str(number)})
        revisions.append(commit(place))
    line = FirstParents(str(place), "HEAD")
    for number, asked in enumerate((*_SETTINGS, _SETTINGS[0])):
        if number:
            line.expect(revisions, python_files)
        for revision in revisions:
            found = line.source(revision, asked).list(python_files)
            assert replace(found, shape=None) == _alone(place, revision, asked)


def test_the_others_are_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would prove nothing."""
    place = repository(tmp_path / "r", {"a/b.py": "", "c/d.py": "", "c/e/f.py": ""})
    first = commit(place)
    tree(place, {"c/e/g.py": ""})
    second = commit(place)
    line = FirstParents(str(place), "HEAD")
    line.source(first, _SETTINGS[0]).list(python_files)
    seen: list[bytes] = []
    look_into = Walk._look_into

    def noted(walk: Walk, at: Place) -> Sequence[Place]:
        seen.append(at.path)
        return look_into(walk, at)

    monkeypatch.setattr(Walk, "_look_into", noted)
    found = line.source(second, _SETTINGS[0]).list(python_files)
    assert [each.path for each in found.files] == [b"a/b.py", b"c/d.py", b"c/e/f.py", b"c/e/g.py"]
    assert seen == [b"c/e"]
