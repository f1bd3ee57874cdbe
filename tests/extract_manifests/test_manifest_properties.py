"""What holds for every manifest, valid or not."""

import importlib
import tomllib
from types import ModuleType

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from driftscan.extract.manifest.requirement import pip_requirement_name, requirement_name
from driftscan.extract.requirements.extractor import extract as extract_requirements
from driftscan.model.fact import FileFacts, RequirementFact
from driftscan.notation.toml_lines import lines_of

FORMATS = ("pipfile", "pyproject", "requirements", "setup_cfg", "setup_py")

# Pieces that lead deep into the readers when they are strewn into arbitrary text.
PIECES = st.sampled_from(
    [
        '[project]\nname = "a"\n',
        "dependencies = [\n",
        "[tool.setuptools.packages.find]\nwhere = ",
        "[tool.poetry]\npackages = [{include = 'a'",
        "[[tool.pyright.executionEnvironments]]\n",
        "[metadata]\nname = a\n",
        "[options]\npackages = find:\npackage_dir =\n  = src\n",
        "from setuptools import *\nfrom setuptools import setup\n",
        "setup(packages=['a'], package_dir={'': 'b'}, **x)\n",
        "-e git+https://h/x#egg=",
        " \\\n",
        '"""',
        "'",
        "]",
        "}",
        "=",
        "\x00",
        "\r",
        "\ufeff",
        "(" * 300,
        "[" * 3000,
    ]
)
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map("".join)


def extractor(folder: str) -> ModuleType:
    return importlib.import_module(f"driftscan.extract.{folder}.extractor")


def check_facts(facts: FileFacts, content: bytes) -> None:
    last = content.count(b"\n") + content.count(b"\r") + 1
    lines = [project.line for project in facts.projects]
    lines += [root.line for root in facts.source_roots]
    lines += [requirement.line for requirement in facts.requirements]
    lines += [problem.line for problem in facts.problems]
    assert all(0 <= line <= last for line in lines)
    assert all(not root.directory.startswith("/") for root in facts.source_roots)
    assert sum(problem.fatal for problem in facts.problems) <= 1


@pytest.mark.parametrize("folder", FORMATS)
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(folder: str, content: bytes) -> None:
    check_facts(extractor(folder).extract(content), content)


@pytest.mark.parametrize("folder", FORMATS)
@given(text=NEARLY)
def test_nearly_valid_text_gives_facts(folder: str, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    check_facts(extractor(folder).extract(content), content)


@pytest.mark.parametrize(
    ("folder", "content"),
    [
        ("pyproject", b"a = " + b"[" * 200_000),
        ("pyproject", b"a = " + b"[" * 900 + b"]" * 900),
        ("pyproject", b"a = " + b"{a=" * 50_000),
        ("pyproject", b"[" + b"a." * 3_000 + b"a]\nb = 1"),
        ("pipfile", b"a = " + b"[" * 200_000),
        ("setup_py", b"x = " + b"(" * 50_000),
        ("setup_py", b"x = " + b"-" * 5_000 + b"1"),
        ("setup_py", b"from setuptools import setup\nsetup(name=" + b"a+" * 5_000 + b"a)"),
        ("setup_py", b"from setuptools import setup\nsetup(packages=" + b"[]+" * 900 + b"[])"),
        ("setup_cfg", b"[" * 200_000),
        ("requirements", b"\\\n" * 100_000),
    ],
)
def test_depth_and_length_do_not_crash(folder: str, content: bytes) -> None:
    check_facts(extractor(folder).extract(content), content)


NAMES = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,12}[A-Za-z0-9])?", fullmatch=True).filter(
    lambda name: not name.endswith((".whl", ".zip", ".tgz"))
)
SPACE = st.sampled_from(["", " ", "  "])
EXTRAS = st.sampled_from(["", "[redis]", "[a, b]"])
VERSIONS = st.sampled_from(["", "==1.0", ">=1,<2", "~= 1.4", "!=1.*", "===x", " (>=1)"])
MARKERS = st.sampled_from(["", ' ; python_version < "4"', ";extra=='x'"])
COMMENTS = st.sampled_from(["", "  # why", " #", " --hash=sha256:00 \\\n  --hash=sha256:11"])
LINE = st.tuples(NAMES, SPACE, EXTRAS, SPACE, VERSIONS, MARKERS, COMMENTS)
FILLER = st.sampled_from(["", "# note", "-r other.txt", "--pre", "-e ./here", "   "])


@given(rows=st.lists(st.tuples(FILLER, LINE), max_size=8))
def test_requirement_lines_round_trip(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    text, wanted = "", []
    for filler, parts in rows:
        text += filler + "\n"
        wanted.append(RequirementFact(parts[0], text.count("\n") + 1, "runtime"))
        text += "".join(parts) + "\n"
    found = extract_requirements(text.encode())
    assert list(found.requirements) == wanted
    assert found.problems == ()


@given(name=NAMES, url=st.sampled_from(["https://h/x.zip", "file:///x", "git+ssh://git@h/x@v1"]))
def test_direct_references_keep_their_name(name: str, url: str) -> None:
    assert requirement_name(f"{name} @ {url}") == name
    assert pip_requirement_name(f"{name}@ {url}") == name


# A small writer of TOML that knows the line of all it writes.
KEYS = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True),
    st.sampled_from(['"a.b"', '"q#"', "'x = ['", '"\\u00e9\\""', '""']),
)
NUMBERS = ["1", "1.5", "-2.5e-3", "true", "1979-05-27 07:32:00.5", "1979-05-27"]
STRINGS = ["'[,]'", '"#\\""', '"""a\n  ]b"""', "'''\n'''", '"""x"""""', '""']
SCALARS = st.sampled_from([*NUMBERS, *STRINGS])
GAPS = st.sampled_from(["", " ", "\n", "  # c ] }\n", "\r\n  "])


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["scalar", "array", "table"] if depth else ["scalar"]))
    if kind == "array":
        items = draw(st.lists(values(depth - 1), max_size=3))
        return "[" + draw(GAPS) + "".join(f"{i}{draw(GAPS)},{draw(GAPS)}" for i in items) + "]"
    if kind == "table":
        keys = draw(st.lists(KEYS, max_size=3, unique=True))
        return "{" + ", ".join(f"{k} = {draw(values(depth - 1))}" for k in keys) + "}"
    return draw(SCALARS)


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = ""
    for table in draw(st.lists(st.sampled_from(["", "[t]", "[[u]]", "[u.v]", "[ w . 'x' ]"]))):
        keys = draw(st.lists(KEYS, max_size=3, unique=True))
        text += draw(st.sampled_from(["", "# [no]\n"])) + table + "\n"
        text += "".join(f"{key} = {draw(values())}  # c\n" for key in keys)
    return text


@given(text=documents())
def test_every_toml_value_has_the_line_where_its_key_stands(text: str) -> None:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        reject()
    normal = text.replace("\r\n", "\n")
    lines, written = lines_of(normal), normal.split("\n")
    pending: list[tuple[tuple[str | int, ...], object]] = [((), document)]
    while pending:
        path, value = pending.pop()
        if path:
            key = path[-1]
            stands = written[lines[path] - 1]
            assert not isinstance(key, str) or (key or '""') in stands or "\\u00e9" in stands
        if isinstance(value, dict):
            pending += [((*path, key), below) for key, below in value.items()]
        elif isinstance(value, list):
            pending += [((*path, position), below) for position, below in enumerate(value)]


def test_toml_lines_are_told_apart() -> None:
    text = (
        'x = [\n "one",\n\n "two", ["three",\n "four"], {five = 5,\n six = [\n 6]}]\n'
        "[[u]]\n[[u]]\na.b = 1\n[u.v]\nc=2"
    )
    lines = lines_of(text)
    assert [lines[("x", position)] for position in range(4)] == [2, 4, 4, 5]
    assert lines[("x", 2, 1)] == 5
    assert (lines[("x", 3, "five")], lines[("x", 3, "six")], lines[("x", 3, "six", 0)]) == (5, 6, 7)
    assert (lines[("u", 0)], lines[("u", 1)], lines[("u", 1, "a", "b")]) == (8, 9, 10)
    assert (lines[("u", 1, "v")], lines[("u", 1, "v", "c")]) == (11, 12)
