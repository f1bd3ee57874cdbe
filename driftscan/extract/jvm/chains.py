"""Names with dots, as they stand in the text of a file."""

import re

from driftscan.extract.possessive import compiled

_NAME = rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*+"
_CHAIN = compiled(rb"(%b(?:\s*+\??\.\s*+%b)*+)(\s*+\()?" % (_NAME, _NAME))
_BLANKS = compiled(rb"/\*.*?\*/|//[^\n]*|\s+", re.DOTALL)
_KEYWORDS = frozenset(("this", "super", "class"))
_MOST_PARTS = 20


def without_blanks(text: bytes) -> str:
    """A name that may have blanks and comments around its dots."""
    return _BLANKS.sub(b"", text).decode("utf-8", "replace")


def chain_at(content: bytes, start: int) -> list[str]:
    """The parts of the name that begins at a byte, without a method that is called last; what is
    called by a capital is the constructor of a type, as Kotlin writes it."""
    found = _CHAIN.match(content, start)
    if found is None:
        return []
    parts = without_blanks(found[1]).replace("?", "").split(".")
    if found[2] is not None and len(parts) > 1 and not is_capital(parts[-1]):
        parts.pop()
    while parts and parts[-1] in _KEYWORDS:
        parts.pop()
    return parts[:_MOST_PARTS]


def type_in(parts: list[str]) -> str:
    """As much of a chain as may name a type: packages, a type, and types nested in it."""
    end = next((at for at, part in enumerate(parts, 1) if is_capital(part)), len(parts))
    while end < len(parts) and is_type_like(parts[end]):
        end += 1
    return ".".join(parts[:end])


def is_capital(name: str) -> bool:
    """Whether it begins as the names of types do."""
    return name[:1].isupper()


def is_type_like(name: str) -> bool:
    """Whether it is written as types are, and constants are not."""
    return is_capital(name) and (len(name) == 1 or any(map(str.islower, name)))
