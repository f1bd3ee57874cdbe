"""Rust in, the names it spells and the items it offers out."""

import pytest

from driftscan.extract.rust.spelled import items, spelled, spelled_behind

SPELLED = {
    "a type, a call, a macro": ("x: &'a Order; run(x); log!(x)", {"Order", "run", "log"}),
    "behind a character": ("'\"'; Order; '\"'; '\\''; Row", {"Order", "Row"}),
    "generic calls": ("let x = read::<u8>();", {"read"}),
    "not what a path stands before": ("orders::Order::new(); x.len()", set()),
    "but what begins a path": ("Order::new(Row)", {"Order", "Row"}),
    "nothing in comments and texts": (
        '// Order\n/* Row\n */ let x = "Item \\" Item"; let y = r#"Thing "Thing" "#;',
        set(),
    ),
    "not what is only imported": ("use a::{Order, b::Row};\nOrder", {"Order"}),
    "variables are none": ("let order = row;", set()),
}  # fmt: skip


BEHIND = {
    "a type, a function, a macro": (
        "h1::Order::new();\nx: &h1::Row; h1::run(h2::log!());\nh1::Row",
        {"h1": {"Order": 1, "Row": 2, "run": 2}, "h2": {"log": 2}},
    ),
    "a generic call": ("h1::read::<u8>()", {"h1": {"read": 1}}),
    "raw names": ("r#type::r#use()", {"type": {"use": 1}}),
    "not a longer path": ("h1::inner::Order; h1::inner :: run(); crate::h1::Order", {}),
    "nor one that is only imported": ("use h1::Order; // h1::Row\n", {}),
    "nor behind a type": ("Order::new(); <T as Row>::x()", {}),
}


@pytest.mark.parametrize("case", BEHIND)
def test_names_behind_another(case: str) -> None:
    text, expected = BEHIND[case]
    found = spelled_behind(text.encode())
    assert {head: names for head, names in found.items() if head != "crate"} == expected


@pytest.mark.parametrize("case", SPELLED)
def test_names_that_are_spelled(case: str) -> None:
    text, expected = SPELLED[case]
    assert set(spelled(text.encode())) == expected


def test_the_first_line_counts() -> None:
    text = b'/* a\n b */\n"\n"; Order\nRow Order\n'
    assert spelled(text) == {"Order": 4, "Row": 5}


ITEMS = {
    "pub struct Order;\nstruct Row {\n    x: Item,\n}\n": {"Order", "Row"},
    "pub(crate) const fn make() {}\nconst MOST: u8 = 1;\npub static mut ONE: u8 = 1;\n": {
        "make",
        "MOST",
        "ONE",
    },
    'pub unsafe extern "C" fn call() {}\npub async fn wait() {}\n': {"call", "wait"},
    "impl Order {\n    pub fn new() {}\n    fn own() {}\n}\n": set(),
    "mod inner {\n    pub struct Order;\n    fn f() {}\n}\n": {"Order"},
    "macro_rules! log {\n}\npub trait Read {}\ntype Id = u8;\nenum Kind {}\nunion U {}\n": {
        "log",
        "Read",
        "Id",
        "Kind",
        "U",
    },
}


@pytest.mark.parametrize("text", ITEMS)
def test_items_that_a_star_brings(text: str) -> None:
    assert items(text.encode()) == ITEMS[text]


@pytest.mark.parametrize("text", ["/*", '"', 'r#"', "pub ", "a(", "A", "a::", "a "])
def test_much_of_the_same_is_no_trouble(text: str) -> None:
    content = text.encode() * 50_000
    spelled(content)
    spelled_behind(content)
    items(content)
