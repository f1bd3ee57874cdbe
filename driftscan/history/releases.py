"""Scripts that somebody else released, and that were put into the repository as they came.

Such a file begins with a comment that names a licence and a version in three parts, has its
minified form beside it, and hardly ever changed: never without that form. A library's own
repository may have the first two, but there one works on the file. Two parts are no version of a
release: `Apache License, Version 2.0`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from driftscan.model.history import Commit

SCRIPTS = (b".js", b".mjs", b".cjs")
_HEAD = 2000
_COMMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:/\*.*?\*/|(?://[^\n]*(?:\n\s*|\Z))+)", re.DOTALL)
_LICENCE = re.compile(rb"\blicen[cs]ed?\b", re.IGNORECASE)
_VERSION = re.compile(rb"(?<![\d.])\d+\.\d+\.\d+(?!\.?\d)")
_FEW = 3  # commits


def says_release(content: bytes) -> bool:
    """Whether the first comment of a script names a licence and a version."""
    comment = _COMMENT.match(content[:_HEAD])
    return bool(comment and _LICENCE.search(comment.group()) and _VERSION.search(comment.group()))


def minified_form(path: bytes) -> bytes:
    """What the minified form beside a script is called; b'' for what is no script."""
    stem, dot, ending = path.rpartition(b".")
    return stem + b".min." + ending if dot + ending in SCRIPTS else b""


def hardly_changed(
    forms: Mapping[bytes, bytes], commits: Iterable[Commit], paths: Sequence[bytes]
) -> frozenset[bytes]:
    """Of some scripts those that few commits touched, none without the minified form. forms: of
    each script; paths: see History."""
    number = {path: at for at, path in enumerate(paths)}
    touched = {number[path]: 0 for path in forms if path in number}
    form = {number[path]: number.get(other, -1) for path, other in forms.items() if path in number}
    alone: set[int] = set()
    for commit in commits if touched else ():
        here = {touch.path for touch in commit.touches}
        for at in here & touched.keys():
            touched[at] += 1
            if form[at] not in here:
                alone.add(at)
    return frozenset(paths[at] for at, times in touched.items() if 0 < times <= _FEW) - {
        paths[at] for at in alone
    }
