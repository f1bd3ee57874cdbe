"""How much of a Python file decides its facts: imports mostly stand at the top, and change rarely.

A file of which only the rest changed need not be read again, and of one that is new only the
beginning has to be sent to a worker. Nothing is parsed here; what looks in any way uncommon is left
to the extractor as a whole.
"""

from driftscan.extract.directive import MARK
from driftscan.extract.possessive import compiled

_IMPORT = b"import"
_TYPE_CHECKING = b"TYPE_CHECKING"
_MARK = MARK.encode()
_BOM = b"\xef\xbb\xbf"

# None of these can stand in the names of an import statement that a bracket holds open.
_NEXT_STATEMENT = compiled(rb"\n(?=(?:async )?def |class |@)")
_BLANK = rb"(?:[ \t\f]|\\\n)"
_TEST = compiled(rb"(?:\A|\n)%b*+(?:async%b++)?+(?:el)?if" % (_BLANK, _BLANK))
_PLAIN_TEST = b"\nif TYPE_CHECKING:\n"


def beginning(content: bytes, /) -> bytes | None:
    """A beginning of a file whose facts are those of the whole, provided that they hold no problem;
    None if only the whole will do.

    It ends where a line begins a definition, behind the last `import` and the next bracket, up to
    which the extractor looks (see scanner and thorough). A string or a statement that is cut off is
    a problem. What else the extractor may look for further on must not be there.
    """
    if b"\0" in content or b"\r" in content or not _is_plain_utf8(content):
        return None
    if b"__all__" in content or _MARK in content:
        return None
    last = content.rfind(_IMPORT)
    if last < 0:
        return b""
    bracket = content.find(b"(", last)
    tested = content.rfind(_TYPE_CHECKING)
    found = _NEXT_STATEMENT.search(content, max(bracket, tested)) if bracket >= 0 else None
    if found is None or content.endswith(b"\\", 0, found.start()):
        return None
    part = content[: found.end()]
    if b"import_" in part or (tested >= 0 and not _has_plain_tests(part)):
        return None
    return part


def _is_plain_utf8(content: bytes) -> bool:
    second = content.find(b"\n", content.find(b"\n") + 1)
    if second < 0 or content.startswith(_BOM) or content.find(b"coding", 0, second) >= 0:
        return False
    if not content.isascii():
        try:
            content.decode()
        except UnicodeDecodeError:
            return False
    return True


def _has_plain_tests(part: bytes) -> bool:
    """Whether no test of an `if` can reach beyond its line."""
    return len(_TEST.findall(part)) == part.count(_PLAIN_TEST)
