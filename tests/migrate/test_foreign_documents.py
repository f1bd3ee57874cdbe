"""Whatever stands in the files of deptrac, dependency-cruiser, lintel and go-arch-lint, it becomes
a spec or a message; the readers below them read any text."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.graph.system import SystemGraph
from driftscan.migrate.migration import ForeignFile, Migration, MigrationError
from driftscan.migrate.registry import FORMATS, format_of
from driftscan.notation.javascript.module import parse_javascript
from driftscan.notation.javascript.values import Code, Unread
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml
from driftscan.spec.parse import parse_spec

GRAPH = SystemGraph([], [], [], [])
WORDS = st.sampled_from(
    ["a", "b", "a b", "*", "", '"', "é:#", "\x1b[31m", "a\nb", "none", "$1", "+a", "\ud83d", "-"]
)
PLACES = st.sampled_from(
    [
        "src/a/.*",
        "^src/(a|b)/",
        "src/**",
        "**",
        "(",
        ".*\\\\Foo\\\\.*",
        "[x",
        "../x",
        "*",
        "a/*",
        "",
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | WORDS | PLACES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def _moved(name: str, content: bytes) -> Migration | None:
    """The migration, the same twice over; None where the file is of nobody, or refused."""
    found = format_of(name, content)
    if found is None:
        return None
    file = ForeignFile(name, "", content)
    try:
        found.sources(file)
        migration = found.migrate(file, GRAPH)
    except MigrationError:
        return None
    assert found.migrate(file, GRAPH) == migration
    return migration


def _reads_back(migration: Migration | None) -> bool:
    """Whether every place has its line and the spec can be read; so it is where nothing moved."""
    if migration is None:
        return True
    places = [each.place for each in migration.no_equal]
    places += [rule.origin for rule in migration.draft.rules]
    if any(place.endswith(":0") for place in places):
        return False
    return bool(parse_spec(migration.text.encode(), "driftscan.yaml"))


_TYPES = "directory classLike glob bool layer composer uses functionName mine".split()
COLLECTOR = st.fixed_dictionaries(
    {"type": st.sampled_from(_TYPES)},
    optional={
        "value": PLACES | WORDS,
        "layer": WORDS,
        "must": ANYTHING,
        "must_not": ANYTHING,
        "private": st.booleans(),
    },
)
DEPTRAC = st.fixed_dictionaries(
    {
        "layers": st.lists(
            st.fixed_dictionaries({"name": WORDS, "collectors": st.lists(COLLECTOR, max_size=3)}),
            min_size=1,
            max_size=4,
        )
    },
    optional={
        "paths": st.lists(PLACES, max_size=2),
        "ruleset": st.dictionaries(WORDS, st.lists(WORDS, max_size=3), max_size=3),
        "skip_violations": ANYTHING,
        "exclude_files": ANYTHING,
    },
)
GO = st.fixed_dictionaries(
    {
        "version": st.sampled_from([1, 2, 3]),
        "components": st.dictionaries(
            WORDS, st.fixed_dictionaries({"in": PLACES.filter(bool)}), min_size=1, max_size=4
        ),
    },
    optional={"deps": ANYTHING, "vendors": ANYTHING, "allow": ANYTHING, "excludeFiles": ANYTHING},
)
LINTEL = st.fixed_dictionaries(
    {
        "layers": st.dictionaries(
            WORDS, st.fixed_dictionaries({"path": PLACES.filter(bool)}), min_size=1, max_size=4
        )
    },
    optional={
        "strict": st.booleans(),
        "rules": st.lists(
            st.dictionaries(
                st.sampled_from(["allow", "deny", "severity", "reason"]),
                WORDS | st.sampled_from(["a -> b", '* -> "b"', "a -> *", "b->a"]),
                max_size=3,
            ),
            max_size=3,
        ),
        "bans": ANYTHING,
        "cycles": st.just({"deny": True}) | ANYTHING,
        "encapsulation": ANYTHING,
        "dependencies": ANYTHING,
        "coverage": ANYTHING,
    },
)
MODULES = st.lists(
    st.sampled_from(
        [
            "node_modules",
            "node_modules/@acme/",
            "node_modules/a",
            "node_modules/a/b",
            "^fs$",
            "^src/(.+)/",
            "npm",
            "npm-dev",
            "core",
        ]
    ),
    max_size=3,
)
_RESTRICTION = st.dictionaries(
    st.sampled_from(["path", "pathNot", "dependencyTypes", "reachable", "circular", "license"]),
    PLACES | MODULES | ANYTHING,
    max_size=3,
)
_RULE = st.fixed_dictionaries(
    {"from": _RESTRICTION, "to": _RESTRICTION},
    optional={"name": WORDS, "severity": WORDS, "comment": WORDS, "module": ANYTHING},
)
CRUISER = st.fixed_dictionaries(
    {"forbidden": st.lists(_RULE, min_size=1, max_size=3)},
    optional={"allowed": st.lists(_RULE, max_size=2), "options": ANYTHING, "extends": ANYTHING},
)


@settings(max_examples=200, deadline=None)
@given(DEPTRAC)
def test_any_layers_of_deptrac(document: dict[str, Any]) -> None:
    whole = {"deptrac": document, "imports": ["deptrac.yaml", {"resource": "x"}], "services": []}
    assert _reads_back(_moved("deptrac.yaml", yaml.safe_dump(whole).encode()))


@settings(max_examples=200, deadline=None)
@given(GO)
def test_any_components_of_go_arch_lint(document: dict[str, Any]) -> None:
    assert _reads_back(_moved(".go-arch-lint.yml", yaml.safe_dump(document).encode()))


@settings(max_examples=200, deadline=None)
@given(LINTEL)
def test_any_layers_of_lintel(document: dict[str, Any]) -> None:
    assert _reads_back(_moved("arch.yaml", yaml.safe_dump(document).encode()))


@settings(max_examples=200, deadline=None)
@given(CRUISER)
def test_any_rules_of_dependency_cruiser(document: dict[str, Any]) -> None:
    assert _reads_back(_moved(".dependency-cruiser.json", json.dumps(document).encode()))


NAMES = ["deptrac.yaml", "arch.yaml", ".go-arch-lint.yml", ".dependency-cruiser.js"]


@given(st.sampled_from(NAMES), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    migration = _moved(name, content)
    assert migration is None or migration.text.startswith("driftscan: 1\n")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON) | st.lists(JSON),
    st.booleans(),
    st.sampled_from([None, 2]),
)
def test_json_is_read_as_json(document: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    found = parse_javascript(text.encode("utf-8", "surrogatepass"))
    assert found.node.value == json.loads(text)
    assert found.unread == ()
    module = parse_javascript(f"// x\nmodule.exports = {text};\n".encode("utf-8", "surrogatepass"))
    assert module.node.value == json.loads(text)


_PIECES = st.sampled_from(
    ["module.exports = ", "export default ", "const a = ", "{", "}", "[", "]", "(", ")", ",", ":",
     "'", '"', "`", "${", "/", "//", "/*", "*/", "\\", "\n", "a", "...", "=>", "+", ".", "1", ";",
     "require('x')", "function () {}", "null", "async", "\u2028", "é", "\x00", "join"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_is_read_as_javascript(text: str) -> None:
    found = parse_javascript(text.encode("utf-8", "surrogatepass"))
    last = text.count("\n") + 1
    assert all(1 <= each.line <= last and each.text for each in found.unread)


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "{a:" * 20_000, "(" * 50_000, "`" * 50_001, "/*" * 9]
)
def test_deep_nesting_is_no_problem(text: str) -> None:
    found = parse_javascript(text.encode())
    exported = parse_javascript(b"module.exports = " + text.encode())
    assert {each.line for each in (*found.unread, *exported.unread)} == {1}


MODULE = """\
const base = require("./base");
const KNOWN = ["^src/a/", '^src/b/'];
/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  extends: base,
  forbidden: [
    { name: 'x', comment: "a" + 'b', from: { path: KNOWN.join("|") }, to: { path: /^src\\/a/g } },
    ...base.forbidden,
    { name: `y`, to: { pathNot: [...KNOWN, "z"].concat(["w"]) }, },
  ],
  options: { prefix: `at ${process.cwd()}`, run() { return 1; }, [KNOWN]: 2, KNOWN, deep: -1.5 },
};
module.exports = config;
"""


def test_data_is_kept_and_code_is_told() -> None:
    found = parse_javascript(MODULE.encode())
    known = ["^src/a/", "^src/b/"]
    told = [
        Unread(5, "extends : base"),
        Unread(8, "base . forbidden"),
        Unread(11, "[ KNOWN ] : 2"),
        Unread(11, "prefix : `at ${process.cwd()}`"),
        Unread(11, "run ( ) { return 1 ; }"),
    ]
    base, rules, computed, prefix, method = map(Code, told)
    assert found.node.value == {
        "extends": base,
        "forbidden": [
            {
                "name": "x",
                "comment": "ab",
                "from": {"path": "^src/a/|^src/b/"},
                "to": {"path": "^src\\/a"},
            },
            rules,
            {"name": "y", "to": {"pathNot": [*known, "z", "w"]}},
        ],
        "options": {
            "prefix": prefix,
            "...1": method,
            "...2": computed,
            "KNOWN": known,
            "deep": -1.5,
        },
    }
    assert list(found.unread) == told
    assert found.node.get("options").line == 11


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("/a\\/[/]b/", "a\\/[/]b"),
        ("/a/i.source", "a"),
        ("String.raw`a\\.b`", "a\\.b"),
        ("String.raw`a${b}`", None),
        ("String.own`a`", None),
        ("[/a/.source, 'b'].join('|')", "a|b"),
        ("[/a/, 'b'].join('|')", None),
        ("/a/ + 'b'", None),
        ("/a/y", None),
        ("{...null, a: 1}", {"a": 1}),
    ],
)
def test_expressions_between_slashes(text: str, value: object) -> None:
    found = parse_javascript(f"const x = {text}\nmodule.exports = {{x}}\n".encode())
    read = found.node.get("x").value
    assert (None if isinstance(read, Code) else read) == value
    assert bool(found.unread) == (value is None)


def test_semicolons_are_optional() -> None:
    text = """\
const base = require('./base')
const cond = base
  ? 'a'
  : 'b'
const f = (x) => {
  return x +
    1
}
const K = ['k']
module.exports = { K, base }
module.exports.more = 1
"""
    found = parse_javascript(text.encode())
    assert found.node.get("K").value == ["k"]
    assert [each.line for each in found.unread] == [10, 11]


YAML = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(YAML)
def test_yaml_is_read_as_yaml(document: object) -> None:
    text = yaml.safe_dump(document, default_style='"', allow_unicode=True)
    if document is None or isinstance(document, bool):
        return
    assert _texts(parse_yaml(text.encode()).value) == _texts(document)


def _texts(value: object) -> object:
    """With `null`, `true` in quotes as texts: how they were written does not survive."""
    match value:
        case dict():
            return {key: _texts(each) for key, each in value.items() if key != "<<"}
        case list():
            return [_texts(each) for each in value]
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
    return value


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_yaml_is_read_or_refused(text: str | bytes) -> None:
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    assert _is_read_or_refused(content)


def _is_read_or_refused(content: bytes) -> bool:
    """Whether a text has a first line as YAML, or is refused with a word on why."""
    try:
        return 0 <= parse_yaml(content).line <= 1 + content.count(b"\n")
    except UnreadableTextError as error:
        return bool(str(error))


BOMB = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n" for p, n in
    zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip


@pytest.mark.parametrize("text", ["[" * 5000, BOMB, "a: [", "&a [*a]", "a: 1\n--- \nb: 2\n"])
def test_hostile_yaml_is_no_problem(text: str) -> None:
    assert _is_read_or_refused(text.encode())


def test_merge_keys_and_lines() -> None:
    text = "x: &x {type: directory, value: a}\nlayers:\n  - <<: *x\n    value: b\n"
    layers = parse_yaml(text.encode()).get("layers")
    (layer,) = layers.elements()
    assert layer.value == {"type": "directory", "value": "b"}
    assert (layers.line, layer.line, layer.get("value").line) == (2, 3, 4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("services:\n  web:\n    image: x\n", 2),
        ("services:\n  web:\n\n    # made here\n    image: x\n", 2),
        ("services:\n  web: {image: x}\n", 2),
        ("services:\n  web:\n    - image\n", 2),
        ("services:\n  a: &a\n    image: x\n  web: *a\n", 4),
        ("a: &a\n  web:\n    image: x\nservices:\n  <<: *a\n", 2),
        ("services:\n  ? web\n  :\n    image: x\n", 2),
        ("b: &b x\nservices:\n  web: *b\n", 1),  # of a scalar where it is written
        ("services:\n  web:\n    x\n", 3),
    ],
)
def test_a_table_stands_where_its_key_does(text: str, line: int) -> None:
    assert parse_yaml(text.encode()).get("services", "web").line == line


@pytest.mark.parametrize("tool", ["deptrac", "dependency-cruiser", "lintel", "go-arch-lint"])
def test_other_files_are_of_nobody(tool: str) -> None:
    recognises = FORMATS[tool].recognises
    assert not recognises("x.yaml", b"services:\n  web: {image: x}\n")
    assert not recognises("mkdocs.yml", b"nav: [a]\n")
    assert not recognises("eslint.config.js", b"module.exports = {rules: {}};")
    assert not recognises("x.yaml", b"\xff")
    assert not recognises("x.json", b'{"forbidden": ["word"], "layers": {"a": 1}}')
