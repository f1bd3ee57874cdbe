"""What a worker process runs to read a spec beside other work."""

from collections.abc import Sequence

import msgspec

from driftscan.errors import SpecError
from driftscan.spec.parse import parse_spec


def parse_aside(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(shown path, text) pairs to encoded specs; nothing for one that is not valid, which its
    reader will find out in its own words."""
    return [_parsed(text, file.decode("utf-8", "surrogateescape")) for file, text in jobs]


def _parsed(text: bytes, file: str) -> bytes:
    try:
        return msgspec.msgpack.encode(parse_spec(text, file))
    except SpecError:
        return b""
