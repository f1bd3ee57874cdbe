"""The version of the code that made a cached value: a hash over that code itself.

A number that someone must raise is forgotten one day, and then a cache lies. Reading some hundred
small files takes a few milliseconds.
"""

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

import driftscan
from driftscan.spec.packs import packs_folder

_ROOT = Path(driftscan.__file__).parent
_VALUES = ("model", "graph/resolved.py")
MAKES_FACTS = ("extract", "notation", "stages/record.py", *_VALUES)
MAKES_SPECS = ("spec", *_VALUES)


@cache
def code_version(places: tuple[str, ...]) -> str:
    """40 hex digits that change with any change of the code in these places of the package."""
    digest = blake2b(driftscan.__version__.encode(), digest_size=20)
    for path in _files(places):
        digest.update(os.fsencode(path.relative_to(_ROOT)) + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def packs_version() -> str:
    """The same for the rule packs, which decide what a spec that includes one means."""
    folder = packs_folder()
    digest = blake2b(digest_size=20)
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(places: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for name in places:
        place = _ROOT / name
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [path for path in found if path.is_file()]
