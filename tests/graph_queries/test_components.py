"""Which component a path belongs to, and how modules are divided among components."""

import pytest

from driftscan.graph.components import NOBODY, Territory, UnmatchedPath
from driftscan.graph.paths import parse_pattern
from driftscan.model.graph import Module
from driftscan.model.spec import Component

PATTERNS = [
    ("src/app", "src/app/x.py", True),
    ("src/app", "src/app", True),
    ("src/app", "src/apple/x.py", False),
    ("src/app/", "src/app/x.py", True),
    ("./src/app", "src/app/x.py", True),
    (".", "anything/at/all.py", True),
    ("src/app.py", "src/app.py", True),
    ("src/*.py", "src/app.py", True),
    ("src/*.py", "src/deep/app.py", False),
    ("services/*", "services/a/deep/x.py", True),
    ("services/*/tests", "services/a/tests/x.py", True),
    ("services/*/tests", "services/a/b/tests/x.py", False),
    ("**/tests", "tests/x.py", True),
    ("**/tests", "a/b/tests/x.py", True),
    ("**/tests", "a/mytests/x.py", False),
    ("a/**/z", "a/z/f.py", True),
    ("a/**/z", "a/b/c/z/f.py", True),
    ("a/**", "a/b/c.py", True),
    ("a/**", "b/c.py", False),
    ("**", "x.py", True),
    ("v?/x.py", "v1/x.py", True),
    ("v?/x.py", "v10/x.py", False),
    ("a?b", "a/b", False),
    ("a[1]", "a[1]/x.py", True),
    ("a[1]", "a1/x.py", False),
    ("a.b*", "aXb/x.py", False),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), PATTERNS)
def test_pattern(pattern: str, path: str, expected: bool) -> None:
    assert parse_pattern(pattern).matches(path.encode()) is expected


def test_a_name_may_hold_any_bytes() -> None:
    assert parse_pattern("a/*/x").matches(b"a/\xff\n/x/y.py")
    assert parse_pattern(b"\xff".decode("utf-8", "surrogateescape")).matches(b"\xff/y.py")


def _territory(paths: dict[str, str | list[str]], files: list[str]) -> Territory:
    components = [
        Component(name=name, kind="module", paths=(p,) if isinstance(p, str) else tuple(p), line=n)
        for n, (name, p) in enumerate(paths.items(), start=1)
    ]
    modules = [Module(f, f, f.encode(), "python", f, "") for f in files]
    return Territory(components, modules)


HOMES = [
    ({"a": "a"}, {"a/x.py": "a", "b/x.py": ""}),
    ({"outer": "a", "inner": "a/b"}, {"a/x.py": "outer", "a/b/x.py": "inner"}),
    ({"all": ".", "inner": "a/b"}, {"x.py": "all", "a/b/x.py": "inner"}),
    ({"file": "a/x.py", "folder": "a"}, {"a/x.py": "file", "a/y.py": "folder"}),
    (
        {"each": "services/*", "billing": "services/billing"},
        {"services/billing/x.py": "billing", "services/a/x.py": "each"},
    ),
    ({"tests": "**/tests", "a": "a"}, {"a/tests/x.py": "a", "b/tests/x.py": "tests"}),
    ({"short": "a/*", "long": "a/*/tests"}, {"a/b/tests/x.py": "long", "a/b/x.py": "short"}),
    ({"glob": "a*", "plain": "a"}, {"a/x.py": "plain", "ab/x.py": "glob"}),
    ({"second": "a/*x", "first": "a/*y"}, {"a/xy": "first"}),
    ({"two": "a/*b", "one": "a/b*"}, {"a/b": "one"}),
    ({"both": ["a", "b"]}, {"a/x.py": "both", "b/x.py": "both"}),
]


@pytest.mark.parametrize(("paths", "homes"), HOMES)
@pytest.mark.parametrize("backwards", [False, True])
def test_home(paths: dict[str, str | list[str]], homes: dict[str, str], backwards: bool) -> None:
    items = list(paths.items())
    territory = _territory(dict(reversed(items) if backwards else items), list(homes))
    assert {f: territory.home_name(n) for n, f in enumerate(homes)} == homes


def test_extent_holds_nested_components_but_a_division_counts_no_module_twice() -> None:
    files = ["a/x.py", "a/b/x.py", "c/x.py"]
    territory = _territory({"outer": "a", "inner": "a/b", "other": "c"}, files)
    assert territory.extent("outer") == [0, 1]
    assert territory.extent("inner") == [1]
    assert territory.divide(["outer", "inner"]) == [0, 1, NOBODY]
    assert territory.divide(["outer", "other"]) == [0, 0, 1]
    assert territory.divide(["other"], nobody=7) == [7, 7, 0]
    assert territory.belongs(1, "outer")
    assert not territory.belongs(0, "inner")


def test_paths_that_match_nothing_are_named_one_by_one() -> None:
    paths: dict[str, str | list[str]] = {"a": ["a", "gone"], "web": "web/*", "b": "b"}
    territory = _territory(paths, ["a/x.py"])
    assert territory.unmatched_paths() == [
        UnmatchedPath("a", "gone", 1),
        UnmatchedPath("b", "b", 3),
        UnmatchedPath("web", "web/*", 2),
    ]
    assert territory.unmatched_paths([b"web/main.ts", b"b/x.go"]) == [UnmatchedPath("a", "gone", 1)]


def test_a_path_thousands_of_parts_deep() -> None:
    territory = _territory({"a": "a"}, ["a/" * 5000 + "x.py"])
    assert territory.home == [0]
