"""Children of a component by name, and siblings at every depth."""

import pytest

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.packages import PackageTree
from driftscan.graph.siblings import sibling_graphs
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Kind, Module
from tests.graph_queries.small_graphs import module, system


def _tree(modules: list[Module]) -> PackageTree:
    return PackageTree(SystemGraph(modules, [], [], []), range(len(modules)))


SHOP = [
    module("shop", is_package=True),
    module("shop.api", is_package=True),
    module("shop.api.views"),
    module("shop.storage", is_package=True),
    module("shop.storage.models"),
]
SHOP_AND_TESTS = [*SHOP, module("tests.api"), module("tests.conftest"), module("setup")]
TWO_APPS = [
    module("app", "a/app/__init__.py", root="a", is_package=True),
    module("app.api", "a/app/api.py", root="a"),
    module("app", "b/app/__init__.py", root="b", is_package=True),
    module("app.api", "b/app/api.py", root="b"),
]
NO_PACKAGE = [module("main", "s/web-ui/main.py", root="s/web-ui"), module("lib", "s/core/lib.py")]
NAMESPACE = [module("acme.shop.api"), module("acme.shop.db.x")]
ONE_CHILD = [module("acme.shop.api.x"), module("acme.shop.api.y")]

FINDS = [
    (SHOP, ["api", "storage"], {"api": [1, 2], "storage": [3, 4]}),
    (SHOP, ["storage", "storage.models"], {"storage": [3], "storage.models": [4]}),
    (SHOP, ["shop.api"], {"shop.api": [1, 2]}),
    (SHOP, ["nope"], {"nope": []}),
    (SHOP, ["api", "nope"], {"api": [1, 2], "nope": []}),
    (SHOP_AND_TESTS, ["api", "storage"], {"api": [1, 2], "storage": [3, 4]}),
    (SHOP_AND_TESTS, ["shop", "tests"], {"shop": [0, 1, 2, 3, 4], "tests": [5, 6]}),
    (TWO_APPS, ["api"], {"api": [1, 3]}),
    (NO_PACKAGE, ["web-ui", "core"], {"web-ui": [0], "core": [1]}),
    (NAMESPACE, ["api", "db"], {"api": [0], "db": [1]}),
    (ONE_CHILD, ["api", "db"], {"api": [0, 1], "db": []}),
    (ONE_CHILD, ["x", "api"], {"x": [0], "api": []}),
    ([], ["api"], {"api": []}),
]


@pytest.mark.parametrize(("modules", "names", "expected"), FINDS)
def test_find(modules: list[Module], names: list[str], expected: dict[str, list[int]]) -> None:
    assert _tree(modules).find(names) == expected


CHILDREN = [
    (SHOP, ["api", "storage"]),
    (NAMESPACE, ["api", "db"]),
    (SHOP_AND_TESTS, ["api", "conftest", "setup", "storage"]),
    ([module("alone")], ["alone"]),
    ([], []),
]


@pytest.mark.parametrize(("modules", "expected"), CHILDREN)
def test_children(modules: list[Module], expected: list[str]) -> None:
    assert _tree(modules).children() == expected


BESIDE = [
    (SHOP, ["api"], [("storage", "shop.storage", (3, 4), True)]),
    (SHOP, ["api", "storage.models"], [("storage", "shop.storage", (3,), False)]),
    (SHOP, ["shop.api", "shop.x"], [("storage", "shop.storage", (3, 4), True)]),
    (SHOP_AND_TESTS, ["api", "storage"], []),
    (SHOP_AND_TESTS, ["storage", "nope"], [("api", "shop.api", (1, 2), True)]),
    (NAMESPACE, ["api"], [("db", "acme.shop.db", (1,), True)]),
    (ONE_CHILD, ["db", "api"], []),
    (
        NO_PACKAGE,
        ["core", "x"],
        [("web-ui", "s.web-ui", (0,), True)],
    ),
    ([], ["api"], []),
]


@pytest.mark.parametrize(("modules", "names", "expected"), BESIDE)
def test_beside(modules: list[Module], names: list[str], expected: list[object]) -> None:
    found = _tree(modules).beside(names)
    assert [(each.name, each.shown, each.positions, each.whole) for each in found] == expected


def test_siblings_are_where_names_part() -> None:
    names = ["p", "p.a", "p.a.x", "p.a.y", "p.b", "p.b.x"]
    edges = {(0, 2): 1, (2, 0): 1, (2, 1): 1, (2, 3): 1, (3, 5): 1, (4, 2): 1, (5, 2): 1}
    graph = system(names, edges)
    parts = {position: tuple(name.split(".")) for position, name in enumerate(names)}
    found = {
        ".".join(siblings.package): {
            f"{siblings.names[s]}->{siblings.names[t]}": list(pairs)
            for (s, t), pairs in siblings.edges.items()
        }
        for siblings in sibling_graphs(Adjacency(graph, frozenset(Kind)), parts)
    }
    assert found == {
        "p": {"a->b": [(3, 5)], "b->a": [(4, 2), (5, 2)]},
        "p.a": {"x->y": [(2, 3)]},
    }


def test_modules_outside_the_tree_do_not_count() -> None:
    graph = system(["p.a", "p.b", "q"], {(0, 1): 1, (0, 2): 1, (2, 1): 1})
    parts = {0: ("p", "a"), 1: ("p", "b")}
    (siblings,) = sibling_graphs(Adjacency(graph, frozenset(Kind)), parts)
    assert siblings.edges == {(0, 1): ((0, 1),)}


def test_an_index_file_in_the_root_is_in_no_package() -> None:
    tree = _tree([module("__init__", "__init__.py", is_package=True), *SHOP])
    assert tree.find(["shop.api"]) == {"shop.api": [2, 3]}
