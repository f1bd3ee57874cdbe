"""Paths of a tree as text: joined, normalised, and the folders around them."""

from collections.abc import Iterator

from driftscan.extract.paths import parent_of


def stem_of(path: str) -> str:
    """The file's name without its suffix."""
    return path.rpartition("/")[2].rpartition(".")[0]


def beside(folder: str, written: str) -> str | None:
    """A path written in a folder; None if it leads out of the tree."""
    if written.startswith("/"):
        return None
    parts = folder.split("/") if folder else []
    for part in written.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def folders_around(path: str) -> Iterator[str]:
    """Folders of a path, the innermost first, the top ('') last."""
    while path:
        path = parent_of(path)
        yield path
