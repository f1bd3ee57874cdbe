"""JSON and XML as nodes that know their lines, held against the standard library's readers."""

import json
from collections.abc import Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.notation.json import parse_json
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import Element, parse_xml

_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def _trouble(parse: Callable[[bytes], object], content: bytes) -> str:
    try:
        parse(content)
    except UnreadableTextError as error:
        return error.code
    return ""


@given(_VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_what_json_writes_is_read(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    try:
        content = text.encode()
    except UnicodeEncodeError:
        return  # a lone surrogate
    assert parse_json(content).value == json.loads(text)


@given(st.binary(max_size=60))
def test_any_bytes_are_json_or_refused(content: bytes) -> None:
    assert _trouble(parse_json, content) in ("", "encoding", "syntax", "too-deep")


def test_comments_and_commas_of_a_tsconfig() -> None:
    node = parse_json(
        b"""\xef\xbb\xbf// why
{
  "a": [1, 2,], /* not
  this */
  "b": {"c": "x // y", "d\\u0041": "\\n",},
}
"""
    )
    assert node.value == {"a": [1.0, 2.0], "b": {"c": "x // y", "dA": "\n"}}
    assert (node.get("b", "c").line, node.get("a").line) == (5, 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{", 1),
        ('{"a" 1}', 1),
        ('{\n"a": \n}', 3),
        ("[1 2]", 1),
        ("nul", 1),
        ('"\n"', 1),
        ("{} {}", 1),
        ("[" * 300, 1),
        ("/* never closed {}", 1),
        ('{"a": "\\', 1),
    ],
)
def test_broken_json_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        parse_json(text.encode())
    assert caught.value.line == line


_NAMES = st.from_regex(r"[a-z]{1,5}", fullmatch=True)
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=8)
_ELEMENTS = st.recursive(
    st.builds(lambda name, text: f"<{name}>{escape(text)}</{name}>", _NAMES, _TEXT),
    lambda inner: st.builds(
        lambda name, value, children: (
            f"<{name} k={quoteattr(value)}>\n{''.join(children)}</{name}>"
        ),
        _NAMES,
        _TEXT,
        st.lists(inner, max_size=4),
    ),
    max_leaves=10,
)


@given(_ELEMENTS)
def test_elements_are_those_of_element_tree(text: str) -> None:
    pending: list[tuple[Element, ElementTree.Element]] = [
        (parse_xml(text.encode()), ElementTree.fromstring(text))
    ]
    while pending:
        ours, theirs = pending.pop()
        own_text = (theirs.text or "") + "".join(child.tail or "" for child in theirs)
        assert (ours.name, ours.attributes, ours.text) == (
            theirs.tag,
            theirs.attrib,
            own_text.strip(),
        )
        assert len(ours.children) == len(theirs)
        pending += zip(ours.children, theirs, strict=True)


@given(st.binary(max_size=60))
def test_any_bytes_are_xml_or_refused(content: bytes) -> None:
    assert _trouble(parse_xml, content) in ("", "encoding", "syntax", "too-deep")


def test_namespaces_are_left_off_and_lines_are_known() -> None:
    top = parse_xml(b'<?xml version="1.0"?>\n<a:p xmlns:a="urn:x">\n<a:q a:k="1">t</a:q>\n</a:p>')
    element = top.first("q")
    assert element is not None
    assert (element.line, element.attributes, top.text_at("q"), top.text_at("r")) == (
        3,
        {"k": "1"},
        "t",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a>" * 300,
        "<a><b></a>",
        "",
        '<?xml version="1.0" encoding="no-such"?><a/>',
    ],
)
def test_what_no_manifest_needs_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTextError):
        parse_xml(text.encode())
