"""Paths of the tree as text, as all languages look them up; '' is the tree's root."""

import posixpath
from collections.abc import Iterable, Iterator

OUTSIDE = ".."
_TESTS = ("test/", "tests/", "e2e/")


def text_of(path: bytes) -> str:
    """A path as text that can be kept and shown, in one line.

    Bytes that are not UTF-8 stand as \\xNN and a line end as \\n: no import can name such a file.
    """
    text = path.decode("utf-8", "backslashreplace")
    return text.replace("\n", "\\n") if "\n" in text else text


def is_below_tests(path: str) -> bool:
    """Whether it stands in a folder of tests at the top of the tree, whatever is built there."""
    return path.startswith(_TESTS)


def parent_of(path: str) -> str:
    """The folder that a file or folder lies in; the tree's root is its own."""
    return path.rpartition("/")[0]


def join(folder: str, relative: str) -> str:
    """A path below a folder, without '..' in it; OUTSIDE where it leaves the tree."""
    joined = posixpath.normpath(f"{folder}/{relative}" if folder else relative or ".")
    joined = joined.lstrip("/")
    if joined == ".":
        return ""
    return OUTSIDE if joined == ".." or joined.startswith("../") else joined


def upwards(folder: str) -> Iterator[str]:
    """The folder and all those around it, the tree's root last."""
    while folder:
        yield folder
        folder = parent_of(folder)
    yield ""


def inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it."""
    return not folder or path == folder or path.startswith(folder + "/")


def nearest(folder: str, paths: Iterable[str]) -> list[str]:
    """Those that share the longest way from the tree's root with a folder, sorted."""
    shared = {path: _shared(folder, parent_of(path)) for path in paths}
    most = max(shared.values(), default=0)
    return sorted(path for path, parts in shared.items() if parts == most)


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        count += 1
    return count
