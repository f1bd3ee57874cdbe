"""What is read of capabilities beside imports, and of which files. Only asked where they are."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from driftscan.extract.batch import split_key
from driftscan.extract.homemade.reading import read

CAPABILITY_EXTRACTORS = {
    "csharp": rb".+\.cs",
    "go": rb"(?!.*(?:_test|\.pb|\.pb\.gw|_mock)\.go$).+\.go",
    "javascript": rb"(?!.*(?:[._-](?:test|spec|stories|min|bundle|mock)\.|\.d\.)).+\.[cm]?[jt]sx?",
    "jvm": rb".+\.(?:java|kt)",
    "php": rb".+\.php",
    "python": rb".+\.pyw?",
    "ruby": rb".+\.(?:rb|rake)",
    "rust": rb".+\.rs",
}
_PATTERNS = {name: re.compile(each, re.IGNORECASE) for name, each in CAPABILITY_EXTRACTORS.items()}


@lru_cache(maxsize=1 << 16)
def capability_extractors_for(name: bytes) -> tuple[str, ...]:
    """The language of files of this base name, if it is one of these."""
    return tuple(language for language, each in _PATTERNS.items() if each.fullmatch(name))


def claims_for_capabilities(name: bytes) -> bool:
    """Whether files of this base name are read."""
    return bool(capability_extractors_for(name))


def extract_capability_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs to encoded CapabilityFacts, in the same order."""
    encode = msgspec.msgpack.encode
    return [encode(read(content, split_key(key)[0])) for key, content in jobs]
