"""Which extractors read a file, by its name and the folder it stands in."""

import os
import re
from functools import cache, lru_cache

from driftscan.extract.registry import EXTRACTORS, group_of

_FOLDERS = tuple(entry.folder for entry in EXTRACTORS.values() if entry.folder)
_IN_FOLDERS = (b".txt", b".in")  # only such names are claimed by their folder


@lru_cache(maxsize=1 << 16)
def extractors_for(path: bytes) -> tuple[str, ...]:
    """Names of the extractors that claim a file, the language's own first."""
    above, _, name = path.rpartition(b"/")
    return _by_name(name, above.rpartition(b"/")[2] if name.endswith(_IN_FOLDERS) else b"")


@lru_cache(maxsize=1 << 16)
def claims(name: bytes) -> bool:
    """Whether any extractor may read a file of this base name."""
    return bool(extractors_for(name)) or any(
        name.endswith(_IN_FOLDERS) and _by_name(name, folder) for folder in _FOLDERS
    )


@lru_cache(maxsize=1 << 16)
def claims_as_manifest(name: bytes) -> bool:
    """Whether a file of this base name may be a package manifest."""
    return claims(name) and (name.endswith(_IN_FOLDERS) or has_manifest(name))


def claims_path(path: bytes) -> bool:
    """Whether an extractor reads the file, its name being claimed somewhere."""
    return not path.endswith(_IN_FOLDERS) or bool(extractors_for(path))


def language_of(path: bytes) -> str:
    """The language of a file's modules; '' for a manifest."""
    return _language(extractors_for(path))


def has_manifest(path: bytes) -> bool:
    """Whether an extractor of manifests reads the file, maybe beside its language's own."""
    return _has_manifest(extractors_for(path))


def serves(path: bytes, language: str) -> bool:
    """Whether a file is a manifest that decides how references of a language are resolved."""
    return _serves(extractors_for(path), language)


def groups_of(path: bytes) -> frozenset[str]:
    """The languages that a file's extractors belong to; '' for one that belongs to none."""
    return _groups(extractors_for(path))


@cache
def _groups(extractors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(group_of(EXTRACTORS[name]) for name in extractors)


@cache
def _serves(extractors: tuple[str, ...], language: str) -> bool:
    return any(EXTRACTORS[name].serves == language for name in extractors)


@cache
def _has_manifest(extractors: tuple[str, ...]) -> bool:
    return any(not EXTRACTORS[name].language for name in extractors)


@cache
def _language(extractors: tuple[str, ...]) -> str:
    return next((known for name in extractors if (known := EXTRACTORS[name].language)), "")


@lru_cache(maxsize=1 << 16)
def _by_name(name: bytes, folder: bytes) -> tuple[str, ...]:
    """Names of extractors, in their order here; trees repeat their names."""
    found = {*_CLAIMS.get(_suffix(name), ()), *_CLAIMS.get(b"/" + name, ())}
    for extractor in _BY_PATTERN:
        entry = EXTRACTORS[extractor]
        if (entry.pattern and re.fullmatch(entry.pattern, name)) or (
            folder and folder == entry.folder and re.fullmatch(entry.folder_names, name)
        ):
            found.add(extractor)
    return tuple(each for each in EXTRACTORS if each in found) if len(found) > 1 else tuple(found)


def _suffix(name: bytes) -> bytes:
    """The last one, or the last two if they are claimed together: `.blade.php` is no `.php`."""
    stem, last = os.path.splitext(name)
    both = os.path.splitext(stem)[1] + last
    return both if both in _CLAIMS else last


def _claims() -> dict[bytes, tuple[str, ...]]:
    """Extractors by suffix, and by `/` and the whole name."""
    claims: dict[bytes, list[str]] = {}
    for extractor, entry in EXTRACTORS.items():
        for claim in (*entry.suffixes, *(b"/" + name for name in entry.names)):
            claims.setdefault(claim, []).append(extractor)
    return {claim: tuple(found) for claim, found in claims.items()}


_CLAIMS = _claims()
_BY_PATTERN = tuple(name for name, entry in EXTRACTORS.items() if entry.pattern or entry.folder)
