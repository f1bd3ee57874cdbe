"""Where driftscan keeps its caches: with the user, never inside the scanned tree."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

OVERRIDE = "DRIFTSCAN_CACHE_DIR"


class CachePlace(Struct, frozen=True):
    """The cache directory (absolute, perhaps not yet there), or None and why there is none."""

    directory: Path | None
    trouble: str = ""


def cache_place(environ: Mapping[str, str], scanned: Path) -> CachePlace:
    """The user's cache directory for a scan of the tree at `scanned`.

    $DRIFTSCAN_CACHE_DIR, else ~/Library/Caches on macOS, else $XDG_CACHE_HOME, else ~/.cache.
    A directory inside the scanned tree is refused: whoever wrote the tree could have filled it
    (docs/adr/0001). So is, in the default place, one that belongs to another user.
    """
    override = environ.get(OVERRIDE, "")
    directory = Path(override).absolute() if override else _default_directory(environ)
    if directory is None:
        return CachePlace(None, f"no home directory for the cache; set {OVERRIDE}")
    try:
        real, tree = Path(os.path.realpath(directory)), Path(os.path.realpath(scanned))
        if real == tree or tree in real.parents:
            return CachePlace(None, f"no cache: {directory} is inside the scanned tree")
        if not override and _is_foreign(real):
            return CachePlace(None, f"no cache: {directory} belongs to another user")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the variable
        return CachePlace(None, f"no cache: {error}")
    return CachePlace(real)


def _default_directory(environ: Mapping[str, str]) -> Path | None:
    if sys.platform == "darwin":
        base = _home(environ, "Library/Caches")
    else:
        # The XDG specification says to ignore relative paths.
        named = environ.get("XDG_CACHE_HOME", "")
        base = Path(named) if os.path.isabs(named) else _home(environ, ".cache")
    return base / "driftscan" if base is not None else None


def _home(environ: Mapping[str, str], inside: str) -> Path | None:
    home = environ.get("HOME") or os.path.expanduser("~")
    return Path(home) / inside if os.path.isabs(home) else None


def _is_foreign(directory: Path) -> bool:
    # `sudo` often keeps HOME: root would then leave files that the user cannot replace.
    for place in (directory, *directory.parents):
        if place.exists():
            return place == directory and place.stat().st_uid != os.geteuid()
    return False
