"""Build constraints of Go, which stand before the package clause."""

import re

# A script beside the package it serves: no build takes it in, whatever the platform.
_IGNORED = re.compile(rb"^//(?:go:build|[ \t]*\+build)[ \t]+ignore[ \t]*(?:&&[^\n]*)?\r?$", re.M)


def is_ignored(content: bytes, end: int) -> bool:
    """Whether a file says `ignore`, so that no build takes it. end: where its package clause is."""
    return b"build" in content[:end] and bool(_IGNORED.search(content[:end]))
