"""Where the cache goes, and where it must not go."""

import os
import sys
from pathlib import Path

import pytest

from driftscan.store.location import cache_place

linux = pytest.mark.skipif(sys.platform == "darwin", reason="XDG is not the custom there")


@linux
@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"HOME": "{tmp}/home"}, "{tmp}/home/.cache/driftscan"),
        ({"HOME": "{tmp}/home", "XDG_CACHE_HOME": "{tmp}/xdg"}, "{tmp}/xdg/driftscan"),
        ({"HOME": "{tmp}/home", "XDG_CACHE_HOME": "rel"}, "{tmp}/home/.cache/driftscan"),
        ({"HOME": "{tmp}/home", "XDG_CACHE_HOME": ""}, "{tmp}/home/.cache/driftscan"),
        ({"HOME": "{tmp}/home", "DRIFTSCAN_CACHE_DIR": "{tmp}/own"}, "{tmp}/own"),
        ({"DRIFTSCAN_CACHE_DIR": "{tmp}/tree-cache"}, "{tmp}/tree-cache"),
    ],
)
def test_place(tmp_path: Path, environ: dict[str, str], expected: str) -> None:
    filled = {name: value.format(tmp=tmp_path) for name, value in environ.items()}
    place = cache_place(filled, tmp_path / "tree")
    assert (place.directory, place.trouble) == (Path(expected.format(tmp=tmp_path)), "")


@pytest.mark.parametrize("inside", ["tree", "tree/.cache", "tree/a/../b", "link/x", "a/../tree/c"])
def test_never_inside_the_scanned_tree(tmp_path: Path, inside: str) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "tree")
    place = cache_place({"DRIFTSCAN_CACHE_DIR": str(tmp_path / inside)}, tmp_path / "tree")
    assert place.directory is None
    assert "inside the scanned tree" in place.trouble


def test_scanned_tree_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "tree")
    place = cache_place({"DRIFTSCAN_CACHE_DIR": str(tmp_path / "tree" / "c")}, tmp_path / "link")
    assert place.directory is None


def test_default_place_of_another_user_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "c")}
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert cache_place(environ, tmp_path / "tree").directory is not None, "not there yet"
    cache = Path(str(cache_place(environ, tmp_path / "tree").directory))
    cache.mkdir(parents=True)
    assert "another user" in cache_place(environ, tmp_path / "tree").trouble
    own = cache_place({"DRIFTSCAN_CACHE_DIR": str(cache)}, tmp_path / "tree")
    assert own.directory == cache, "who names a directory trusts it"


@pytest.mark.parametrize("value", ["\0", "a\0b", "x" * 5000])
def test_nonsense_is_a_note_or_a_path_never_an_error(tmp_path: Path, value: str) -> None:
    place = cache_place({"DRIFTSCAN_CACHE_DIR": value}, tmp_path)
    assert place.directory is None or place.trouble == ""
