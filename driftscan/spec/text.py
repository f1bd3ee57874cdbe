"""Bytes to text: what is not a small UTF-8 file is refused before YAML sees it."""

import codecs
import re

from driftscan.spec.problem import InvalidSpecError, Position, SpecProblem

# A spec is one page; the limit also bounds what a hostile file can cost.
MAX_BYTES = 1 << 20

# What YAML 1.1 allows in a stream; libyaml reports the others without their line.
_FORBIDDEN_ASCII = r"[^\t\n\r\x20-\x7e]"
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def decoded(content: bytes, file: str) -> str:
    """The text of a spec; raises SpecError when it is too large or not plain UTF-8."""
    if len(content) > MAX_BYTES:
        raise _refusal(
            file, "the file is larger than 1 MiB; a spec is one page, so this is not one"
        )
    if content.startswith(codecs.BOM_UTF8):
        raise _refusal(file, "the file begins with a byte order mark; save it as UTF-8 without BOM")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8"
        raise _refusal(file, message, content.count(b"\n", 0, error.start) + 1) from None
    # The long pattern takes 10 ms to compile.
    if found := re.search(_FORBIDDEN_ASCII if text.isascii() else _FORBIDDEN, text):
        message = f"control character U+{ord(found.group()):04X} is not allowed here; remove it"
        raise _refusal(file, message, text.count("\n", 0, found.start()) + 1)
    return text


def _refusal(file: str, message: str, line: int = 1) -> InvalidSpecError:
    return InvalidSpecError(file, [SpecProblem(Position(line, 1), message)])
