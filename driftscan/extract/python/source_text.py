"""The text of a Python file as the compiler reads it: declared encoding, one kind of newline."""

import codecs

from driftscan.extract.possessive import compiled
from driftscan.model.fact import Problem

_BOM = codecs.BOM_UTF8

# PEP 263: a comment on the first line, or on the second if the first is blank or a comment.
_COOKIE_LINE = compiled(rb"[ \t\f]*+#[^\r\n]*?coding[:=][ \t]*+([-\w.]++)")
_BLANK_LINE = compiled(rb"[ \t\f]*+(?:#[^\r\n]*+)?+(?:\r\n?|\n)")

# Text encodings to Python, but never of source code, and decoding them is quadratic.
_REFUSED = frozenset({"idna", "punycode"})


def read_text(content: bytes) -> str | Problem:
    """Decode source bytes by BOM, PEP 263 cookie or UTF-8; every newline becomes '\\n'.

    A fatal Problem 'encoding' stands for bytes that the Python compiler would refuse.
    """
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        return _refuse("contains a NUL byte, so this is not Python source", line)
    text = _decode(content)
    if isinstance(text, str) and "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decode(content: bytes) -> str | Problem:
    has_bom = content.startswith(_BOM)
    if has_bom:
        content = content[len(_BOM) :]
    cookie = _cookie(content)
    if cookie is None:
        return _decode_as(content, "utf-8")
    name, line = cookie
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return _refuse(f"declares the unknown encoding {name!r}", line)
    if has_bom and codec != "utf-8":
        return _refuse(f"starts with a UTF-8 mark but declares the encoding {name!r}", line)
    if codec in _REFUSED or not _is_source_encoding(codec):
        return _refuse(f"declares {name!r}, which is no encoding for source code", line)
    return _decode_as(content, codec)


def _cookie(content: bytes) -> tuple[str, int] | None:
    """Declared encoding name and its line."""
    if content[:1] not in b"# \t\f\r\n":
        return None
    found = _COOKIE_LINE.match(content)
    line = 1
    if found is None and (first := _BLANK_LINE.match(content)):
        found = _COOKIE_LINE.match(content, first.end())
        line = 2
    return (found[1].decode("ascii"), line) if found else None


def _is_source_encoding(codec: str) -> bool:
    """Whether the cookie itself reads the same in the encoding it declares."""
    try:
        return b"# coding".decode(codec) == "# coding"
    except (LookupError, UnicodeError):
        return False


def _decode_as(content: bytes, codec: str) -> str | Problem:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refuse(f"is not valid {codec}: {error.reason} at byte {error.start}", line)
    except UnicodeError as error:
        return _refuse(f"is not valid {codec}: {error}")


def _refuse(message: str, line: int = 0) -> Problem:
    return Problem("encoding", message, line, fatal=True)
