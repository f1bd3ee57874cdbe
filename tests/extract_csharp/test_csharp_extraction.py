"""What holds for every C# file, valid or not."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.extract.csharp.extractor import extract
from driftscan.model.fact import FileFacts
from tests.bounded import bounded
from tests.placed import stands_in

# Pieces that lead deep into the reader when they are strewn into arbitrary text.
PIECES = st.sampled_from(
    [
        "using A.B;\n",
        "using static A;",
        "using X = A<int>;",
        "global using C;\n",
        "namespace N.M;\n",
        "namespace N {",
        "}",
        "class C<T> : B<T> {",
        "record R(int A);",
        "[A, B(1)] ",
        "void M(this T x) {",
        "new D<E>();",
        "a.b.C.D();",
        "x is E && y",
        "#if X\n",
        "#else\n",
        "#elif Y\n",
        "#endif\n",
        '@"a\n"',
        '$"{A.B}"',
        '"""',
        "/*",
        "// driftscan: allow x -- y\n",
        "global::A.B ",
        "nameof(F)",
        "if (async) ",
        "[property] ",
        "a?.b = c; ",
        '$@"""{a}"""',
        '$"{{{a}}}"',
        "é\ufffd",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=20).map("".join)

TIDY = """\
using A;
namespace N.M
{
    using B;
    [Marked]
    class C<T> : Base<T>
    {
        D d = new D();
        void M(E e) { F.G(); e.H(); if (e is I) { } }
    }
}
"""


@given(TEXTS)
def test_no_text_makes_it_raise(text: str) -> None:
    assert isinstance(extract(text.encode("utf-8", "surrogatepass")), FileFacts)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    assert isinstance(extract(content), FileFacts)


@given(TEXTS)
def test_facts_are_sorted_and_each_name_stands_once(text: str) -> None:
    facts = extract(text.encode())
    names = [use.name for use in facts.uses]
    assert names == sorted(set(names))
    last = text.count("\n") + 1
    for use in facts.uses:
        assert list(use.lines) == sorted(set(use.lines))
        assert all(1 <= line <= last for line in use.lines)
    assert all(0 <= fact.level <= len(facts.namespaces) for fact in facts.imports)


@given(st.integers(0, 11), st.sampled_from(["", "// more", "/* more */", "    ", "#region x"]))
@settings(max_examples=60)
def test_lines_between_change_only_line_numbers(at: int, between: str) -> None:
    lines = TIDY.split("\n")
    more = [*lines[:at], between, *lines[at:]]
    if between == "#region x":
        more.append("#endregion")
    before, after = extract(TIDY.encode()), extract("\n".join(more).encode())

    def moved(line: int) -> int:
        return line + (line > at)

    assert after.declarations == before.declarations
    assert [(u.name, u.lines) for u in after.uses] == [
        (u.name, tuple(map(moved, u.lines))) for u in before.uses
    ]
    assert [(f.module, f.level, f.line) for f in after.imports] == [
        (f.module, f.level, moved(f.line)) for f in before.imports
    ]


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "class A { object x = " + "(" * n,
    "blocks": lambda n: "class A { void M() " + "{" * n,
    "types": lambda n: "class A { A x; " * n,
    "namespaces": lambda n: "namespace A { B.C x; " * n,
    "a chain": lambda n: "class A { object x = " + ".".join(["Abc"] * n) + "; }",
    "a qualified name": lambda n: "class A { " + ".".join(["Abc"] * n) + " x; }",
    "type arguments": lambda n: "class A { " + "B<" * n + "C" + ">" * n + " x; }",
    "calls": lambda n: "class A { object x = y" + ".Go()" * n + "; }",
    "conditions": lambda n: "#if A\n" * n + "class B { C c; }\n" + "#endif\n" * n + "}{",
    "errors": lambda n: "class A { ) } ] " * n,
    "values": lambda n: "class A { void M() { " + "var Abc = Def.Go(Abc.X); " * n + "} }",
    "usings": lambda n: "using A.B;\n" * n,
    "ands": lambda n: "class A { bool x = a is B" + " && c" * n + "; }",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_cheap(name: str) -> None:
    content = HOSTILE[name](6_000).encode()
    with bounded():
        facts = extract(content)
    assert stands_in(content, facts)
