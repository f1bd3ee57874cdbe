"""Generated programs: equal to ast, unmoved by text around them, and never an exception."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.truth.ast_oracle import facts_by_ast, sort_key
from driftscan.extract.python import extractor
from driftscan.model.fact import FileFacts, ImportFact

_NAMES = ("a", "b1", "_c", "match", "case", "lazy", "type", "importx", "fromage", "été", "x")
_name = st.sampled_from(_NAMES)
_dotted = st.lists(_name, min_size=1, max_size=3).map(".".join)
_gap = st.sampled_from([" ", "  ", "\t", " \\\n ", "\f "])
_gap0 = st.one_of(st.just(""), _gap)
_wide = st.sampled_from([" ", "\n", " # import no '\n", "\n\n  ", "\\\n"])


@st.composite
def _renamed(draw: st.DrawFn, base: st.SearchStrategy[str], gap: st.SearchStrategy[str]) -> str:
    name = draw(base)
    return f"{name}{draw(gap)}as{draw(gap)}{draw(_name)}" if draw(st.booleans()) else name


@st.composite
def _import(draw: st.DrawFn) -> str:
    items = draw(st.lists(_renamed(_dotted, _gap), min_size=1, max_size=3))
    return f"import{draw(_gap)}" + f"{draw(_gap0)},{draw(_gap0)}".join(items)


@st.composite
def _from(draw: st.DrawFn) -> str:
    dots = draw(st.sampled_from(["", "", ".", "..", ". .", "...."]))
    module = draw(_dotted) if not dots or draw(st.booleans()) else ""
    head = f"from{draw(_gap)}{dots}{module}{draw(_gap)}import{draw(_gap)}"
    form = draw(st.sampled_from(["star", "plain", "brackets"]))
    if form == "star":
        return f"{head}x"
    if form == "plain":
        items = draw(st.lists(_renamed(_name, _gap), min_size=1, max_size=3))
        return head + f"{draw(_gap0)},{draw(_gap0)}".join(items)
    items = draw(st.lists(_renamed(_name, _wide), min_size=1, max_size=3))
    body = f"{draw(_wide)},{draw(_wide)}".join(items)
    comma = draw(st.sampled_from(["", ",", " ,\n"]))
    return f"{head}({draw(_wide)}{body}{comma}{draw(_wide)})"


_noise = st.sampled_from(
    [
        "pass",
        "x = 'import a'",
        'x = "a\\\nimport b"',
        "'''\nimport a\n  if x:\n'''",
        "x = (a if b\nelse c, [d\n  for d in e\n if f])",
        "x = f'{a}' f\"{b['c']:>{w}}\"",
        "x = rf'\\{a}' + fr'{{' + F'''\n{\na}import b\n'''",
        "x = {1: 'import', 2: lambda y: y}",
        "match = case = 1; match[0]; case",
        "x = y \\\n  if z else w",
        "x: int = 1  # import a",
        "raise x from y",
        "x = 1;",
        "if x: y = 1; z = (1,\n2)",
        "lazy; lazy = 1",
        "x = '\\'' + \"\\\\\"",
        "x = ''; y = \"\"; z = ''''''; w = r'\\''",
        "x = [lambda: (lambda a, b=1: a)]; x[1:2]",
        "# if x:",
        "@x\nclass C(a, b=c): pass",
        "x = (yield)",
    ]
)
_call = st.sampled_from(
    [
        "__import__('a.b')",
        "importlib.import_module('a')",
        "x = lambda: [import_module('.a', __package__), 1]",
        "x = {1: lambda y, z=il.import_module('a'): 2, 3: importlib.import_module('b')}",
        "import_module(x)",
        "__import__('a', fromlist=['b', \"c\"])",
        "importlib = 1",
        "from importlib import import_module",
        "from django.utils.module_loading import import_string",
        "import_string('a.b')",
        "import importlib, importlib as il",
        "from typing import TYPE_CHECKING as TC",
    ]
)
_simple = st.one_of(_import(), _from(), _noise, _call)
_test = st.sampled_from(
    [
        *("x", "TYPE_CHECKING", "not TYPE_CHECKING", "t.TYPE_CHECKING", "TC and x", "(x or y)"),
        *("(\nTYPE_CHECKING\n or x)", "not (x and TYPE_CHECKING)", "(lambda: x)()"),
        *("x[1:2]", "x in {1: 2}"),
    ]
)
_clauses = {
    "if": (["if {}:"], ["elif {}:"], ["else:"]),
    "try": (["try:"], ["except {}:", "except* {}:"], ["else:", "finally:"]),
    "while": (["while {}:"], [], ["else:"]),
    "for": (["for x in {}:", "async for x in {}:"], [], ["else:"]),
    "match": (["case 1:", "case [x] if {}:"], ["case {{}}:"], []),
    "def": (["def f(a={}):", "async def f(a: int = 1) -> x:"], [], []),
    "class": (["class C({}):", "class C:"], [], []),
    "with": (["with {} as y:", "async with x:"], [], []),
}


def _indented(block: str, by: str) -> str:
    """Indent only the first line: what follows in a statement is inside brackets or strings."""
    return by + block


@st.composite
def _suite(draw: st.DrawFn, depth: int, indent: str) -> str:
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        inline = draw(st.lists(_simple.filter(_can_share_a_line), min_size=1, max_size=3))
        return " " + ";".join(inline) + "\n"
    return "\n" + draw(_block(depth - 1, indent + draw(st.sampled_from([" ", "    ", "\t"]))))


def _can_share_a_line(statement: str) -> bool:
    starts_clause = re.match(r"(if|class|@|#|match|async|x = 1;)", statement)
    return not starts_clause and "#" not in statement.rpartition("\n")[2]


@st.composite
def _compound(draw: st.DrawFn, depth: int, indent: str) -> str:
    kind = draw(st.sampled_from(sorted(_clauses)))
    first, middle, last = _clauses[kind]
    heads = [draw(st.sampled_from(first))]
    wants_middle = draw(st.booleans()) or kind == "try"
    wants_last = draw(st.booleans())
    if middle and wants_middle:
        heads.append(draw(st.sampled_from(middle)))
    if last and wants_last:
        heads.append(draw(st.sampled_from(last)))
    prefix, inner = "", indent
    if kind == "match":
        prefix, inner = f"{indent}match x:\n", indent + "  "
    parts = [inner + head.format(draw(_test)) + draw(_suite(depth, inner)) for head in heads]
    return prefix + "".join(parts)


@st.composite
def _block(draw: st.DrawFn, depth: int, indent: str) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            parts.append(draw(_compound(depth, indent)))
        else:
            lines = (
                draw(_simple).replace("\n@", f"\n{indent}@").replace("\nclass", f"\n{indent}class")
            )
            parts.append(_indented(lines, indent) + "\n")
    parts.append(f"{indent}pass\n")
    return "".join(parts)


_program = _block(3, "")


def _read(content: bytes) -> tuple[list[ImportFact], list[int]]:
    facts = extractor.extract(content)
    computed = [each.line for each in facts.problems if each.code == "not-literal"]
    assert len(computed) == len(facts.problems), facts.problems
    return sorted(facts.imports, key=sort_key), computed


@settings(max_examples=400, deadline=None)
@given(_program)
def test_equal_to_ast(program: str) -> None:
    content = program.encode()
    expected = facts_by_ast(content)
    assume(expected is not None)  # hypothesis fails the test if that is often false
    assert _read(content) == expected


@settings(max_examples=150, deadline=None)
@given(_program, st.integers(0, 5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_text_around_shifts_lines_only(program: str, lines: int, newline: str) -> None:
    alone = extractor.extract(program.encode())
    around = "# import no '\n" * lines + program + "# import no \"\n'''if x: import'''\n"
    moved = extractor.extract(around.replace("\n", newline).encode())
    shifted = [
        ImportFact(each.module, each.name, each.level, each.line + lines, each.context, each.alias)
        for each in alone.imports
    ]
    assert list(moved.imports) == shifted
    assert [each.line for each in moved.problems] == [each.line + lines for each in alone.problems]


_fragments = st.sampled_from(
    [
        *("import ", "from ", "lazy ", "as ", "import_module", "__import__", "importlib"),
        *("if ", "else", "def ", "try", "match ", "case ", "async ", "not ", "lambda"),
        *("a", "é", "TYPE_CHECKING", ".", ",", ";", ":", "*", "=", "#", "# coding: latin-1\n"),
        *("(", ")", "[", "]", "{", "}", "'", '"', "'''", '"""', "f'", 't"', "rf'''"),
        *("\\", "\n", "\r", " ", "\t", "\f", "\ufeff", "\0"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_fragments, max_size=40).map(lambda parts: "".join(parts).encode()))
@example(b"\\")
@example(b"\\\nimport a")
@example(b"__import__")
@example(b"__import__\\\n(")
@example(b":import")
def test_fragments_never_raise(content: bytes) -> None:
    assert isinstance(extractor.extract(content), FileFacts)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_bytes_never_raise(before: bytes, after: bytes) -> None:
    for content in (before, before + b"import a" + after, before + b"__import__('" + after):
        assert isinstance(extractor.extract(content), FileFacts)


# Expressions on one side that only a newer Python reads, on the other an old expression of as
# many lines: both programs must say the same.
_NEWER = [
    ('f"{d["import a"]}"', "0"),
    ('f"{f"{f"{x}"}"}"', "0"),
    ("f'{\n  x  # '\n}'", "(0\n\n)"),
    ('f"{x:{"}"}}" t"{{{y["}"]}"', "0"),
    ("t'''\nimport a {'''\nimport b\n'''}'''", "(0\n\n\n)"),
    ('rf"\\{x["a"]}" f"{"\\n".join(x)}"', "0"),
]


@settings(max_examples=100, deadline=None)
@given(_program, st.randoms(use_true_random=False))
def test_newer_strings_change_nothing(program: str, chance: random.Random) -> None:
    new: list[str] = []
    old: list[str] = []
    for line in program.split("\n"):
        newer, older = chance.choice(_NEWER)
        swap = line.strip() == "pass"
        new.append(line.replace("pass", f"x = {newer}") if swap else line)
        old.append(line.replace("pass", f"x = {older}") if swap else line)
    assert extractor.extract("\n".join(new).encode()) == extractor.extract("\n".join(old).encode())


@pytest.mark.parametrize("make", [str.upper, str.lower, str.title], ids=["upper", "lower", "title"])
def test_prefix_letters_in_either_case(make: Callable[[str], str]) -> None:
    for prefix in ("f", "rf", "fr", "t", "rt", "tr"):
        source = f"x = {make(prefix)}'{{d['import no']}}'; import a"
        assert [each.module for each in extractor.extract(source.encode()).imports] == ["a"]
