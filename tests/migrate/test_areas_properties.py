"""Expressions and globs against Python's own, on paths that are drawn; rules against an oracle."""

import json
import re
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.parity.edges import Case, verdict_of
from driftscan.graph.components import Territory
from driftscan.graph.paths import parse_pattern
from driftscan.migrate.areas.area import Area, Under, Without, less
from driftscan.migrate.areas.cells import divide
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of
from driftscan.migrate.areas.overlap import contains, crossing
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.areas.tree import Tree
from driftscan.model.graph import Module
from driftscan.model.spec import Component

_FOLDERS = st.lists(st.sampled_from(["a", "b", "ab", "x", "test"]), max_size=3)
_FILES = st.sampled_from(["x.js", "b.js", "y.spec.js", "test.ts", "index.js"])
PATHS = st.builds(lambda folders, file: "/".join([*folders, file]), _FOLDERS, _FILES)
EXPRESSIONS = st.sampled_from(
    [
        "^a/",
        "^a",
        "^(a|b)/",
        "^(?:a|x)/b/",
        "[.]spec[.]js$",
        r"\.(spec|test)\.[jt]s$",
        "^[^/]+/b/",
        "b/",
        "/b/",
        "(^|/)x",
        "(^|/)test/",
        "^a/.*/b/",
        r"^a/.+\.js$",
        r"^a/[^/]+\.js$",
        "x",
        "^(.*/)?b/",
        "test",
        "^a/b/x.js$",
    ]
)
GLOBS = st.sampled_from(
    ["a", "a*", "*/b", "**/b", "**/*.js", "a/**/b", "b", "a/b/x.js", "**/*t*", "*.js", ".", "a/*"]
)


@given(EXPRESSIONS, PATHS)
def test_globs_mean_what_the_expression_finds(expression: str, path: str) -> None:
    globs = globs_of(arms_of(expression).arms)
    fits = any(parse_pattern(glob).matches(path.encode()) for glob in globs)
    assert fits == bool(re.search(expression, path))


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=300)
def test_any_expression_is_read_or_refused(text: str, path: str) -> None:
    try:
        globs = globs_of(arms_of(text).arms)
    except NotPlainError:
        return
    told = [parse_pattern(glob).matches(path.encode("utf-8", "replace")) for glob in globs]
    assert set(told) <= {True, False}


@given(GLOBS, GLOBS, PATHS)
def test_crossings(one: str, other: str, path: str) -> None:
    def fits(glob: str) -> bool:
        return parse_pattern(glob).matches(path.encode())

    if contains(one, other):
        assert fits(one) or not fits(other)
    assert (fits(one) and fits(other)) == any(map(fits, crossing(one, other)))


AREAS: st.SearchStrategy[Area] = st.one_of(
    st.builds(lambda globs: Under(tuple(globs)), st.lists(GLOBS, min_size=1, max_size=2)),
    st.builds(lambda one, other: less(Under((one,)), Under((other,))), GLOBS, GLOBS),
    st.builds(lambda glob: Without(Under((glob,))), GLOBS),
)


@given(st.lists(AREAS, min_size=1, max_size=4), st.lists(PATHS, min_size=1, unique=True))
@settings(max_examples=300, deadline=None)
def test_every_file_is_in_the_component_of_its_areas(areas: list[Area], paths: list[str]) -> None:
    named: Mapping[str, Area] = {str(number): area for number, area in enumerate(areas)}
    division = divide(named, tree=Tree(sorted(path.encode() for path in paths)))
    components = [
        Component(name=f"c{number:03}", kind="module", paths=cell.globs)
        for number, cell in enumerate(division.cells)
    ]
    modules = [Module(path, path, path.encode(), "", path, "") for path in paths]
    territory = Territory(components, modules)
    for position, path in enumerate(paths):
        home = territory.home_name(position)
        found = division.cells[int(home[1:])].areas if home else ()
        assert found == tuple(sorted(key for key, area in named.items() if _holds(area, path))), (
            path,
            division,
        )


def _holds(area: Area, path: str) -> bool:
    from driftscan.migrate.areas.area import holds

    return holds(
        area, lambda globs: any(parse_pattern(glob).matches(path.encode()) for glob in globs)
    )


_SIDES = st.fixed_dictionaries(
    {}, optional={"path": EXPRESSIONS, "pathNot": st.lists(EXPRESSIONS, min_size=1, max_size=2)}
)
_RULES = st.lists(st.tuples(_SIDES, _SIDES), min_size=1, max_size=3)
_EDGES = st.lists(
    st.tuples(PATHS, PATHS).filter(lambda pair: pair[0] != pair[1]),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(_RULES, _EDGES)
@settings(max_examples=300, deadline=None)
def test_rules_of_dependency_cruiser_keep_their_verdict(
    rules: list[tuple[dict[str, object], dict[str, object]]], edges: list[tuple[str, str]]
) -> None:
    forbidden = [
        {"name": f"r{number}", "severity": "error", "from": source, "to": target}
        for number, (source, target) in enumerate(rules)
    ]
    case = Case(
        name="drawn",
        file=".dependency-cruiser.json",
        config=json.dumps({"forbidden": forbidden, "options": {"tsPreCompilationDeps": True}}),
        edges=tuple(f"{source} -> {target}" for source, target in edges),
    )
    verdict = verdict_of("dependency-cruiser", case)
    expected = {
        f"{source} -> {target}"
        for source, target in edges
        for one, other in rules
        if _fits(one, source) and _fits(other, target)
    }
    assert set(verdict.broken) <= expected
    if missed := expected - set(verdict.broken):
        # A component may use itself; where that makes a difference it is told.
        told = [each.sentence for each in verdict.migration.no_equal]
        signs = ("a component may use itself", "forbids every dependency")
        assert any(sign in sentence for sentence in told for sign in signs), missed


def _fits(side: Mapping[str, object], path: str) -> bool:
    wanted, besides = side.get("path"), side.get("pathNot", [])
    assert isinstance(besides, list)
    found = wanted is None or re.search(str(wanted), path)
    return bool(found) and not any(re.search(each, path) for each in besides)
