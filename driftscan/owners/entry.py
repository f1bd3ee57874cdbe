"""One entry of a CODEOWNERS file, whatever dialect it was written in."""

import re
from functools import cached_property

from msgspec import Struct


class Entry(Struct, frozen=True, dict=True):
    """Some paths and who owns them.

    regex: matches a whole path relative to the repository's root. literal: the path, and all
    below it, that the regex means; b'' where it means more than one. owners: as written; () where
    the entry says that nobody does. line: in the file.
    """

    regex: bytes
    owners: tuple[str, ...]
    line: int
    literal: bytes = b""

    @cached_property
    def _compiled(self) -> re.Pattern[bytes]:
        return re.compile(self.regex, re.DOTALL)

    def matches(self, path: bytes) -> bool:
        """Whether the entry speaks of a path."""
        return self._compiled.fullmatch(path) is not None


class Skipped(Struct, frozen=True):
    """A line that the forge doesn't read, and why."""

    line: int
    reason: str
