"""What a worker process runs where services are asked for: files through their extractors."""

from collections.abc import Sequence

import msgspec

from driftscan.extract.batch import split_key
from driftscan.extract.service_registry import load_service_extractor


def extract_service_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs to encoded ServiceFacts, in the same order; see batch.job_key()."""
    encode = msgspec.msgpack.encode
    return [
        encode(load_service_extractor(split_key(key)[0]).extract(content)) for key, content in jobs
    ]
