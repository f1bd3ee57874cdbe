"""Which files of C# the grammar is not even asked for, and what they say all the same."""

import pytest

from driftscan.extract.csharp.extractor import extract
from driftscan.extract.csharp.readable import is_unreadable, readable
from driftscan.extract.syntax.parsed import Parsed, parse

_IN = "class Order\n{{\n    {}\n}}\n"
_AS_A_NAME = "void Test(bool async) => Check(async, new Report());"
_CASES = {
    _AS_A_NAME: True,
    "bool Is(bool async) { return !async && other; }": True,
    "async Task Test() => await Run(async () => { });": False,
    "// the rest (async) follows": False,
    "/* (async) */ string a = @async;": False,
    'string s = $@"""(async)""";': False,
    "": False,
}


@pytest.mark.parametrize(("code", "expected"), _CASES.items())
def test_what_calls_something_async(code: str, expected: bool) -> None:
    """What stands in a comment does not count."""
    content = _IN.format(code).encode()
    read = parse(content, "c_sharp")
    assert isinstance(read, Parsed)
    assert (is_unreadable(content), bool(read.problems)) == (expected, expected)


def test_such_a_file_is_read_whole() -> None:
    facts = extract(_IN.format(_AS_A_NAME).encode())
    assert not facts.problems
    assert "Report" in [use.name for use in facts.uses]


_READABLE = {
    "if (async)": "if (@async)",
    "[property]": "[@property]",
    "[property: Key]": "[property: Key]",
    "[ type, 1]": "[ @type, 1]",
    '$@"""{name}"""': "$@\"''{name}''\"",
    '@$"""{name}"""': "@$\"''{name}''\"",
    '$"{{{name}}}"': "$\"''{name}}}\"",
    "node?.Next = other;": "node.Next = other;",
    "node?.Next == other;": "node?.Next == other;",
    "order => Total(order.Lines) = 1": "order => Total(order.Lines) == 1",
    "x is [.., 1]": "x is [_, 1]",
    "x[..]": "x[..]",
    "case [] when late:": "case [] and _ when late:",
    "// if (async)\nif (async)": "// if (async)\nif (@async)",
    "/* [property] */ [property]": "/* [property] */ [@property]",
    '"http://a" + (async)': '"http://a" + (@async)',
    '"*/*" + (async)': '"*/*" + (@async)',
    "/* a?.b = c": "/* a?.b = c",
}


@pytest.mark.parametrize(("written", "expected"), _READABLE.items())
def test_words_that_the_grammar_has(written: str, expected: str) -> None:
    assert readable(written.encode()).decode() == expected
