"""Graphs in, what of them takes part in circles out."""

from pathlib import Path

import pytest

from driftscan.graph.system import SystemGraph
from driftscan.journeys.audit import audit
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.report.audit.belonging import without_belonging
from driftscan.report.audit.document import document_of
from driftscan.stages.request import Request
from tests.audit.systems import TODAY
from tests.making_history import Row, repository_of
from tests.propose.trees import plant


@pytest.mark.parametrize(
    ("language", "reexport", "kept"),
    [
        ("rust", True, False),  # `mod orders;` says where the file belongs
        ("rust", False, True),
        ("python", True, True),  # who loads the index loads the part
    ],
)
def test_declarations_of_files_are_no_step_of_a_circle(
    language: str, reexport: bool, kept: bool
) -> None:
    modules = [Module(name, name, name.encode(), language, name, "") for name in ("lib", "orders")]
    edges = [
        Dependency(0, 1, Kind.IMPORT, (1,), reexport=reexport),
        Dependency(1, 0, Kind.IMPORT, (2,)),
    ]
    graph = without_belonging(SystemGraph(modules, [], edges, []))
    assert [edge.source for edge in graph.internal] == ([0, 1] if kept else [1])


TREES = {
    "what the root of a crate passes on": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\npub use b::Order;\n",
            "src/a.rs": "use crate::Order;\npub struct Row;\n",
            "src/b.rs": "use crate::a::Row;\npub struct Order;\n",
        },
        ["src/a.rs:1 src/b.rs:1"],
    ),
    "a name that is passed on beside one of the same file that is used": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\npub use b::{Order, Row};\n",
            "src/a.rs": "pub use crate::Order;\nfn f(x: crate::Key) {}\npub struct A;\n",
            "src/b.rs": "use crate::a::A;\npub struct Order;\npub struct Row;\n",
        },
        [],
    ),
    "what the root passes on, named beside what other files define": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\nmod c;\npub use crate::{b::Order, c::Row};\n",
            "src/a.rs": "use crate::{c::Row, Order};\npub struct A;\n",
            "src/b.rs": "use crate::a::A;\npub struct Order;\n",
            "src/c.rs": "pub struct Row;\n",
        },
        ["src/a.rs:1 src/b.rs:1"],
    ),
    "what an imported module passes on": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod h;\npub struct Key;\n",
            "src/a.rs": "use crate::{h, Key};\npub struct A;\nfn f(x: h::Order) {}\n",
            "src/h/mod.rs": "mod b;\npub use self::b::Order;\n",
            "src/h/b.rs": "use crate::a::A;\npub struct Order;\n",
        },
        ["src/a.rs:3 src/h/b.rs:1"],
    ),
    "what an imported module passes on to tests alone": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod h;\n",
            "src/a.rs": "use other::h;\npub struct A;\nfn f(x: h::Order) {}\n#[cfg(test)]\n"
            "mod tests {\n    use crate::h;\n    fn t(x: h::Order) {}\n}\n",
            "src/h/mod.rs": "mod b;\npub use self::b::Order;\n",
            "src/h/b.rs": "use crate::a::A;\npub struct Order;\n",
        },
        [],
    ),
    "what the root defines": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\npub struct Order;\n",
            "src/a.rs": "use crate::Order;\npub struct Row;\n",
            "src/b.rs": "use crate::a::Row;\n",
        },
        [],
    ),
    "the way by what is loaded before the shorter one by types": (
        {
            "package.json": "{}",
            "a.ts": "import type { B } from './b';\nimport { c } from './c';\n",
            "b.ts": "import { a } from './a';\n",
            "c.ts": "import { d } from './d';\n",
            "d.ts": "import { a } from './a';\n",
        },
        ["a.ts:2 c.ts:1 d.ts:1"],
    ),
    "nobody would open one through what a program wrote": (
        {"a.py": "import b\n", "b.py": "# @generated\nimport a\n"},
        [],
    ),
    "a file that imports itself": ({"a.py": "import a\n", "b.py": "import a\n"}, []),
    "nor one of tests": ({"a.py": "import test_b\n", "test_b.py": "import a\n"}, []),
    "what stands in a file for tests alone": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\nmod c;\n",
            "src/a.rs": "use crate::b::Row;\npub struct A;\n#[test]\nfn t() { crate::c::C; }\n",
            "src/b.rs": "pub struct Row;\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n",
            "src/c.rs": "use crate::a::A;\npub struct C;\n",
        },
        [],
    ),
    "what a star brings to tests alone": (
        {
            "Cargo.toml": '[package]\nname = "app"\n',
            "src/lib.rs": "mod a;\nmod b;\npub use b::Row;\n",
            "src/a.rs": "pub fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::*;\n"
            "    fn t(row: Row) {}\n}\n",
            "src/b.rs": "use crate::a;\npub struct Row;\n",
        },
        [],
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_ways_round_can_be_looked_up(case: str, tmp_path: Path) -> None:
    files, expected = TREES[case]
    root = plant(tmp_path, files)
    found = document_of(
        audit([Request(path=str(root), use_cache=False, today=TODAY)], remotes=[""])
    )
    told = [
        " ".join(
            f"{found.files[number].path}:{line}"
            for number, line in zip(knot.example, knot.example_lines, strict=True)
        )
        for knot in found.cycles
    ]
    assert told == expected


def test_the_fewest_dependencies_open_a_circle_not_the_fewest_lines(tmp_path: Path) -> None:
    """Two lines in two files would do, and so would three in one: that is one dependency."""
    files = {"inner.py": "import outer\nimport tools\n", "tools.py": "import outer\n"}
    files["outer.py"] = "import inner\nimport inner\nimport inner\n"
    root = plant(tmp_path, files)
    request = Request(path=str(root), use_cache=False, today=TODAY)
    found = document_of(audit([request], remotes=[""]))
    (knot,) = found.cycles
    assert [[found.files[at].path for at in cut] for cut in knot.cuts] == [["outer.py", "inner.py"]]


def test_code_beside_translations_takes_part_though_it_is_not_ranked(tmp_path: Path) -> None:
    first = {
        "package.json": "{}",
        "locales/install.js": "import {text} from '../text';\n",
        "text.js": "import {install} from './locales/install';\n",
    }
    rows = [Row(0, "anna", first)]
    rows += [
        Row(day, "anna", {"text.js": first["text.js"] + "//\n" * day}) for day in range(10, 400, 10)
    ]
    root = repository_of(tmp_path / "shop", rows)
    found = document_of(audit([Request(path=str(root), use_cache=False, today=TODAY)]))
    assert found.repositories[0].history is not None
    ranked = [file.path for file in found.files if file.cost]
    assert ranked == ["text.js"]
    assert [[found.files[at].path for at in each.files] for each in found.cycles] == [
        ["locales/install.js", "text.js"]
    ]


@pytest.mark.parametrize(("loads", "circles"), [("from shop.mocks import order\n", 1), ("", 0)])
def test_mocks_that_the_product_loads_take_part(tmp_path: Path, loads: str, circles: int) -> None:
    """Without it only tests load them."""
    first = {
        "shop/__init__.py": "",
        "shop/orders.py": loads,
        "shop/mocks/__init__.py": "",
        "shop/mocks/order.py": "import shop.orders\n",
        "tests/test_orders.py": "import shop.mocks.order\n",
    }
    rows = [Row(0, "anna", first)]
    rows += [
        Row(day, "anna", {"shop/orders.py": loads + "#\n" * day}) for day in range(10, 400, 10)
    ]
    root = repository_of(tmp_path / "shop", rows)
    found = document_of(audit([Request(path=str(root), use_cache=False, today=TODAY)]))
    assert len(found.cycles) == circles
