"""Parts of a system where nobody has declared any: folders, the large ones split further.

A file is likely to change as its neighbours do. Who the neighbours are must be known for any
repository, whatever its spec says, or the ranking of a file would change with a line of YAML; so
the formula uses these parts, and a spec's components are what costs are summed up over.
"""

from collections import Counter
from collections.abc import Sequence

# A folder with more than this share of all files, and more than so many, is split.
_LARGE_SHARE = 0.2
_LARGE = 8


def folder_of(path: bytes) -> bytes:
    """The folder of a file, b'' for the top."""
    return path.rpartition(b"/")[0]


def parts_of(paths: Sequence[bytes]) -> list[bytes]:
    """For each file the folder that is its part, ending in a slash; b'' where that is the top."""
    large = _large_folders(paths)
    known: dict[bytes, bytes] = {}
    parts = []
    for path in paths:
        folder = folder_of(path)
        part = known.get(folder)
        if part is None:
            part = known[folder] = _part(folder, large)
        parts.append(part)
    return parts


def _large_folders(paths: Sequence[bytes]) -> frozenset[bytes]:
    files: Counter[bytes] = Counter()
    for path in paths:
        at = path.find(b"/")
        while at >= 0:
            files[path[: at + 1]] += 1
            at = path.find(b"/", at + 1)
    least = max(_LARGE_SHARE * len(paths), _LARGE)
    return frozenset([b"", *(folder for folder, count in files.items() if count > least)])


def _part(folder: bytes, large: frozenset[bytes]) -> bytes:
    whole = folder + b"/" if folder else b""
    part = b""
    while part in large and part != whole:
        part = whole[: whole.index(b"/", len(part)) + 1]
    return part
