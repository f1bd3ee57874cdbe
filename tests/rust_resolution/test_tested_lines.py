"""Rust in, the lines out that are there for tests alone."""

import datetime
from pathlib import Path

import pytest

from driftscan.extract.rust.extractor import extract
from driftscan.pipeline import scan
from tests.services.tiny_tree import request_for, write_tree

TREE = {
    "Cargo.toml": '[package]\nname = "app"\n',
    "src/lib.rs": "mod web;\nmod old;\n",
    "src/web.rs": "use crate::old::New;\n#[cfg(test)]\nmod tests {\n    use crate::old::Old;\n}\n",
    "src/old.rs": "pub struct Old;\n#[test]\nfn t() {\n    crate::web::f();\n}\n",
    "driftscan.yaml": """\
driftscan: 1
components: {web: {path: src/web.rs}, old: {path: src/old.rs}}
rules:
  - {deny: old -> web, name: product, tests: false}
  - {deny: old -> web, name: all}
  - {deny: web -> old, name: other product, tests: false}
  - {deny: web -> old, name: all others}
""",
}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("use a::b;\nfn f() {}\n", ()),
        ("#[cfg(test)]\nmod tests {\n    #[test]\n    fn f() {}\n}\n", ((1, 5),)),
        ("#[cfg(test)]\nuse a::b;\nuse c::d;\n", ((1, 2),)),
        ("#[cfg(test)]\n// of them\n#[allow(dead_code)]\nmod tests;\n", ((1, 4),)),
        (
            "#[test]\nfn f() {}\n\n#[tokio::test(x)]\nasync fn g() {\n}\n",
            ((1, 2), (4, 6)),
        ),
        ("fn f() {\n    #[cfg(test)]\n    let a = b::c();\n    d::e();\n}\n", ((2, 3),)),
        ('#[cfg(all(not(windows), feature = "a,b(", test))]\nmod m {}\n', ((1, 2),)),
        ("#[cfg(any(test, all(test, unix)))]\nmod m {}\n", ((1, 2),)),
        ('#[cfg(any(test, feature = "test"))]\nmod m {}\n', ()),
        ("#[cfg(not(test))]\nmod m {}\n", ()),
        ('#[cfg(feature = "test")]\nmod m {}\n', ()),
        ("#[cfg(" + "all(" * 2000 + "test" + ")" * 2000 + ")]\nmod m {}\n", ()),
        ("#[test_helper]\nfn f() {}\n#[derive(test)]\nstruct A;\n", ()),
        ("fn f() {}\n#[cfg(test)]\n", ()),
    ],
)
def test_what_is_there_for_tests_alone(text: str, lines: tuple[tuple[int, int], ...]) -> None:
    assert extract(text.encode()).tests == lines


def test_rules_without_tests_look_past_them(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    findings = scan(request_for(tmp_path, today=datetime.date(2026, 11, 22))).findings
    found = {each.rule: [place.line for place in each.evidence] for each in findings}
    assert found == {"all": [4], "other product": [1], "all others": [1, 4]}
