"""Every mistake has its message: a table of bad specs, and files that are not even text."""

import re
from pathlib import Path

import pytest

from driftscan.errors import SpecError
from driftscan.spec.parse import parse_spec
from driftscan.spec.problem import InvalidSpecError
from tests.spec.examples import HEAD, TWO

Row = tuple[str, list[str]]


def _rows() -> list[Row]:
    table = (Path(__file__).parent / "bad_specs.txt").read_text("utf-8")
    blocks = [block.splitlines() for block in table.split("\n\n")[1:]]
    return [
        (block[0], [line.removeprefix("  => ") for line in block[1:] if line]) for block in blocks
    ]


def _content(row: str) -> bytes:
    text = re.sub(r"\\([\\nt])", lambda it: {"n": "\n", "t": "\t"}.get(it[1], it[1]), row)
    body = TWO + text.removeprefix("+ ") if text.startswith("+ ") else text
    return (HEAD + body).encode()


def _messages(content: bytes) -> list[str]:
    with pytest.raises(SpecError) as caught:
        parse_spec(content, "s.yaml")
    *messages, total = str(caught.value).splitlines()
    number = len(messages)
    assert total == f"{number} problem{'s' if number > 1 else ''} in s.yaml"
    return [message.removeprefix("s.yaml:") for message in messages]


@pytest.mark.parametrize(("row", "messages"), _rows(), ids=[row for row, _ in _rows()])
def test_a_bad_line_has_exactly_these_messages(row: str, messages: list[str]) -> None:
    assert messages
    assert _messages(_content(row)) == messages


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(_rows()) > 100


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: the file is empty; write `driftscan: 1` as its first line and the keys below it"),
        (b"# x\n", "1: the file is empty; write `driftscan: 1` as its first line and the keys"),
        (b"- x\n", "1: the file must be a mapping of keys; write `driftscan: 1` as its first line"),
        (b"driftscan", "1: the file must be a mapping of keys; write `driftscan: 1`"),
        (b"rules: []\n", "1: 'driftscan: 1' is missing; write it first, it is the version"),
        (b"driftscn: 1\n", "1: unknown key 'driftscn' in this file; did you mean 'driftscan'?"),
        (
            b"\ndriftscan: 2\nx: y",
            "2: '2' is not a version this driftscan reads; write driftscan: ",
        ),
        (b"driftscan:\n", "1: this is not a version this driftscan reads; write"),
        (b"driftscan: [1]\n", "1: this is not a version this driftscan reads; write"),
        (b"\xef\xbb\xbfdriftscan: 1\n", "1: the file begins with a byte order mark; save it as"),
        (b"driftscan: 1\nx: \xe9\n", "2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        ("driftscan: 1\n".encode("utf-16"), "1: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"driftscan: 1\n\nx: \x1b[31m", "3: control character U+001B is not allowed here; remove"),
        (b"driftscan: 1\nx: \x00", "2: control character U+0000 is not allowed here; remove it"),
        (b"driftscan: 1\n---\nrules: []\n", "2: a second document begins here; a spec is one"),
        (b"#" * (1 << 20) + b"\n", "1: the file is larger than 1 MiB; a spec is one page, so this"),
        (
            b"driftscan: 1\nrules: [" + b"x, " * 60_000 + b"]",
            "2: the file has more than 50,000 keys",
        ),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else "",
)
def test_what_is_no_spec_at_all_has_one_clear_message(content: bytes, message: str) -> None:
    (only,) = _messages(content)
    assert only.startswith(message)


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "{a: [", "[[[[[ "])
def test_deep_nesting_is_refused_and_kills_nobody(unit: str) -> None:
    messages = _messages(b"driftscan: 1\nrules:\n " + unit.encode() * 100_000)
    assert re.match(r"3: this is nested more than 20 deep", messages[-1])


def test_deep_indentation_is_refused() -> None:
    (only,) = _messages("".join(f"{' ' * depth}a:\n" for depth in range(1200)).encode())
    assert re.match(r"2\d: this is nested more than 20 deep", only)


def test_all_problems_come_at_once_sorted_by_place_with_their_number() -> None:
    text = """\
driftscan: 1
exceptions:
  - {finding: deny a -> c, where: x}
rules:
  - deny: a -> zebra
    severety: warning
  - {independent: services, via: imports}
  - {expect: a -> nobody, by: tomorrow}
components:
  a: {path: x, kind: servce}
  b: {path: ../y}
  c: {path: x}
coverage: {checked: 95}
stratgy: {}
"""
    lines = [int(message.split(":")[0]) for message in _messages(text.encode())]
    assert lines == [3, 6, 7, 8, 10, 11, 13, 14]


def test_a_broken_part_does_not_hide_wrong_names_elsewhere() -> None:
    text = HEAD + TWO + "rules:\n- {deny: a -> b, via: 7}\n- {deny: a -> bb}\n- {acyclic: jobs}\n"
    messages = _messages(text.encode())
    assert [message.split(":")[0] for message in messages] == ["4", "5", "6"]


@pytest.mark.parametrize(
    "text",
    [
        # The kind of b is not known, so it may be the service that the rules need.
        "components: {a: {path: x}, b: {path: y, kind: servce}}\nrules: [{acyclic: services}]",
        "components: {a: {path: x}, b: {pth: y}}\nrules: [{deny: a -> b}]",
        # The name of the broken rule is not known, so it may be the one that is excepted.
        "rules: [{deny: 1, x: y}]\nexceptions: [{finding: x, reason: y}]",
        "rules: [{deny: a b}]\nexceptions: [{finding: deny a->b, reason: y}]",
        "strategy: {owner: *x}",
        "components: {*x : {path: y}}",
    ],
)
def test_a_mistake_is_told_once_not_again_where_it_has_consequences(text: str) -> None:
    assert len(_messages((HEAD + text).encode())) == 1


def test_problems_know_their_column_and_a_file_of_nonsense_stays_readable() -> None:
    with pytest.raises(InvalidSpecError) as caught:
        parse_spec(b"driftscan: 1\ncomponents: {a: {path: x, knd: y}}\n", "s.yaml")
    assert [(at.position.line, at.position.column) for at in caught.value.problems] == [(2, 27)]
    with pytest.raises(InvalidSpecError) as caught:
        parse_spec((HEAD + "rules: [" + "x, " * 500 + "]").encode(), "s.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 101
    assert lines[-1] == "500 problems in s.yaml, 100 of them shown"


def test_no_control_or_bidirectional_character_of_the_file_reaches_the_message() -> None:
    text = HEAD + '"\\e[31m\\u202e": x\ncomponents: {"a\\n\\u2066": {path: "\\x07/.."}}\n'
    with pytest.raises(SpecError) as caught:
        parse_spec(text.encode(), "s\x1b\u202e\udcff.yaml")
    assert all(line.isprintable() for line in str(caught.value).splitlines())
