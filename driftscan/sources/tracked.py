"""What it means to a selection that a file is under version control."""

from typing import Protocol


class Tracked(Protocol):
    """The paths under version control, relative to the scanned directory."""

    def holds(self, path: bytes, /) -> bool:
        """Whether this file is tracked."""
        ...

    def holds_below(self, directory: bytes, /) -> bool:
        """Whether any file under this directory is tracked."""
        ...


class AllTracked:
    """Everything in a revision is tracked."""

    def holds(self, path: bytes, /) -> bool:
        return True

    def holds_below(self, directory: bytes, /) -> bool:
        return True


class NoneTracked:
    """A tree without git."""

    def holds(self, path: bytes, /) -> bool:
        return False

    def holds_below(self, directory: bytes, /) -> bool:
        return False
