"""Where something stands in the scanned tree."""

from msgspec import Struct


class Location(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A line of a scanned file.

    path: bytes relative to the scanned root, with '/' between parts; decoded only for display.
    line: 1-based; 0 means the file as a whole.
    """

    path: bytes
    line: int = 0
