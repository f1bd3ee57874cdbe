"""A value of a manifest together with the line it stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a document to a value."""


@dataclass(frozen=True, slots=True)
class Node:
    """A string, number, list or table of a manifest; value is None where nothing is written.

    lines: 1-based line of each key path of the whole document, as far as known.
    """

    value: object
    lines: Mapping[KeyPath, int]
    path: KeyPath = ()

    @property
    def line(self) -> int:
        """1-based line of this value or of the nearest one around it; 0 if none is known."""
        for length in range(len(self.path), 0, -1):
            if line := self.lines.get(self.path[:length]):
                return line
        return 0

    @property
    def name(self) -> str:
        """The last key of the path, for messages."""
        return str(self.path[-1]) if self.path else "document"

    @property
    def text(self) -> str:
        """The value if it is a string, else ''."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def is_table(self) -> bool:
        """Whether the value is a table."""
        return isinstance(self.value, dict)

    def __bool__(self) -> bool:
        return self.value is not None

    def get(self, *keys: str) -> "Node":
        """The value below these keys; an empty node where any of them is missing."""
        value = self.value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return Node(value, self.lines, self.path + keys)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a table in written order; nothing for any other value."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(value, self.lines, (*self.path, key))

    def elements(self) -> Iterator["Node"]:
        """Values of a list; nothing for any other value."""
        if isinstance(self.value, list):
            for position, value in enumerate(self.value):
                yield Node(value, self.lines, (*self.path, position))
