"""Where the parts of a JSON document stand in its text; the standard library does not say."""

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\n\r]*")


def members(text: str) -> Iterator[tuple[int, str]]:
    """(offset of the value, key) of each member; text must be a valid JSON object."""
    decoder = json.JSONDecoder()
    position = _skip(text, _skip(text, 0) + 1)
    while text[position] != "}":
        key, end = decoder.raw_decode(text, position)
        value_at = _skip(text, _skip(text, end) + 1)
        yield value_at, key
        position = _next(text, decoder.raw_decode(text, value_at)[1])


def elements(text: str, start: int) -> Iterator[tuple[int, object]]:
    """(offset, value) of each element of the array that begins at start, in valid JSON."""
    decoder = json.JSONDecoder()
    position = _skip(text, start + 1)
    while text[position] != "]":
        value, end = decoder.raw_decode(text, position)
        yield position, value
        position = _next(text, end)


def _next(text: str, position: int) -> int:
    position = _skip(text, position)
    return _skip(text, position + 1) if text[position] == "," else position


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
