"""Which names a Rust file takes from others, by the line of the import or path."""

import pytest

from driftscan.extract.cargo_toml.extractor import extract as extract_manifest
from driftscan.extract.rust.defining import defines
from driftscan.extract.rust.extractor import extract
from driftscan.extract.rust.language import build_index, hints, infer, may_define, names_used
from driftscan.model.fact import FileFacts, ImportFact, UseFact
from driftscan.model.graph import Dependency, Kind, Module

MANIFEST = b'[package]\nname = "app"\nedition = "2021"\n'
TREE = {
    b"src/lib.rs": "mod a; mod b; mod m;",
    b"src/a.rs": "pub struct T; pub mod c;",
    b"src/a/c.rs": "pub fn f() {}",
    b"src/b.rs": "",
    b"src/m.rs": (
        "use crate::a::T as U;\nuse crate::{a::c::f, b};\nuse crate::a::*;\n"
        "fn g() { crate::a::h(); }\nfn i() { use crate::b::J; }\nuse crate::a::c;\n"
    ),
}


def taken(path: bytes) -> list[tuple[int, str, str, str]]:
    facts = {each: extract(text.encode()) for each, text in TREE.items()}
    manifests = {b"Cargo.toml": [extract_manifest(MANIFEST)]}
    said = {each: hints(fact) for each, fact in facts.items()}
    index = build_index(sorted(TREE), manifests, [], infer(sorted(TREE), manifests, [], said))
    modules = list(index.modules)
    own = next(at for at, module in enumerate(modules) if module.path == path)
    references = [
        (Dependency(own, ref.target, ref.kind, ref.lines), modules[ref.target])
        for ref in index.resolve(path, facts[path]).internal
    ]
    found = names_used(modules[own], references, facts[path])
    return [(use.line, modules[use.target].id, use.name, use.bound) for use in found]


def test_names_by_line() -> None:
    assert taken(b"src/m.rs") == [
        (1, "src/a.rs", "T", "U"),
        (2, "src/a/c.rs", "f", "f"),
        (2, "src/b.rs", "", "b"),
        (3, "src/a.rs", "*", ""),
        (4, "src/a.rs", "h", ""),
        (5, "src/b.rs", "J", ""),
        (6, "src/a/c.rs", "", "c"),
    ]


def test_a_declared_module_is_taken_as_a_whole() -> None:
    assert taken(b"src/a.rs") == [(1, "src/a/c.rs", "", "c")]


def test_a_word_may_define_a_name() -> None:
    assert may_define(b"pub fn name() {}", "name")
    assert not may_define(b"pub fn names() {}", "name")


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"pub struct Order<T> { id: T }", "Order", True),
        (b"impl Order { pub(crate) const fn new() {} }", "new", True),
        (b"macro_rules! order { () => {} }", "order", True),
        (b"static mut COUNT: u8 = 0;", "COUNT", True),
        (b"pub struct Orders;", "Order", False),
        (b"pub use orders::Order;", "Order", False),
        (b"impl Order {}", "Order", False),
    ],
)
def test_who_defines_a_name(content: bytes, name: str, found: bool) -> None:
    assert defines(content, name) == found


def test_of_a_path_the_item_is_taken() -> None:
    module = Module("app", "app", b"src/lib.rs", "rust", "app", "")
    orders = Module("orders", "orders", b"src/orders.rs", "rust", "app.orders", "")
    uses = ((1, "app::Order::new"), (2, "crate::orders::Order::new"), (3, "crate::of_all"))
    facts = FileFacts(uses=tuple(UseFact(path, (line,)) for line, path in uses))
    references = [
        (Dependency(2, 0, Kind.IMPORT, (1, 3)), module),
        (Dependency(2, 1, Kind.IMPORT, (2,)), orders),
    ]
    found = names_used(module, references, facts)
    assert [(use.line, use.name) for use in found] == [(1, "Order"), (2, "Order"), (3, "of_all")]


# Targets of one line of `m`, in the module `app.b.m`; a path and the target and name it takes.
SEVERAL = {
    "crate::Order": ("app", "Order"),
    "crate::of_all": ("app", "of_all"),
    "crate::orders::Row": ("app.orders", "Row"),
    "crate::orders": ("app.orders", ""),
    "super::Order": ("app.b", "Order"),
    "super::super::Order": ("app", "Order"),
    "super::n::Order": ("app.b.n", "Order"),
    "self::c::Order": ("app.b.m.c", "Order"),
    "other::Order": ("other", "Order"),
    "other::orders::Order": ("other.orders", "Order"),
    "crate::b::other": ("app.b", "other"),
}


@pytest.mark.parametrize("path", SEVERAL)
def test_of_several_targets_a_line_leads_to_what_each_path_names(path: str) -> None:
    module = Module("m", "m", b"src/b/m.rs", "rust", "app.b.m", "")
    names = ["app", "app.b", "app.b.m.c", "app.b.n", "app.orders", "other", "other.orders"]
    references = [
        (Dependency(9, at, Kind.IMPORT, (1,)), Module(name, name, b"", "rust", name, ""))
        for at, name in enumerate(names)
    ]
    holder, _, name = path.rpartition("::")
    facts = FileFacts(imports=(ImportFact(holder, name, 0, 1, 0),))
    found = names_used(module, references, facts)
    assert [(names[use.target], use.name) for use in found] == [SEVERAL[path]]


def test_an_own_module_may_have_the_name_of_a_crate() -> None:
    module = Module("app", "app", b"src/lib.rs", "rust", "app", "")
    targets = ["app.other", "other"]
    references = [
        (Dependency(9, at, Kind.IMPORT, (1,)), Module(name, name, b"", "rust", name, ""))
        for at, name in enumerate(targets)
    ]
    facts = extract(b"use {other::Order, ::other::Row}; mod other;")
    found = names_used(module, references, facts)
    taken = {(targets[use.target], use.name) for use in found if use.name}
    assert taken == {("app.other", "Order"), ("other", "Row")}
