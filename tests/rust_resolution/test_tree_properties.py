"""What holds for every tree of Rust files: order does not matter, and nothing grows without end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.extract.cargo_toml.extractor import extract as extract_manifest
from driftscan.extract.rust.extractor import extract
from driftscan.extract.rust.language import build_index, hints, infer
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Module

MANIFEST = b'[package]\nname = "x"\nedition = "2021"\n[dependencies]\nserde = "1"\n'
PATHS = [
    "src/lib.rs",
    "src/main.rs",
    "src/a.rs",
    "src/a/b.rs",
    "src/a/mod.rs",
    "src/b.rs",
    "tests/a.rs",
    "other/lib.rs",
]
LINES = st.sampled_from(
    [
        "mod a;",
        "pub mod b;",
        '#[path = "a.rs"] mod p;',
        '#[path = "../src/b.rs"] mod q;',
        "mod i { mod b; use super::*; }",
        "use crate::a::b::C;",
        "use super::b;",
        "use self::a::*;",
        "use x::a;",
        "fn f() { b::c(); serde::d(); x::b::e(); super::super::g(); m!(); }",
        "#[macro_use] mod a;",
        "macro_rules! m { () => {} }",
        'include!("b.rs");',
    ]
)
TREES = st.dictionaries(st.sampled_from(PATHS), st.lists(LINES, max_size=5), min_size=1)

Answer = tuple[list[Module], dict[bytes, ResolvedFile]]


def answer(tree: dict[str, list[str]], paths: list[str]) -> Answer:
    facts = {path.encode(): extract("\n".join(tree[path]).encode()) for path in paths}
    manifests = {b"Cargo.toml": [extract_manifest(MANIFEST)]}
    order = [path.encode() for path in paths]
    inferred = infer(order, manifests, [], {path: hints(facts[path]) for path in order})
    index = build_index(sorted(order), manifests, [], inferred)
    return list(index.modules), {path: index.resolve(path, facts[path]) for path in sorted(order)}


@given(tree=TREES, data=st.data())
@settings(max_examples=60)
def test_the_order_of_files_does_not_matter(
    tree: dict[str, list[str]], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(sorted(tree)))
    assert answer(tree, sorted(tree)) == answer(tree, other)


@given(tree=TREES)
@settings(max_examples=60)
def test_references_are_of_the_files_there_are(tree: dict[str, list[str]]) -> None:
    modules, resolved = answer(tree, sorted(tree))
    assert [module.id for module in modules] == [module.path.decode() for module in modules]
    for path, file in resolved.items():
        last = len(tree[path.decode()])
        for reference in file.internal:
            assert modules[reference.target].path != path
            assert all(1 <= line <= last for line in reference.lines)


def test_files_that_include_each_other_in_many_ways_are_done_with_soon() -> None:
    names = [f"m{number}.rs" for number in range(30)]
    tree = {
        name: [f'#[path = "{other}"] mod x{at};' for at, other in enumerate(names)]
        for name in names
    }
    modules, _ = answer(tree, names)
    assert len(modules) == len(names)
