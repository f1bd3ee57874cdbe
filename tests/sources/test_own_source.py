"""What counts as somebody's own source: tables of trees, with and without git."""

from pathlib import Path

import pytest

from driftscan.model.spec import SourceSettings
from tests.sources.making import git, listed, paths, repository, tree

PY = "x = 1\n"

# files of a tree without git, those of them that are left out
UNTRACKED = [
    (["a.py", "pkg/b.py"], []),
    (["a.py", "node_modules/x/y.py"], ["node_modules/x/y.py"]),
    (["lib/python3/site-packages/x.py", "a.py"], ["lib/python3/site-packages/x.py"]),
    (["pkg/__pycache__/x.py", "pkg/a.py"], ["pkg/__pycache__/x.py"]),
    (["myenv/pyvenv.cfg", "myenv/lib/x.py", "a.py"], ["myenv/lib/x.py"]),
    (["conda/conda-meta/history", "conda/x.py"], ["conda/x.py"]),
    (["venv/__init__.py", "venv/__main__.py"], []),
    ([".venv/x.py", ".tox/y.py", "a.py"], [".tox/y.py", ".venv/x.py"]),
    (["acme.egg-info/x.py", "a.py"], ["acme.egg-info/x.py"]),
    (["setup.py", "build/lib/x.py"], ["build/lib/x.py"]),
    (["setup.py", "build/__init__.py", "build/x.py"], []),
    (["tools/build/x.py"], []),
    (["package.json", "dist/x.py"], ["dist/x.py"]),
    (["Cargo.toml", "target/x.py"], ["target/x.py"]),
    (["tests/roots/target/x.py"], []),
    (["vendor/x.py", "a.py"], ["vendor/x.py"]),
    (["pip/__init__.py", "pip/_vendor/__init__.py", "pip/_vendor/x.py"], []),
    (["pkg/__init__.py", "pkg/vendor/modules.txt", "pkg/vendor/x.py"], ["pkg/vendor/x.py"]),
    (["apps/vendor/__init__.py", "apps/vendor/models.py", "apps/external/client.py"], []),
    (["third_party/x.py", "a.py"], ["third_party/x.py"]),
    (["pkg/__init__.py", "pkg/generated/x.py", "generated/y.py"], []),
    (["out/CACHEDIR.TAG", "out/x.py", "a.py"], ["out/x.py"]),
    ([".hg/x.py", ".svn/y.py", "a.py"], [".hg/x.py", ".svn/y.py"]),
]


def _python(files: list[str]) -> list[str]:
    return sorted(name for name in files if name.endswith(".py"))


@pytest.mark.parametrize(("files", "left_out"), UNTRACKED)
def test_without_git(tmp_path: Path, files: list[str], left_out: list[str]) -> None:
    tree(tmp_path, files)
    expected = [name for name in _python(files) if name not in left_out]
    assert paths(listed(tmp_path)) == expected


# everything is committed; what stays out even so
TRACKED = [
    (["node_modules/x.py", "a.py"], ["node_modules/x.py"]),
    (["lib/site-packages/x.py", "a.py"], ["lib/site-packages/x.py"]),
    (["env/pyvenv.cfg", "env/x.py"], ["env/x.py"]),
    (["vendor/modules.txt", "vendor/x.py"], ["vendor/x.py"]),
    ([".venv/x.py", "a.py"], []),
    (["setup.py", "build/x.py", "dist/y.py"], []),
    (["vendor/x.py", "third_party/y.py"], []),
    (["out/CACHEDIR.TAG", "out/x.py"], []),
    ([".gitignore", "secret/x.py"], []),
]


@pytest.mark.parametrize(("files", "left_out"), TRACKED)
@pytest.mark.parametrize("revision", ["", "HEAD"])
def test_tracked(tmp_path: Path, files: list[str], left_out: list[str], revision: str) -> None:
    repository(tmp_path, {name: "secret/\n" if name == ".gitignore" else PY for name in files})
    expected = [name for name in _python(files) if name not in left_out]
    assert paths(listed(tmp_path, revision)) == expected


def test_an_ignored_directory_keeps_its_tracked_files_only(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "out/\n", "out/deep/kept.py": PY, "a.py": PY})
    tree(tmp_path, ["out/deep/new.py", "out/other/new.py"])
    listing = listed(tmp_path)
    assert paths(listing) == ["a.py", "out/deep/kept.py"]
    assert listing.ignored == 2  # one file, and one directory that was not entered


SETTINGS = [
    (("a",), (), ["b/x.py", "node_modules/x.py"], ["b/x.py"]),
    (("/a.py",), (), ["a.py", "b/a.py"], ["b/a.py"]),
    ((), ("node_modules",), ["node_modules/p/x.py"], ["node_modules/p/x.py"]),
    ((), ("node_modules/own/",), ["node_modules/own/x.py", "node_modules/y.py"],
     ["node_modules/own/x.py"]),
    ((), ("keep.py",), [".venv/a/keep.py", ".venv/a/x.py"], [".venv/a/keep.py"]),
    (("a",), ("a/kept.py",), ["a/kept.py", "a/x.py"], ["a/kept.py"]),
    (("*.py", "!b.py"), (), ["a.py", "b.py"], ["b.py"]),
    ((), (".git",), [".git/x.py", "a.py"], ["a.py"]),
    ((), ("deep/**/x.py",), ["deep/node_modules/p/x.py", "deep/node_modules/y.py"],
     ["deep/node_modules/p/x.py"]),
]  # fmt: skip


@pytest.mark.parametrize(("exclude", "include", "files", "expected"), SETTINGS)
def test_the_spec_decides_first(
    tmp_path: Path,
    exclude: tuple[str, ...],
    include: tuple[str, ...],
    files: list[str],
    expected: list[str],
) -> None:
    tree(tmp_path, files)
    settings = SourceSettings(exclude=exclude, include=include)
    assert paths(listed(tmp_path, "", settings)) == expected


@pytest.mark.parametrize("revision", ["", "HEAD"])
def test_exclude_wins_over_tracked_and_include_over_gitignore(
    tmp_path: Path, revision: str
) -> None:
    repository(tmp_path, {".gitignore": "made/\n", "a/x.py": PY, "b.py": PY})
    tree(tmp_path, ["made/y.py"])
    settings = SourceSettings(exclude=("a",), include=("made",))
    expected = ["b.py"] if revision else ["b.py", "made/y.py"]
    assert paths(listed(tmp_path, revision, settings)) == expected


def test_ignore_files_of_every_level_and_above(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "*.gen.py\n/mono/app/top.py\n", "mono/a.py": PY})
    (tmp_path / ".git" / "info" / "exclude").write_text("excluded.py\n")
    tree(tmp_path / "mono", {".gitignore": "!keep.gen.py\n/app/second.py\n"})
    names = ["x.gen.py", "keep.gen.py", "top.py", "second.py", "excluded.py", "deep/top.py", "a.py"]
    tree(tmp_path / "mono" / "app", names)
    assert paths(listed(tmp_path / "mono" / "app")) == ["a.py", "deep/top.py", "keep.gen.py"]


def test_an_unpacked_archive_in_an_ignored_folder_is_scanned(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/work/\n*.skip.py\n"})
    tree(tmp_path, ["work/django/a.py", "work/django/b.skip.py"])
    assert paths(listed(tmp_path / "work" / "django")) == ["a.py", "b.skip.py"]
    assert paths(listed(tmp_path)) == []


def test_the_users_own_ignore_file_has_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = repository(tmp_path / "r", ["a.py"])
    tree(place, ["untracked.py"])
    (tmp_path / "ignore").write_text("*.py\n")
    git(place, "config", "core.excludesFile", str(tmp_path / "ignore"))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert paths(listed(place)) == ["a.py", "untracked.py"]
