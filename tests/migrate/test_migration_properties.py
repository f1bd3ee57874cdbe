"""Whatever stands in a file, it is moved, or refused with a message; the text is always a spec."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.migrate.migration import ForeignFile, MigrationError
from driftscan.migrate.registry import FORMATS, format_of
from driftscan.migrate.tach.expose import names_of
from driftscan.migrate.tach.globs import path_glob
from driftscan.spec.parse import parse_spec
from tests.checks.tiny_system import graph_of

TREE = {
    "a/__init__.py": "import b\n",
    "a/x.py": "import b.y\nimport yaml\n",
    "b/__init__.py": "",
    "b/y.py": "import a.x\n",
    "c.py": "import a\n",
}
GRAPH = graph_of(TREE)
NAMES = st.sampled_from(
    [
        "a",
        "a.x",
        "b",
        "b.y",
        "c",
        "*",
        "a.*",
        "a.**",
        "**",
        "yaml",
        "",
        "x y",
        "a.x -> b",
        '"',
        "é:#",
    ]
)
LISTS = st.lists(NAMES, max_size=4)
TYPES = ["forbidden", "layers", "independence", "protected", "acyclic_siblings", "other"]
KEYS = [
    "source_modules",
    "forbidden_modules",
    "layers",
    "containers",
    "modules",
    "protected_modules",
    "allowed_importers",
    "ancestors",
    "skip_descendants",
    "ignore_imports",
    "exhaustive_ignores",
]
WORDS = {
    "name": NAMES,
    "depth": st.sampled_from(["0", "2", "x"]),
    "exhaustive": st.sampled_from(["True", "no"]),
    "as_packages": st.sampled_from(["False", "True"]),
    "allow_indirect_imports": st.sampled_from(["true", "x"]),
}
CONTRACT = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES)}, optional={**dict.fromkeys(KEYS, LISTS), **WORDS}
)


def _ini(contracts: list[dict[str, str | list[str]]]) -> str:
    lines = ["[importlinter]", "root_packages = ", "  a", "  b"]
    for number, contract in enumerate(contracts):
        lines.append(f"[importlinter:contract:{number}]")
        for key, value in contract.items():
            words = value if isinstance(value, list) else [value]
            lines += [f"{key} =", *(f"    {word}" for word in words if word)]
    return "\n".join(lines)


def _moved(name: str, content: bytes) -> str:
    """The text of the spec, or why there is none; '' for a file that is no such configuration."""
    found = format_of(name, content)
    if found is None:
        return ""
    file = ForeignFile(name, "", content)
    try:
        found.sources(file)
        migration = found.migrate(file, GRAPH)
    except MigrationError as error:
        return str(error)
    assert parse_spec(migration.text.encode(), "driftscan.yaml").file == "driftscan.yaml"
    assert found.migrate(file, GRAPH) == migration
    return migration.text


@settings(max_examples=300, deadline=None)
@given(st.lists(CONTRACT, max_size=3))
def test_any_contracts_become_a_spec(contracts: list[dict[str, str | list[str]]]) -> None:
    assert _moved(".importlinter", _ini(contracts).encode())


PATHS = st.sampled_from(
    ["a", "a.x", "b", "b.y", "c", "<root>", "a.*", "**", "{a,b}", "gone", "[", '"']
)
MODULE = st.fixed_dictionaries(
    {"path": PATHS},
    optional={
        "depends_on": st.lists(PATHS, max_size=3),
        "cannot_depend_on": st.lists(PATHS, max_size=2),
        "depends_on_external": st.lists(NAMES, max_size=2),
        "cannot_depend_on_external": st.lists(NAMES, max_size=2),
        "visibility": st.lists(PATHS, max_size=2),
        "layer": st.sampled_from(["ui", "core", "none"]),
        "utility": st.booleans(),
        "unchecked": st.booleans(),
    },
)
INTERFACE = st.fixed_dictionaries(
    {
        "expose": st.lists(
            st.sampled_from(["x", "x.*", ".*", "(x|y)", "(", "[a-z]+", ""]), max_size=2
        )
    },
    optional={"from": st.lists(PATHS, max_size=2), "visibility": st.lists(PATHS, max_size=1)},
)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


@settings(max_examples=300, deadline=None)
@given(
    st.lists(MODULE, max_size=4),
    st.lists(INTERFACE, max_size=2),
    st.sampled_from(["ignore", "allow", "forbid"]),
)
def test_any_modules_become_a_spec(
    modules: list[dict[str, object]], interfaces: list[dict[str, object]], root: str
) -> None:
    lines = [f'root_module = "{root}"', 'layers = ["ui", {name = "core", closed = true}]']
    for section, entries in (("modules", modules), ("interfaces", interfaces)):
        for entry in entries:
            lines.append(f"[[{section}]]")
            lines += [f"{key} = {_toml(value)}" for key, value in entry.items()]
    assert _moved("tach.toml", "\n".join(lines).encode()) or not modules


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["tach.toml", "pyproject.toml", "setup.cfg", ".importlinter"]), st.binary())
def test_any_bytes_are_moved_or_refused(name: str, content: bytes) -> None:
    assert bool(_moved(name, content)) == (format_of(name, content) is not None)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("get", ["get"]),
        ("services.*", ["services.*"]),
        (r"services\..*", ["services.*"]),
        (r"a\.b", ["a.b"]),
        ("(one|two)", ["one", "two"]),
        ("api.(?:x|y)", ["api.x", "api.y"]),
        ("^get$", ["get"]),
        ("get_.*", ["get_.*"]),
        ("[a-z]+", None),
        ("(", None),
    ],
)
def test_what_an_expression_means(expression: str, names: list[str] | None) -> None:
    assert names_of(expression) == names


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("libs.*", ["libs.a"], ["libs", "libs.a.b"]),
        ("libs.**", ["libs", "libs.a", "libs.a.b"], ["libsx", "other"]),
        ("**.api", ["api", "x.api", "x.y.api"], ["x.apis", "api.x"]),
        ("a.**.api", ["a.api", "a.b.api", "a.b.c.api"], ["a", "ab.api"]),
        ("a.{x,y}", ["a.x", "a.y"], ["a.z"]),
        ("a?", ["ab"], ["a", "abc"]),
        ("a.[xy]", ["a.x"], ["a.z"]),
    ],
)
def test_what_a_glob_means(glob: str, yes: list[str], no: list[str]) -> None:
    pattern = path_glob(glob)
    assert [name for name in yes + no if pattern.fullmatch(name)] == yes


def test_every_format_is_on_the_page() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs/moving.md").read_text("utf-8")
    assert all(f"| {tool} |" in page for tool in FORMATS)
