"""What a worker process runs: a batch of files through their extractors."""

from collections.abc import Sequence

import msgspec

from driftscan.extract.registry import load_extractor

_SEPARATOR = b"\0"


def job_key(extractor: str, path: bytes) -> bytes:
    """Names one (extractor, file) pair; paths hold no NUL."""
    return extractor.encode() + _SEPARATOR + path


def split_key(key: bytes) -> tuple[str, bytes]:
    """The (extractor, path) of a job key."""
    extractor, _, path = key.partition(_SEPARATOR)
    return extractor.decode(), path


def extract_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs to encoded FileFacts, in the same order."""
    encode = msgspec.msgpack.encode
    return [encode(load_extractor(split_key(key)[0]).extract(content)) for key, content in jobs]
