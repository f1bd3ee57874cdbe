"""Text made to hurt: read in linear time, and with bounded depth."""

import time

import pytest

from driftscan.extract.python.extractor import extract
from driftscan.model.fact import FileFacts

_SMALL = 4_000
_FACTOR = 16

# Each is repeated to the wanted length; around it, what makes the whole of it be read.
_REPEATED = {
    "brackets": "(",
    "brackets of three kinds": "([{",
    "open bracket lines": "(\n",
    "flat brackets": "(a ",
    "semicolons": ";",
    "colons": ": ",
    "words": "x ",
    "blanks": " ",
    "newlines": "\n",
    "lone carriage returns": "\r",
    "continuations": "\\\n",
    "backslashes": "\\",
    "comments": "#'\n",
    "string openers": "'''a\"\"\" ",
    "strings": "'a' \"b\" ",
    "f-strings": "f'{a}' ",
    "nested f-strings": "f\"{f'{",
    "nested quotes": 'f"{a[""]}" ',
    "format specs": "f'{a!r:>{w}}' ",
    "f-string braces": 'f"{{',
    "from": "from ",
    "from lines": "from\n",
    "open from": "from a import (\n",
    "open from with a name": "from a import (b,\n",
    "malformed imports": "import\n",
    "imports": "import a.b as c\n",
    "imports in one line": "import a;",
    "from imports": "from a import (b, # c\n d)\n",
    "lazy": "lazy\n",
    "async": "async\n",
    "clauses": "if x:\n",
    "orphan clauses": "else: import a\n",
    "tests": "if not not TYPE_CHECKING and (a or b) and c:\n",
    "open tests": "if (((((((((((((((((((\n",
    "calls": "__import__('a')\n",
    "open calls": "__import__(",
    "open calls with arguments": "__import__('a', ['b', ",
    "open calls with strings": "__import__('a' 'b' ",
    "no calls": "__import__ ",
    "receivers": "importlib . ",
    "lambdas in brackets": "lambda: (",
    "lambdas": "lambda x, y: ",
    "conflicts": "<<<<<<< HEAD\nimport a\n=======\n",
}


def _content(piece: str, size: int) -> bytes:
    body = piece * (size // len(piece))
    return f"TYPE_CHECKING\n{body}\n__import__('z')\nimport z\n".encode()


def _seconds(content: bytes) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        extract(content)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", _REPEATED.values(), ids=_REPEATED)
def test_time_is_linear(piece: str) -> None:
    small = _seconds(_content(piece, _SMALL))
    large = _seconds(_content(piece, _SMALL * _FACTOR))
    # Quadratic would be 256 times as long; the constant covers what a busy machine adds.
    assert large < small * _FACTOR * 4 + 0.03


def _modules(facts: FileFacts) -> list[str]:
    return [each.module for each in facts.imports]


def test_a_chain_of_sixty_thousand_names() -> None:
    chain = ".".join(["a"] * 60_000)
    content = f"import {chain}\nfrom {chain} import b\n__import__('{chain}')\n"
    assert _modules(extract(content.encode())) == [chain] * 3


def test_two_thousand_nested_brackets() -> None:
    content = "x = " + "(" * 2_000 + ")" * 2_000 + "\nimport a\n"
    assert extract(content.encode()) == extract(b"\nimport a\n")


def test_brackets_nested_beyond_reason() -> None:
    content = "import a\n" + "[" * 200_000 + "]" * 200_000 + "\nimport b\n"
    facts = extract(content.encode())
    assert _modules(facts) == ["a"]
    assert [(each.code, each.line) for each in facts.problems] == [("unfinished", 2)]


def test_indentation_of_two_thousand_levels() -> None:
    deep = "".join(" " * level + "if x:\n" for level in range(2_000)) + " " * 2_000 + "import a\n"
    facts = extract((deep + "import b\n").encode())
    assert [(each.module, each.context) for each in facts.imports] == [("a", 4), ("b", 0)]


def test_an_indent_of_twenty_thousand_columns() -> None:
    content = "def f():\n" + " " * 20_000 + "import a\nimport b\n"
    assert [each.context for each in extract(content.encode()).imports] == [1, 0]


def test_a_line_of_ten_megabytes() -> None:
    content = b"x = [" + b"1, " * 3_400_000 + b"]; import a\n"
    assert _modules(extract(content)) == ["a"]


def test_a_million_semicolons() -> None:
    assert _modules(extract(b"import a" + b";" * 1_000_000 + b"import b")) == ["a", "b"]


def test_many_malformed_statements_are_not_all_remembered() -> None:
    facts = extract(b"import\n" * 100_000 + b"import a\n")
    assert len(facts.problems) == 101
    assert facts.problems[-1].message.startswith("too many import statements are malformed")


def test_f_strings_nested_beyond_reason() -> None:
    facts = extract(b'import a\nx = f"{' + b'f"{' * 5_000 + b"\nimport b\n")
    assert _modules(facts) == ["a"]
    assert facts.problems[0].line == 2
