"""Progress on stderr: only for a person at a terminal, only when the work is long."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

# Seconds that a step may take in silence.
PATIENCE = 1.0


class TerminalProgress:
    """Shows the name of a step that takes long, and clears it when the step is done."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        self._stream = stream
        self._patience = patience
        self._name = ""

    @contextmanager
    def step(self, name: str, /) -> Iterator[None]:
        """A part of the work; what it shows is gone when it ends."""
        from threading import Timer

        shown: list[str] = []

        def show() -> None:
            shown.append(name)
            self._name = name
            self._write(f"\r{name} ...")

        timer = Timer(self._patience, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self._name = ""
            if shown:
                self._write("\r\x1b[K")

    def advance(self, done: int, total: int, /) -> None:
        """How much of a step is done, if it is one that is shown."""
        if self._name:
            self._write(f"\r{self._name} ... {done:,} of {total:,}")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def terminal_progress(patience: float = PATIENCE) -> TerminalProgress | None:
    """Progress where somebody may be watching, else None. patience: see TerminalProgress."""
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty():
        return None
    return TerminalProgress(sys.stderr, patience)
