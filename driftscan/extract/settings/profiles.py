"""The profiles of Spring that a document is for."""

import re
from collections.abc import Iterator, Sequence

from driftscan.extract.settings.entries import Entry

_KEY = re.compile(r"spring\.(?:profiles|config\.activate\.on-?profile)(?:\[\d+\])?", re.IGNORECASE)
_NAME = re.compile(r"!?[\w.-]+")


def profiles(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Names, one by one; '!x' for all but x; ('',) if it is for all."""
    named = (
        name
        for entry in entries
        if _KEY.fullmatch(entry.key)
        for name in _NAME.findall(entry.value)
    )
    return tuple(dict.fromkeys(named)) or ("",)


def without_profiles(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The settings proper."""
    return (entry for entry in entries if not _KEY.fullmatch(entry.key))
