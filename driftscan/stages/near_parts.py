"""What a file belongs to where no spec says so, told by paths alone: the package it is in; where
there is none, its folder.

`services` and `definitions` ask what is deployed, which takes reading the whole tree; functions of
a million lines are compared in less time than that.
"""

from collections.abc import Iterable, Sequence

from driftscan.history.parts import parts_of
from driftscan.services.facts import above, folder_of


def near_parts(paths: Sequence[bytes], manifests: Iterable[bytes]) -> list[str]:
    """For each path the folder of its package, '.' for the tree itself. manifests: their paths.

    Below the whole tree's own manifest, and where there is none, folders count, the large ones by
    the folders in them.
    """
    packages = {folder_of(path) for path in manifests} - {b""}
    found = [_package(folder_of(path), packages) for path in paths]
    rest = [at for at, package in enumerate(found) if not package]
    for at, part in zip(rest, parts_of([paths[at] for at in rest]), strict=True):
        found[at] = part.rstrip(b"/")
    return [part.decode("utf-8", "surrogateescape") or "." for part in found]


def _package(folder: bytes, packages: set[bytes]) -> bytes:
    return next((each for each in above(folder) if each in packages), b"")
