"""Comments of parsed files that silence an import: which statements they speak of."""

import pytest

from driftscan.extract.syntax.parsed import parse
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportFact, Problem, UseFact
from tests.extract_languages.shown import shown_suppression

_CASES = {
    "behind": (
        "java",
        "import a.B; // driftscan: allow r -- why\nimport a.C;",
        [1, 2],
        ["1, of 1"],
    ),
    "above": (
        "java",
        "// driftscan: allow r -- why\nimport a.B;\nimport a.C;",
        [2, 3],
        ["1, of 2"],
    ),
    "above, with lines between": (
        "java",
        "// driftscan: allow r -- why\n// more\n\n/* and\n more */\nimport a.B;",
        [6],
        ["1, of 6"],
    ),
    "above something else": (
        "java",
        "// driftscan: allow r -- why\nclass A {}\nimport a.B;",
        [3],
        ["1, of nothing"],
    ),
    "behind something else": (
        "java",
        "class A {} // driftscan: allow r -- why\nimport a.B;",
        [2],
        ["1, of nothing"],
    ),
    "inside a long statement": (
        "typescript",
        "import {\n  // driftscan: allow r -- why\n  b,\n} from 'a';\nimport 'c';",
        [1, 5],
        ["2, of 1"],
    ),
    "in a block comment": (
        "go",
        '/*\n * driftscan: allow r -- why\n */\nimport "a"',
        [4],
        ["2, of 4"],
    ),
    "with a hash": ("ruby", "# driftscan: allow r -- why\nrequire 'a'", [2], ["1, of 2"]),
    "several on one line": (
        "java",
        "import a.B; import a.C; // driftscan: allow r -- why",
        [1],
        ["1, of 1"],
    ),
    "in a string it is none": (
        "java",
        'class A { String s = "// driftscan: allow r -- x"; }',
        [],
        [],
    ),
    "a date": (
        "rust",
        "use a::b; // driftscan: allow r until 2027-01-31 -- why",
        [1],
        ["1, of 1"],
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_what_a_comment_speaks_of(name: str) -> None:
    grammar, source, lines, expected = _CASES[name]
    parsed = parse(source.encode(), grammar)
    assert not isinstance(parsed, Problem)
    facts = FileFacts(imports=tuple(ImportFact("x", "", 0, line) for line in lines))
    last = source.count("\n", 0, source.index("from 'a'")) + 1 if "from 'a'" in source else 1
    found = with_suppressions(parsed, facts, [Statement(1, last)]).suppressions
    assert [shown_suppression(each).partition(":")[0] for each in found] == expected


def test_a_name_in_the_code_is_a_statement_of_its_line() -> None:
    source = b"class A {\n  B b; // driftscan: allow r -- why\n  B c;\n}"
    parsed = parse(source, "java")
    assert not isinstance(parsed, Problem)
    facts = with_suppressions(parsed, FileFacts(uses=(UseFact("B", (2, 3)),)))
    assert [each.statements for each in facts.suppressions] == [(2,)]


def test_what_cannot_be_read_says_so() -> None:
    parsed = parse(b"import a.B; // driftscan: allow r", "java")
    assert not isinstance(parsed, Problem)
    facts = with_suppressions(parsed, FileFacts(imports=(ImportFact("a.B", "", 0, 1),)))
    assert [each.trouble for each in facts.suppressions] == ["it gives no reason"]


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"class A {\n  void f() { ((( }\n}", 2), (b"\xef\xbb\xbfclass A {}", 0), (b"class A {", 1)],
)
def test_the_first_syntax_problem_has_its_line(content: bytes, line: int) -> None:
    parsed = parse(content, "java")
    assert not isinstance(parsed, Problem)
    assert [problem.line for problem in parsed.problems] == ([line] if line else [])


def test_text_of_other_encodings() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        mark = "\ufeff".encode(encoding)
        parsed = parse(mark + "class Ä {}".encode(encoding), "java")
        assert not isinstance(parsed, Problem)
        assert parsed.content == "class Ä {}".encode()
    assert isinstance(parse(b"class A {}\0", "java"), Problem)


def test_one_nul_in_a_long_text_is_a_character_of_it() -> None:
    content = b"const key = `${a}\0${b}`;\n" + b"const one = 1;\n" * 70
    parsed = parse(content, "typescript")
    assert not isinstance(parsed, Problem)
    assert parsed.problems == ()
    assert len(parsed.content) == len(content)
    assert isinstance(parse(content.replace(b"one", b"\0\0"), "typescript"), Problem)


def test_a_query_that_cannot_follow_is_told() -> None:
    """Each open list is a match that has begun; so many are more than a query keeps."""
    parsed = parse(b"x = " + b"[" * 4_000 + b"]" * 4_000, "ruby")
    assert not isinstance(parsed, Problem)
    assert with_suppressions(parsed, FileFacts()).problems == ()
    list(parsed.matches("(array (array) @inner) @outer"))
    (problem,) = with_suppressions(parsed, FileFacts()).problems
    assert problem.code == "syntax"
