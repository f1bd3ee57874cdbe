"""What holds for every Go file and every tree of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.go import language
from driftscan.extract.go.extractor import extract
from driftscan.extract.go_mod.extractor import extract as extract_go_mod
from driftscan.extract.go_work.extractor import extract as extract_go_work
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts

# Statements that each stand on lines of their own.
STATEMENTS = st.sampled_from(
    [
        "p := p.New()",
        "p.Use()",
        "q.Use(p.Lit{}, func(q int) { q.Hidden() })",
        "if q := p.If(); q.Ok { q.Hidden() } else { p.Else() }",
        "for p := range q.Range { p.Body() }",
        "switch q := p.(type) {\ncase q.Type:\n\tq.Hidden()\ndefault:\n}",
        # No bare block: the grammar takes that behind `range q.Range { ... }` for the loop's body.
        "func() {\n\tvar q p.Type\n\t_ = q.Hidden\n}()",
        "select {\ncase p := <-q.Chan:\n\tp.Hidden()\n}",
        "const p = q.Const",
        "type q struct{ p.Embedded }",
    ]
)
BODIES = st.lists(STATEMENTS, max_size=6)
PIECES = st.sampled_from(
    [
        *("package a\n", "import (", '"x"', "func f(", "{", "}", "var", "\n", "`", "/*", "\x00"),
        *("switch x := y.(type) {", "case p.T:", "new(", "func (a T) m[", "p.X", "\ufeff"),
        "//go:build ignore\n",
    ]
)


def _source(body: list[str], filler: str = "") -> str:
    lines = ["package a", 'import "p"', 'import q "x/q"', "func f() {", *body, "}"]
    return "\n".join(line + filler for text in lines for line in text.split("\n")) + "\n"


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join))
def test_nearly_go_gives_facts(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    facts = extract(content)
    last = content.count(b"\n") + 1
    assert all(1 <= fact.line <= last for fact in facts.imports)
    assert all(1 <= line <= last for use in facts.uses for line in use.lines)
    assert all(list(use.lines) == sorted(set(use.lines)) for use in facts.uses)
    assert list(facts.uses) == sorted(facts.uses, key=lambda use: use.name)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(content: bytes) -> None:
    for read in (extract, extract_go_mod, extract_go_work):
        assert isinstance(read(content), FileFacts)


@given(BODIES)
def test_blank_lines_and_comments_change_line_numbers_alone(body: list[str]) -> None:
    plain, spread = extract(_source(body).encode()), extract(_source(body, "\n// p.No").encode())
    assert plain.problems == spread.problems == ()
    assert [use.name for use in plain.uses] == [use.name for use in spread.uses]
    for near, far in zip(plain.uses, spread.uses, strict=True):
        assert [2 * line - 1 for line in near.lines] == list(far.lines)


@given(BODIES)
def test_a_function_hides_nothing_from_the_next(body: list[str]) -> None:
    text = _source(body) + "func g() { p.Behind(); q.Behind() }\n"
    assert {"p.Behind", "q.Behind"} <= {use.name for use in extract(text.encode()).uses}


TREE = {
    b"a/a.go": 'package a\nimport "m/b"\nimport "m/c"\nvar x, y = b.X, c.Gone\n',
    b"b/one.go": "package b\nvar X = 1\n",
    b"b/two.go": "package b\nvar X = 2\n",
    b"c/c.go": "package c\n",
}


def _resolved(order: list[bytes]) -> tuple[list[bytes], list[ResolvedFile]]:
    facts = {path: extract(TREE[path].encode()) for path in order}
    manifests = {b"go.mod": (extract_go_mod(b"module m\n"),)}
    hints = {path: language.hints(each) for path, each in facts.items()}
    inferred = language.infer(sorted(TREE), manifests, [], hints)
    index = language.build_index(sorted(TREE), manifests, [], inferred)
    paths = [module.path for module in index.modules]
    return paths, [index.resolve(path, facts[path]) for path in sorted(TREE)]


@given(st.permutations(sorted(TREE)))
def test_the_order_in_which_files_are_read_does_not_matter(order: list[bytes]) -> None:
    assert _resolved(order) == _resolved(sorted(TREE))


@pytest.mark.parametrize(
    "text",
    [
        "func f() {" + "{" * 3_000 + "p.X()" + "}" * 3_000 + "}",
        "func f(x any) {" + "switch p := x.(type) { case p.X: " * 800 + "}" * 800 + "}",
        "func f[" + ", ".join(f"T{at} any" for at in range(3_000)) + "]() {}",
        "func f() { " + ", ".join(f"a{at}" for at in range(3_000)) + " := 1 }",
        "func f( { p.X( ; \n" * 1_000,
        "var x = " + "new(a[" * 3_000,
    ],
)
def test_depth_and_length_do_not_crash(text: str) -> None:
    facts = extract(f'package a\nimport "p"\n{text}\n'.encode())
    assert [fact.module for fact in facts.imports] in (["p"], [])
    assert facts.imports or facts.problems
