"""What the XML reader refuses, and how it says so."""

import pytest

from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import parse_xml


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a/>", "syntax", 1),
        (b"<a>\n" + b"<b>" * 300, "too-deep", 2),
        (b"<a>\n</b>", "syntax", 2),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", "encoding", 0),
    ],
)
def test_what_is_refused_is_told_for_what_it_is(content: bytes, code: str, line: int) -> None:
    with pytest.raises(UnreadableTextError) as raised:
        parse_xml(content)
    assert (raised.value.code, raised.value.line) == (code, line)
