"""Ruby files by the names that `require` and constants find them by."""

import posixpath
from collections.abc import Iterator

OUTSIDE = ".."


def text_of(path: bytes) -> str:
    """A path as text that can be kept; bytes that are not UTF-8 stand as \\xff."""
    return path.decode("utf-8", "backslashreplace")


def parent_of(path: str) -> str:
    """The folder that a file or folder lies in."""
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


def below(path: str, folder: str) -> str:
    """The rest of a path inside a folder."""
    return path[len(folder) :].lstrip("/")


def folded(name: str) -> str:
    """A constant or a path in one form: `HTMLParser`, `HtmlParser` and html_parser are alike."""
    return name.replace("::", "/").replace("_", "").lower()


def nearest(folder: str, paths: list[str]) -> list[str]:
    """Those that share the longest way from the tree's root with a folder."""
    shared = {path: _shared(folder, parent_of(path)) for path in paths}
    most = max(shared.values(), default=0)
    return [path for path in paths if shared[path] == most]


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        count += 1
    return count
