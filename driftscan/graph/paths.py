"""Path patterns of a spec: a file, a directory, or a glob with `*`, `**` and `?`."""

import re
from functools import cached_property

from msgspec import Struct

_WILDCARD = re.compile(rb"\*\*/|\*+|\?")


class PathPattern(Struct, frozen=True, dict=True):
    """One pattern; it matches a path that it names and everything below that path.

    text: normalised: no './' in front, no '/' at the end; b'' means the whole tree.
    `*` and `?` stay within one part of a path, `**` crosses parts.
    """

    text: bytes

    @cached_property
    def literal_prefix(self) -> bytes:
        """What stands before the first wildcard."""
        wildcard = _WILDCARD.search(self.text)
        return self.text if wildcard is None else self.text[: wildcard.start()]

    @property
    def is_literal(self) -> bool:
        """The pattern has no wildcard."""
        return len(self.literal_prefix) == len(self.text)

    @cached_property
    def specificity(self) -> tuple[int, int]:
        """Greater is more specific: length of the literal prefix, then of all literal text."""
        return len(self.literal_prefix), len(_WILDCARD.sub(b"", self.text))

    @cached_property
    def _regex(self) -> re.Pattern[bytes]:
        return re.compile(_translate(self.text) + rb"(?:/.*)?", re.DOTALL)

    def matches(self, path: bytes) -> bool:
        """The path, or a directory above it, is what the pattern names."""
        if not self.text:
            return True
        if self.is_literal:
            return path == self.text or path.startswith(self.text + b"/")
        return self._regex.fullmatch(path) is not None


def parse_pattern(text: str) -> PathPattern:
    """A pattern as written in a spec; './x', 'x/' and 'x' are the same, '.' is the whole tree."""
    raw = text.encode("utf-8", "surrogateescape")
    while raw.startswith(b"./"):
        raw = raw[2:].lstrip(b"/")
    raw = raw.rstrip(b"/")
    return PathPattern(b"" if raw == b"." else raw)


def _translate(glob: bytes) -> bytes:
    parts: list[bytes] = []
    end = 0
    for wildcard in _WILDCARD.finditer(glob):
        parts.append(re.escape(glob[end : wildcard.start()]))
        parts.append(_wildcard_regex(wildcard.group(), glob, wildcard.start(), wildcard.end()))
        end = wildcard.end()
    parts.append(re.escape(glob[end:]))
    return b"".join(parts)


def _wildcard_regex(wildcard: bytes, glob: bytes, start: int, end: int) -> bytes:
    begins_part = start == 0 or glob[start - 1 : start] == b"/"
    if wildcard == b"?":
        return rb"[^/]"
    if wildcard == b"**/":
        return rb"(?:[^/]+/)*" if begins_part else rb"[^/]*/"
    fills_part = begins_part and end == len(glob)
    return rb".+" if wildcard == b"**" and fills_part else rb"[^/]*"
