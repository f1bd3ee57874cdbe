"""Random small systems: the checks say what grimp (and so import-linter) says of the same graph."""

import grimp
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.checks.evaluate import evaluate
from driftscan.checks.findings import THROUGH_OTHERS
from driftscan.checks.question import CheckInput
from driftscan.graph.components import Territory
from driftscan.graph.system import SystemGraph
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.model.rule import (
    Acyclic,
    Deny,
    Independent,
    Layer,
    Layers,
    Protect,
    Rule,
    RuleHead,
    Side,
)
from driftscan.model.spec import Component

PACKAGES = ("p.a", "p.b", "p.c", "p.d")
LAYERED = PACKAGES[:3]
NAMES = sorted(["p", *PACKAGES, *(f"{package}.{leaf}" for package in PACKAGES for leaf in "xyz")])
HEAD = RuleHead(name="rule")

node = st.integers(0, len(NAMES) - 1)
edge_sets = st.sets(st.tuples(node, node).filter(lambda e: e[0] != e[1]), max_size=40)


def _question(edges: set[tuple[int, int]]) -> CheckInput:
    packages = {"p", *PACKAGES}
    modules = []
    for name in NAMES:
        path = name.replace(".", "/") + ("/__init__.py" if name in packages else ".py")
        modules.append(Module(name, name, path.encode(), "python", name, "", name in packages))
    internal = [Dependency(s, t, Kind.IMPORT, (1,)) for s, t in sorted(edges)]
    components = [
        Component(name=name, kind="module", paths=(name.replace(".", "/"),))
        for name in ("p", *PACKAGES)
    ]
    graph = SystemGraph(modules, [], internal, [])
    return CheckInput(graph, Territory(components, modules))


def _oracle(edges: set[tuple[int, int]]) -> grimp.ImportGraph:
    graph = grimp.ImportGraph()
    for name in NAMES:
        graph.add_module(name)
    for source, target in edges:
        graph.add_import(importer=NAMES[source], imported=NAMES[target])
    return graph


def _findings(edges: set[tuple[int, int]], rule: Rule) -> tuple[Finding, ...]:
    (outcome,) = evaluate(_question(edges), [rule])
    assert len({finding.id for finding in outcome.findings}) == len(outcome.findings)
    return outcome.findings


def _package(name: str) -> str:
    return ".".join(name.split(".")[:2])


_Said = tuple[set[tuple[str, str]], set[tuple[str, str]]]


def _said_of_layers(
    edges: set[tuple[int, int]], rule: Rule, layers: list[grimp.Layer]
) -> tuple[_Said, _Said]:
    """Packages, and modules that import directly: as we say, and as grimp does."""
    findings = _findings(edges, rule)
    illegal = _oracle(edges).find_illegal_dependencies_for_layers(layers=layers)
    ours = (
        {(_package(f.source), _package(f.target)) for f in findings},
        {(f.source, f.target) for f in findings if f.kind != THROUGH_OTHERS},
    )
    theirs = (
        {(dependency.importer, dependency.imported) for dependency in illegal},
        {
            (head, tail)
            for dependency in illegal
            for route in dependency.routes
            if not route.middle
            for head in route.heads
            for tail in route.tails
        },
    )
    return ours, theirs


@settings(max_examples=150)
@given(edge_sets)
def test_layers(edges: set[tuple[int, int]]) -> None:
    order = tuple(Layer(members=(name,)) for name in LAYERED)
    rule = Layers(head=HEAD, order=order, through_others=True)
    ours, theirs = _said_of_layers(edges, rule, [grimp.Layer(name) for name in LAYERED])
    assert ours == theirs


@settings(max_examples=150)
@given(edge_sets, st.booleans())
def test_siblings_in_a_layer_of_a_container(edges: set[tuple[int, int]], independent: bool) -> None:
    order = (Layer(members=("a", "b"), independent=independent), Layer(members=("c",)))
    rule = Layers(head=HEAD, order=order, containers=("p",), through_others=True)
    findings = _findings(edges, rule)
    illegal = _oracle(edges).find_illegal_dependencies_for_layers(
        layers=[grimp.Layer("a", "b", independent=independent), grimp.Layer("c")], containers={"p"}
    )
    assert {
        (
            _package(f.source),
            f"p.{f.target[-1]}" if f.kind == THROUGH_OTHERS else _package(f.target),
        )
        for f in findings
    } == {(dependency.importer, dependency.imported) for dependency in illegal}


@settings(max_examples=150)
@given(edge_sets, st.lists(st.booleans(), min_size=4, max_size=4), st.booleans())
def test_closed_layers(
    edges: set[tuple[int, int]], closed: list[bool], through_others: bool
) -> None:
    order = tuple(
        Layer(members=(name,), closed=shut) for name, shut in zip(PACKAGES, closed, strict=True)
    )
    layers = [grimp.Layer(name, closed=shut) for name, shut in zip(PACKAGES, closed, strict=True)]
    rule = Layers(head=HEAD, order=order, through_others=through_others)
    direct = {(s, t) for s, t in edges if "p" not in (NAMES[s], NAMES[t])}
    ours, theirs = _said_of_layers(edges if through_others else direct, rule, layers)
    assert ours == theirs


@settings(max_examples=150)
@given(edge_sets)
def test_an_order_in_several_containers(edges: set[tuple[int, int]]) -> None:
    leaves = tuple(Layer(members=(leaf,)) for leaf in "xyz")
    rule = Layers(head=HEAD, order=leaves, containers=LAYERED, through_others=True)
    illegal = _oracle(edges).find_illegal_dependencies_for_layers(
        layers=[grimp.Layer(leaf) for leaf in "xyz"], containers=set(LAYERED)
    )
    assert {
        (f.source, _absolute(f.target) if f.kind == THROUGH_OTHERS else f.target)
        for f in _findings(edges, rule)
    } == {(dependency.importer, dependency.imported) for dependency in illegal}


def _absolute(unit: str) -> str:
    child, _, container = unit.partition(" of ")
    return f"{container}.{child}"


@settings(max_examples=150)
@given(edge_sets, st.sets(st.sampled_from(PACKAGES)), st.sets(st.sampled_from(("p", *PACKAGES))))
def test_protect(edges: set[tuple[int, int]], allowed: set[str], protected: set[str]) -> None:
    """As import-linter says it, of each protected package by itself."""
    graph = _oracle(edges)
    may = {name for name in NAMES if _within(name, allowed)}
    expected = {
        (importer, module)
        for package in protected
        for module in NAMES
        if _within(module, {package})
        for importer in graph.find_modules_that_directly_import(module)
        if importer not in may and not _within(importer, {package})
    }
    rule = Protect(
        head=HEAD,
        target=Side(text="", components=tuple(sorted(protected))),
        users=Side(text="", components=tuple(sorted(allowed))),
    )
    assert {(f.source, f.target) for f in _findings(edges, rule)} == expected


def _within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@settings(max_examples=150)
@given(edge_sets)
def test_independent(edges: set[tuple[int, int]]) -> None:
    rule = Independent(head=HEAD, members=LAYERED, through_others=True)
    ours, theirs = _said_of_layers(edges, rule, [grimp.Layer(*LAYERED)])
    assert ours == theirs


@settings(max_examples=150)
@given(edge_sets, st.booleans())
def test_deny(edges: set[tuple[int, int]], through_others: bool) -> None:
    source, target = Side(text="p.a", components=("p.a",)), Side(text="p.b", components=("p.b",))
    rule = Deny(head=HEAD, source=source, target=target, through_others=through_others)
    findings = _findings(edges, rule)
    oracle = _oracle(edges)
    asked = oracle.chain_exists if through_others else oracle.direct_import_exists
    assert bool(findings) == asked(importer="p.a", imported="p.b", as_packages=True)
    direct = {(f.source, f.target) for f in findings if f.kind != THROUGH_OTHERS}
    named = {(NAMES[s], NAMES[t]) for s, t in edges}
    assert direct == {(s, t) for s, t in named if _package(s) == "p.a" and _package(t) == "p.b"}
    for finding in findings:
        _chain_is_a_way(finding, named)
        _without_the_cut_it_is_gone(finding, named, rule)


def _chain_is_a_way(finding: Finding, edges: set[tuple[str, str]]) -> None:
    steps = [(step.source, step.target) for step in finding.chain]
    assert set(steps) <= edges
    assert [target for _, target in steps[:-1]] == [source for source, _ in steps[1:]]
    assert steps[0][0] == finding.source


def _without_the_cut_it_is_gone(finding: Finding, edges: set[tuple[str, str]], rule: Rule) -> None:
    left = edges - {(cut.source, cut.target) for cut in finding.cut}
    positions = {(NAMES.index(s), NAMES.index(t)) for s, t in left}
    assert finding.id not in {found.id for found in _findings(positions, rule)}


@settings(max_examples=100)
@given(edge_sets)
def test_acyclic_siblings(edges: set[tuple[int, int]]) -> None:
    oracle = _oracle(edges)
    cyclic = {name for name in ("p", *PACKAGES) if oracle.nominate_cycle_breakers(name)}
    rule = Acyclic(head=HEAD, inside=("p",))
    findings = _findings(edges, rule)
    assert {_parting(f.source, f.target) for f in findings} == cyclic
    broken = {(f.source, f.target) for f in findings}
    left = {(s, t) for s, t in edges if (NAMES[s], NAMES[t]) not in broken}
    assert _findings(left, rule) == ()


def _parting(source: str, target: str) -> str:
    parts = []
    for mine, other in zip(source.split("."), target.split("."), strict=False):
        if mine != other:
            break
        parts.append(mine)
    return ".".join(parts)
