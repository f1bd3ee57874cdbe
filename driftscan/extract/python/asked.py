"""What files asked of an index, as bytes: only questions, for an index can answer them again."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from driftscan.extract.python.continuity import Absolute, Inquiry
from driftscan.extract.python.relative import Question


class Asked(Struct, frozen=True, array_like=True, gc=False):
    """absolute, relative: each question once. files: path, and positions in either."""

    absolute: list[Absolute]
    relative: list[Question]
    files: list[tuple[bytes, list[int], list[int]]]


def written(noted: Mapping[bytes, Inquiry]) -> bytes:
    """The inquiries as bytes, in the order of the paths."""
    absolute: dict[Absolute, int] = {}
    relative: dict[Question, int] = {}
    files = [
        (
            path,
            [absolute.setdefault(each, len(absolute)) for each in sorted(noted[path].absolute)],
            [relative.setdefault(each, len(relative)) for each in sorted(noted[path].relative)],
        )
        for path in sorted(noted)
    ]
    return msgspec.msgpack.encode(Asked(list(absolute), list(relative), files))


def read(data: bytes) -> Asked | None:
    """None if the bytes are none that written() gave."""
    try:
        asked = msgspec.msgpack.decode(data, type=Asked)
    except msgspec.DecodeError:
        return None
    ends = (len(asked.absolute), len(asked.relative))
    for _, *positions in asked.files:
        for own, end in zip(positions, ends, strict=True):
            if own and not 0 <= min(own) <= max(own) < end:
                return None
    return asked
