"""Pairs that change together and a graph in, what the graph explains and shared parts out."""

from collections.abc import Sequence

import pytest

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.rank.co_changes import Met, Side, co_change, shared_parts
from driftscan.rank.unexplained import Explanations

FILES = ["a/one.py", "a/two.py", "b/one.py", "b/two.py", "c/one.py", "c/two.py", "d/index.py"]
FILES += ["d/inside.py", "d/deep.py"]
EDGES = [("a/one.py", "b/one.py"), ("b/one.py", "b/two.py"), ("b/two.py", "c/one.py")]
EDGES += [
    ("c/two.py", "d/inside.py"),
    ("a/two.py", "d/index.py"),
    ("d/index.py", "d/inside.py"),
    ("d/inside.py", "d/deep.py"),
]
HOMES = [path[0] for path in FILES]


def graph(edges: Sequence[tuple[str, str]]) -> SystemGraph:
    modules = [Module(path, path, path.encode(), "python", path, "") for path in FILES]
    rows = [
        Dependency(FILES.index(s), FILES.index(t), Kind.IMPORT, (1,), reexport="index" in s)
        for s, t in edges
    ]
    return SystemGraph(modules, [], sorted(rows, key=lambda row: (row.source, row.target)), [])


@pytest.mark.parametrize(
    ("one", "other", "explained", "components"),
    [
        ("a/one.py", "b/one.py", "direct", True),
        ("b/one.py", "a/one.py", "direct", True),
        ("a/one.py", "b/two.py", "through one", True),
        ("b/two.py", "a/one.py", "through one", True),
        ("a/one.py", "c/one.py", "", False),  # over two
        ("a/two.py", "b/two.py", "", True),  # others of their components
        ("a/two.py", "c/two.py", "", False),
        ("a/two.py", "d/inside.py", "direct", True),  # passed on by the index
        ("d/deep.py", "a/two.py", "through one", True),
        ("c/two.py", "d/index.py", "direct", True),  # what it takes is passed on there too
        ("d/index.py", "c/two.py", "direct", True),
        ("a/two.py", "setup.sh", "", False),  # no module
    ],
)
def test_explanations(one: str, other: str, explained: str, components: bool) -> None:
    explanations = Explanations(graph(EDGES), HOMES)
    assert explanations.of_files(one.encode(), other.encode()) == explained
    assert explanations.of_components(one[0], other[0]) is components


def side(name: str, owner: str) -> Side:
    return Side(name, name, owner, 10.0)


MET = Met(8, 2, 9, (10, 12), 0.4, ("abc",))


@pytest.mark.parametrize(
    ("owners", "waiting"),
    [
        (["@core", "@a", "@b", "@c"], ("@a", "@b", "@c")),
        (["@core", "@a", "@b", "@b"], ()),  # two owners
        (["@core", "@a", "@b", "@core"], ()),  # one of them is its own
        (["", "", "", ""], ("a", "b", "c")),  # nobody is declared: components wait
    ],
)
def test_shared_parts(owners: Sequence[str], waiting: tuple[str, ...]) -> None:
    core, *others = [side(name, of) for name, of in zip(["core", *"abc"], owners, strict=True)]
    pairs = [co_change(core, other, MET) for other in others]
    found = shared_parts(pairs, {"core": 70.0}, lambda name, met: (len(met) + 7, 20))
    assert [(part.component, part.waiting) for part in found] == (
        [("core", waiting)] if waiting else []
    )
    for part in found:
        assert (part.cost, part.changes, part.owner) == (70.0, 20, owners[0])
    assert shared_parts(pairs, {}, lambda name, met: (9, 20)) == ()  # mostly by itself
