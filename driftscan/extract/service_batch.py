"""What a worker process runs where services are asked for: files through their extractors."""

from collections.abc import Sequence

import msgspec

from driftscan.extract.batch import IF_PARSED, extract_batch, split_key
from driftscan.extract.service_registry import load_service_extractor

OF_SERVICES = b"services"
"""Stands behind the content in a job of services, for workers that have others, too."""


def extract_service_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs, maybe with OF_SERVICES behind, to encoded ServiceFacts, in the same
    order; see batch.job_key()."""
    encode = msgspec.msgpack.encode
    return [
        encode(load_service_extractor(split_key(key)[0]).extract(content))
        for key, content, *_ in jobs
    ]


def extract_either(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """Jobs of services as such, all others as those of imports: one crew for both. Of those that
    are done if a file has just been parsed, no bytes if it has not."""
    return [_said(*job) for job in jobs]


def _said(key: bytes, content: bytes, mark: bytes = b"") -> bytes:
    if mark == OF_SERVICES:
        return extract_service_batch([(key, content)])[0]
    if mark == IF_PARSED and not _has_just_parsed(content):
        return b""
    return extract_batch([(key, content)])[0]


def _has_just_parsed(content: bytes) -> bool:
    from driftscan.extract.syntax.parsed import has_just_parsed  # the caller of workers needs none

    return has_just_parsed(content)
