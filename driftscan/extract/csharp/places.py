"""Paths as MSBuild writes them, brought to places in the tree."""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

_THIS = "$(MSBuildThisFileDirectory)"
_PROJECT = ("$(MSBuildProjectDirectory)", "$(ProjectDir)")


def stem_of(path: str) -> str:
    """The file's name without its last ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def place(written: str, this_folder: str, project_folder: str) -> str | None:
    """A path of the tree; None for one outside, and for one with a variable nobody knows.

    this_folder: of the file it is written in. project_folder: what it is relative to.
    """
    base, rest = project_folder, written
    if written.startswith(_THIS):
        base, rest = this_folder, written.removeprefix(_THIS)
    for variable in _PROJECT:
        rest = rest.removeprefix(variable)
    if "$(" in rest or "@(" in rest or "%(" in rest:
        return None
    if rest is written and (written.startswith("/") or written[1:2] == ":"):
        return None
    joined = posixpath.normpath(posixpath.join(base, rest.lstrip("/")))
    return None if joined.startswith("..") else "" if joined == "." else joined


def matching(pattern: str, paths: Sequence[str]) -> Iterator[str]:
    """Those of the sorted paths that a pattern with `*`, `**` and `?` names."""
    fixed = re.split(r"[*?]", pattern, maxsplit=1)[0]
    if fixed == pattern:
        at = bisect_left(paths, pattern)
        if at < len(paths) and paths[at] == pattern:
            yield pattern
        return
    for at in range(bisect_left(paths, fixed), len(paths)):
        if not paths[at].startswith(fixed):
            return
        if glob(pattern).fullmatch(paths[at]):
            yield paths[at]


@lru_cache(maxsize=4096)
def glob(pattern: str) -> re.Pattern[str]:
    """MSBuild's pattern; letters match in either case, as on the system it comes from."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", re.sub(r"(\*\*/)+", "**/", pattern))
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part) or re.escape(part) for part in parts), re.I | re.S)
