"""Keys of the fact cache: all that the facts of one content depend on, hashed."""

import sys
from enum import EnumMeta
from functools import cache
from hashlib import blake2b
from types import ModuleType

from msgspec import Struct

from driftscan.model import fact, service_fact
from driftscan.store.pack import KEY_SIZE


class FactKeys:
    """Makes the keys of one extractor."""

    def __init__(self, extractor: str, version: str) -> None:
        """version: of the code, and of whatever else decides the result, as a parser does."""
        parts = (facts_layout(fact), facts_layout(service_fact), extractor, version)
        self._seed = blake2b("\0".join(parts).encode() + b"\0", digest_size=KEY_SIZE)

    def key(self, blob: str) -> bytes:
        """The key of the content with this git blob id."""
        digest = self._seed.copy()
        digest.update(blob.encode())
        return digest.digest()


@cache
def facts_layout(module: ModuleType) -> str:
    """A text that changes with every field, default and enum member of a module's values.

    Facts are stored by position, so a changed layout must never meet old bytes; reading the
    layout from the classes leaves no version number to forget.
    """
    values = [value for value in vars(module).values() if isinstance(value, type)]
    lines = [sys.implementation.cache_tag or ""]
    for value in sorted(values, key=lambda value: value.__name__):
        if isinstance(value, EnumMeta):
            lines.append(f"{value.__name__} {dict(value.__members__)!r}")
        elif issubclass(value, Struct) and value is not Struct:
            defaults = value.__struct_defaults__
            lines.append(f"{value.__name__} {value.__annotations__!r} {defaults!r}")
    return "\n".join(lines)
