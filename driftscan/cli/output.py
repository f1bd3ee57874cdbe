"""Where a result goes: to stdout, or to a file that is replaced in one step."""

import os
import stat
import sys
from pathlib import Path

from msgspec import Struct

from driftscan.cli.stdout import to_stdout
from driftscan.errors import UsageError
from driftscan.report.view import View


class Output(Struct, frozen=True, kw_only=True):
    """What the output options say. file: '' for stdout."""

    format: str
    file: str
    view: View

    def write(self, text: str) -> None:
        """Write a finished report. Raises UsageError when it cannot be written."""
        try:
            if self.file:
                _to_file(self.file, text.encode("utf-8", "backslashreplace"))
            else:
                to_stdout(text)
        except OSError as error:
            where = self.file or "standard output"
            raise UsageError(f"cannot write to {where}: {error.strerror or error}") from error


def wants_color(choice: bool | None, file: str) -> bool:
    """As chosen; else colour on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    if choice is not None:
        return choice
    if file or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(sys.stdout) and sys.stdout.isatty()


def _to_file(name: str, data: bytes) -> None:
    path = Path(name)
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(data)  # /dev/stderr or a named pipe: written to, not replaced
        return
    from driftscan.store.atomic import write_atomically

    write_atomically(path, data)
