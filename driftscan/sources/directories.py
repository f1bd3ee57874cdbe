"""Opening directories below a root one step at a time, so that no link can lead out of it.

Each step opens one name relative to the directory already open and refuses links. A directory
that is swapped for a link while the scan runs is refused like any other link; there is no moment
in which a whole path is trusted.
"""

import os
from types import TracebackType

_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC

DEEPEST = 128
"""Directories of one path that are open at a time; deeper ones are left out, with a reason."""


class Directories:
    """The chain of open directories from the root to the last one asked for."""

    def __init__(self, root: bytes) -> None:
        self._open = [os.open(root, _FLAGS)]
        self._names: list[bytes] = []
        self._path = b""

    def descriptor(self, path: bytes) -> int:
        """An open directory, valid until the next call. path: relative to the root, b'' for it.

        OSError: not a directory, a link on the way, gone, not permitted.
        """
        if path == self._path:
            return self._open[-1]
        parts = path.split(b"/") if path else []
        if parts[: len(self._names)] != self._names:
            self._leave(self._shared(parts))
        for part in parts[len(self._names) :]:
            self._open.append(os.open(part, _FLAGS, dir_fd=self._open[-1]))
            self._names.append(part)
            self._path = b"/".join(self._names)
        return self._open[-1]

    def _shared(self, parts: list[bytes]) -> int:
        shared = 0
        for ours, theirs in zip(self._names, parts, strict=False):
            if ours != theirs:
                break
            shared += 1
        return shared

    def _leave(self, depth: int) -> None:
        while len(self._names) > depth:
            self._names.pop()
            os.close(self._open.pop())
        self._path = b"/".join(self._names)

    def __enter__(self) -> "Directories":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave(0)
        os.close(self._open.pop())
