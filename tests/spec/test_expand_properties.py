"""What holds of patterns in every tree: found by brute force, whatever the order and the names."""

import re
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph.components import Territory
from driftscan.graph.paths import PathPattern, parse_pattern
from driftscan.model.expansion import Expansion
from driftscan.model.graph import Module
from driftscan.model.spec import Component, Spec
from driftscan.spec.expand.expand import expand

_PART = st.sampled_from(["a", "b", "ab", "svc-a", "svc-", "a.py", "x y", "\udcff", "[a]"])
_PATHS = st.lists(
    st.lists(_PART, min_size=1, max_size=4).map(lambda parts: "/".join([*parts, "m.py"])),
    max_size=12,
    unique=True,
)
_PATTERNS = ("*", "a/*", "*/a", "svc-*", "a/*/b", "*-a", "a/svc-*", "b/*.py")
_WRITTEN = st.dictionaries(
    st.sampled_from(["p/*", "q/*", "*-r", "a", "p/a"]),
    st.lists(st.sampled_from(_PATTERNS), min_size=1, max_size=2, unique=True),
    max_size=4,
)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _components(written: dict[str, list[str]]) -> tuple[Component, ...]:
    return tuple(
        Component(name=name, kind="module", paths=tuple(paths)) for name, paths in written.items()
    )


def _expansion(components: Sequence[Component], files: Sequence[str]) -> Expansion:
    folders = [_bytes(path).rpartition(b"/")[0] for path in files]
    return expand(Spec(components=tuple(components)), folders, map(_bytes, files))


def _directories(files: Sequence[str]) -> set[str]:
    parts = [path.split("/") for path in files]
    return {"/".join(each[:end]) for each in parts for end in range(1, len(each))}


@given(st.sampled_from(_PATTERNS), _PATHS)
@settings(max_examples=300, deadline=None)
def test_a_pattern_makes_what_brute_force_finds(pattern: str, files: list[str]) -> None:
    found = _expansion(_components({"<*>": [pattern]}), files)
    expression = re.compile("([^/]+)".join(map(re.escape, pattern.split("*"))))
    things = [*_directories(files), *(files if "." in pattern else [])]
    expected = {thing: f"<{it[1]}>" for thing in things if (it := expression.fullmatch(thing))}
    made = {path: component.name for component in found.spec.components for path in component.paths}
    assert made == {path: name.replace("\udcff", "\\xff") for path, name in expected.items()}
    assert bool(found.meaningless) is not bool(expected)


@given(_WRITTEN, _PATHS, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_the_listing_does_not_matter(
    written: dict[str, list[str]], files: list[str], random: Random
) -> None:
    shuffled = random.sample(files, len(files))
    components = _components(written)
    assert _expansion(components, files) == _expansion(components, shuffled)


@given(_WRITTEN, _PATHS)
@settings(max_examples=300, deadline=None)
def test_no_name_and_no_path_is_given_twice_and_none_has_a_star(
    written: dict[str, list[str]], files: list[str]
) -> None:
    components = [
        component
        for component in _expansion(_components(written), files).spec.components
        if component.pattern
    ]
    names = [component.name for component in components]
    paths = [path for component in components for path in component.paths]
    assert len(set(names)) == len(names)
    assert len(set(paths)) == len(paths)
    assert "*" not in "".join([*names, *paths])


def _is_loose(path: bytes, pattern: PathPattern) -> bool:
    """A file that a glob matches itself, not a directory above it: no component of a pattern."""
    return pattern.matches(path) and not pattern.matches(path.rpartition(b"/")[0])


@given(_WRITTEN, _PATHS)
@settings(max_examples=300, deadline=None)
def test_modules_stay_with_the_pattern_that_says_most_about_them(
    written: dict[str, list[str]], files: list[str]
) -> None:
    """Read as plain globs, the patterns divide the tree in the same way, but for loose files."""
    components = _components(written)
    found = _expansion(components, files)
    made_by = {each.name: each.pattern or each.name for each in found.spec.components}
    if found.meaningless or set(written) & set(made_by):
        return
    patterns = [parse_pattern(path) for paths in written.values() for path in paths]
    modules = [
        Module(path, path, _bytes(path), "python", path, "")
        for path in files
        if not any(_is_loose(_bytes(path), pattern) for pattern in patterns)
    ]
    before, after = Territory(components, modules), Territory(found.spec.components, modules)
    for position in range(len(modules)):
        name = after.home_name(position)
        assert not name or made_by[name] == before.home_name(position)
