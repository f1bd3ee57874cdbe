"""The name of the source file that a class file was compiled from (JVMS 4.1, 4.7.10)."""

import struct

# Bytes after the tag of each entry of the constant pool; a long and a double take two places.
_SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2}
_SIZES |= {17: 4, 18: 4, 19: 2, 20: 2}
_WIDE = (5, 6)
_UTF8 = 1


def source_file(content: bytes) -> str:
    """As the compiler wrote it, '' if it did not."""
    texts, at = _texts(content)
    at += 6
    at += 2 + 2 * _short(content, at)
    for _ in range(2):  # fields, methods
        count = _short(content, at)
        at += 2
        for _ in range(count):
            at = _skip_attributes(content, at + 6)
    for _ in range(_short(content, at)):
        name, length = struct.unpack_from(">HI", content, at + 2)
        if texts.get(name) == b"SourceFile":
            return texts[_short(content, at + 8)].decode()
        at += 6 + length
    return ""


def _texts(content: bytes) -> tuple[dict[int, bytes], int]:
    """Texts of the constant pool by their number, and where the pool ends."""
    texts, at, number = {}, 10, 1
    while number < _short(content, 8):
        tag = content[at]
        if tag == _UTF8:
            length = _short(content, at + 1)
            texts[number] = content[at + 3 : at + 3 + length]
            at += 3 + length
        else:
            at += 1 + _SIZES[tag]
        number += 2 if tag in _WIDE else 1
    return texts, at


def _skip_attributes(content: bytes, at: int) -> int:
    count = _short(content, at)
    at += 2
    for _ in range(count):
        at += 6 + int(struct.unpack_from(">I", content, at + 2)[0])
    return at


def _short(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 2], "big")
