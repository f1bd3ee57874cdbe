"""Standard output, which may be closed, full, a pipe nobody reads, or no UTF-8."""

import os
import sys
from errno import EBADF


def to_stdout(text: str) -> None:
    """Write to standard output, in whatever encoding it has. Raises OSError.

    A reader that has gone away (`| head`) is no error: it has what it wanted.
    """
    if not sys.stdout:  # closed by whoever started us
        raise OSError(EBADF, "it is closed")
    # The encoder of a Latin-1 terminal would raise at the first character it lacks.
    data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_stdout()


def discard_stdout() -> None:
    """Give Python somewhere to flush to when it ends; it would complain a second time."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
