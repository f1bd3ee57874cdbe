"""What holds for the facts of every Rust file, valid or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from driftscan.extract.rust.extractor import extract
from driftscan.model.fact import FileFacts
from tests.bounded import bounded
from tests.placed import stands_in

# Pieces that lead deep into the readers when they are strewn into arbitrary text.
PIECES = st.sampled_from(
    [
        "use crate::a::{b, c as d, e::*};",
        "use ",
        "pub(in crate::x) ",
        "{",
        "}",
        "::",
        "<",
        ">",
        "mod a;",
        "mod b {",
        '#[path = "x.rs"]',
        "#[cfg(test)]",
        "m! {",
        "$crate::<",
        "$x::y",
        "macro_rules! n { () => {",
        "include!(",
        '"',
        "r#",
        "'a",
        "/*",
        "//",
        "extern crate a as b;",
        "self::super::",
        "crate::",
        "fn f() {",
        "\n",
        "\r\n",
        "\0",
        "ä::ö",
    ]
)
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map("".join)

ITEMS = st.sampled_from(
    [
        "use crate::a::{self, B};",
        "pub use super::c::*;",
        "mod d;",
        '#[path = "x.rs"] mod e;',
        "mod f { use super::*; mod g; }",
        "fn h() { crate::i::j(); k::l(); m!(crate::n::o); }",
        "#[derive(p::Q)] struct R;",
        "cfg_x! { mod s; use crate::t; }",
        "macro_rules! u { () => { $crate::v::w } }",
        "extern crate y as z;",
    ]
)


def check(facts: FileFacts, content: bytes) -> None:
    last = content.count(b"\n") + 1
    assert all(1 <= fact.line <= last for fact in facts.imports)
    assert all(1 <= line <= last for use in facts.uses for line in use.lines)
    assert [use.name for use in facts.uses] == sorted({use.name for use in facts.uses})
    assert all(list(use.lines) == sorted(set(use.lines)) for use in facts.uses)
    assert list(facts.declarations) == sorted(set(facts.declarations))
    assert all("\n" not in text for text in facts.declarations)


@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(content: bytes) -> None:
    check(extract(content), content)


@given(text=NEARLY)
def test_nearly_valid_text_gives_facts(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    check(extract(content), content)


@given(items=st.lists(ITEMS, max_size=6), blanks=st.lists(st.integers(0, 3), min_size=6))
def test_blank_lines_and_comments_change_only_the_lines(
    items: list[str], blanks: list[int]
) -> None:
    plain = extract("\n".join(items).encode())
    moved, line_of = "", {}
    for number, (item, blank) in enumerate(zip(items, blanks, strict=False), 1):
        moved += "\n" * blank + "// crate::no::no\n" * blank
        line_of[number] = moved.count("\n") + 1
        moved += item + "\n"
    facts = extract(moved.encode())
    assert facts.declarations == plain.declarations
    assert facts.imports == tuple(replace(f, line=line_of[f.line]) for f in plain.imports)
    assert facts.uses == tuple(
        replace(use, lines=tuple(line_of[line] for line in use.lines)) for use in plain.uses
    )


HOSTILE = {
    "braces": "{" * 20_000,
    "generics": "fn f() { a::b" + "::<a::b" * 3_000 + " }",
    "modules": "mod a { " * 3_000 + "use super::x;" + "}" * 3_000,
    "use lists": "use a::{" * 2_000 + "b" + "}" * 2_000 + ";",
    "segments": "use a" + "::a" * 20_000 + ";",
    "imports on a line": "use crate::a::b;" * 10_000,
    "attributes": "#[cfg(x)]" * 10_000 + "mod a;",
    "modules on a line": "mod a;" * 10_000,
    "macros in macros": "m!{" * 5_000 + "a::b" + "}" * 5_000,
    "modules in tokens": "m!{" + "mod a {" * 3_000 + "use super::x;" + "}" * 3_000 + "}",
    "quotes": "m!{" + "\"'r#" * 2_000 + "}",
    "visibility": "m!{" + "pub(" * 5_000 + "}",
    "blanks in tokens": "m!{ mod" + " " * 100_000 + "a" + " " * 100_000 + "b }",
    "colons": "m!{" + ":: " * 30_000 + "}",
    "errors": "fn ( ] => ;" * 5_000,
    "comments": "m!{" + "/*" * 20_000 + "}",
    "bindings": "".join(f"use a{n}::b as a{n + 1};" for n in range(3_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_longer_than_it_is_long(name: str) -> None:
    content = HOSTILE[name].encode()
    with bounded():
        facts = extract(content)
    assert stands_in(content, facts)
