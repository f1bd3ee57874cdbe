"""What a worker process runs: a batch of files through their extractors."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from driftscan.extract.generated import is_generated, may_be_generated
from driftscan.extract.registry import EXTRACTORS, load_beginning, load_extractor
from driftscan.model.fact import FileFacts

IF_PARSED = b"if parsed"
"""Stands behind the content in a job that is only worth while its tree is at hand."""

_SEPARATOR = b"\0"


def job_key(extractor: str, path: bytes) -> bytes:
    """Names one (extractor, file) pair; paths hold no NUL."""
    return extractor.encode() + _SEPARATOR + path


def split_key(key: bytes) -> tuple[str, bytes]:
    """The (extractor, path) of a job key."""
    extractor, _, path = key.partition(_SEPARATOR)
    return extractor.decode(), path


def part_of(extractor: str, content: bytes) -> bytes | None:
    """The beginning of a content that is enough for extract_parts(); None for all of it."""
    find = load_beginning(extractor)
    if find is None or may_be_generated(content, extractor):
        return None
    return find(content)


def extract_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs to encoded FileFacts, in the same order."""
    encode = msgspec.msgpack.encode
    return [encode(_facts(split_key(key)[0], content)) for key, content in jobs]


def extract_parts(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """The same for (job key, content) and for (job key, content, anything), where the content is
    only what part_of() gave; no bytes where its facts have a problem: the whole may have none."""
    return [
        b"" if is_part and facts.problems else msgspec.msgpack.encode(facts)
        for key, content, *is_part in jobs
        for facts in [_facts(split_key(key)[0], content)]
    ]


def _facts(extractor: str, content: bytes) -> FileFacts:
    facts = load_extractor(extractor).extract(content)
    if EXTRACTORS[extractor].language and is_generated(content, extractor):
        return replace(facts, generated=True)
    return facts
