"""Python that is newer than the interpreter is read as what it means in an older one."""

import ast
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from driftscan.extract.python.services.extractor import extract
from driftscan.extract.python.services.newer_syntax import newer_tree

# Newer text, and the same in words that Python 3.11 has.
MEANINGS = {
    "def f[T: (A, B) = A, *Ts, **P](x: T) -> T:\n    g(x)": "def f(x: T) -> T:\n    g(x)",
    "class A[\n    T,  # of ]\n](B[T]):\n    x = 1": "class A \\\n\\\n(B[T]):\n    x = 1",
    "async def f[T]():\n    await x": "async def f():\n    await x",
    "type X = int": "lambda: int",
    "type X[T] = dict[str, T]\ny = 1": "lambda: dict[str, T]\ny = 1",
    "if x:\n    type X[\n  T] = (\n  a)\n    y = 1": "if x:\n    lambda: \\\n(\n  a)\n    y = 1",
    "type = 1\ntype.x = type[0]": "type = 1\ntype.x = type[0]",
    "try: x\nexcept A, b.C: y": "try: x\nexcept (A, b.C): y",
    "try: x\nexcept* A, B: y": "try: x\nexcept* (A, B): y",
    's = f"{x["a"]}"': "s = f\"{x['a']}\"",
    's = f"{f"{f"{a}"}"}"': "s = f'''{f\"{f'{a}'}\"}'''",
    's = f"a{x + "}"!r:>{w["n"]}}b"': "s = f\"a{x + '}'!r:>{w['n']}}b\"",
    "s = f'{x:%H:%M}{{y}}'": "s = f'{x:%H:%M}{{y}}'",
    "s = f'{x=}{x != y}{(lambda a: a)(1)}'": "s = f'{x=}{x != y}{(lambda a: a)(1)}'",
    's = rf"\\d{x["a"]}\\N{y}"': "s = rf\"\\d{x['a']}\\N{y}\"",
    's = f"\\N{DIGIT ONE}{x["a"]}"': "s = f\"1{x['a']}\"",
    's = f"{\n  a  # of }\n}" + b\nc': "s = f'''{\n  a\n}''' + b\nc",
    's = f"""{\n  a["x"]\n}"""\nc': 's = f"""{\n  a[\'x\']\n}"""\nc',
    's = rf"\\d{\n a}"\nc': "s = rf'''\\d{\n a}'''\nc",
    's = t"{x}"': 's = f"{x}"',
    "s = 'def f[T](): '\n# class A[T]:": "s = 'def f[T](): '",
}


def meaning(tree: ast.Module) -> str:
    return ast.dump(tree)


def lines(tree: ast.Module) -> list[tuple[str, int]]:
    return [(type(n).__name__, n.lineno) for n in ast.walk(tree) if isinstance(n, ast.stmt)]


@pytest.mark.parametrize("newer", MEANINGS)
def test_newer_text_means_the_older(newer: str) -> None:
    read, wanted = newer_tree(newer), ast.parse(MEANINGS[newer])
    assert meaning(read) == meaning(wanted)
    assert lines(read) == lines(wanted)


def test_code_in_a_formatted_string_is_at_its_line() -> None:
    tree = newer_tree('x = 1\ns = f"{a["x"]}{\n  b(\n    c\n)}"\ny = 1')
    found = {n.id: n.lineno for n in ast.walk(tree) if isinstance(n, ast.Name)}
    assert found == {"x": 1, "s": 2, "a": 2, "b": 3, "c": 4, "y": 6}


UNREADABLE = (
    "def f[T(): pass",
    "type X[T]",
    's = f"{x"',
    's = f"{"}"',
    's = f"{}"',
    's = f"}"',
    "print 'x'",
    "class A[T",
)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_no_python_reads_is_said(text: str) -> None:
    (problem,) = extract(b"import requests\nrequests.get('http://a')\n" + text.encode()).problems
    assert (problem.code, problem.fatal) == ("syntax", True)


def test_calls_beside_newer_syntax_are_seen() -> None:
    source = 'import requests\ndef f[T](x: T):\n    requests.get(f"http://cart/{x["id"]}")\n'
    (call,) = extract(source.encode()).calls
    assert (call.kind, call.line) == ("http", 3)


PIECES = st.sampled_from(
    [
        *"[](){}'\"=:!,\\#x \n",
        *("f'", 't"', "rf'''", "'''", "def f", "class A[", "type X", "\n"),
        "=",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@example("f'{'" * 20)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        wanted = meaning(ast.parse(text))
    except (SyntaxError, ValueError):
        wanted = ""
    try:
        read = meaning(newer_tree(text))
    except (SyntaxError, ValueError):
        read = ""
    if sys.version_info < (3, 12) and wanted:
        assert read == wanted  # what an older Python reads means the same
