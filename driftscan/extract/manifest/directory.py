"""Directories and top-level names as manifests write them, brought to one form."""

import posixpath
from collections.abc import Iterable


def clean_directory(written: str) -> str | None:
    """A relative directory without './' and doubled slashes, '' for the manifest's own.

    None for what is not a place in the tree: absolute paths, '~' and unexpanded variables.
    A path may still climb with '..'.
    """
    text = written.strip().replace("\\", "/")
    if text.startswith(("/", "~")) or "$" in text or "\0" in text or text[1:2] == ":":
        return None
    cleaned = posixpath.normpath(text or ".")
    return "" if cleaned == "." else cleaned


def top_level(name: str) -> str:
    """The first part of a dotted package name or pattern, as a glob over top-level names.

    A '*' in setuptools' patterns spans dots ('a*z' takes 'a.b.z'), so what follows it says
    nothing about the first part.
    """
    first = name.strip().split(".")[0]
    head, star, _ = first.partition("*")
    return head + star


def top_levels(names: Iterable[str]) -> tuple[str, ...]:
    """Sorted top-level names or globs; empty, meaning all, as soon as one of them is '*'."""
    found = {first for name in names if (first := top_level(name))}
    return () if "*" in found else tuple(sorted(found))
