"""Files of which only a part is code that is looked at; the rest becomes blank lines."""

import re

_SCRIPT = re.compile(rb"<script\b[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_UNIT_TESTS = re.compile(rb"^[ \t]*#\[cfg\(test\)\]\s*(?:pub\s+)?mod\s+\w+\s*\{", re.MULTILINE)
_VISIBLE = re.compile(rb"[^\r\n]")


def scripts(content: bytes) -> bytes:
    """The scripts of a Vue or Svelte component, where they stand."""
    parts, after = [], 0
    for found in _SCRIPT.finditer(content):
        parts.append(_VISIBLE.sub(b" ", content[after : found.start(1)]))
        parts.append(found[1])
        after = found.end(1)
    return b"".join(parts)


def without_unit_tests(content: bytes) -> bytes:
    """A Rust file without the tests at its end."""
    found = _UNIT_TESTS.search(content)
    return content[: found.start()] if found else content
