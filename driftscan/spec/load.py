"""The edge of this room: finds driftscan.yaml on disk and reads it; nothing else here does I/O."""

import os
import stat

from driftscan.errors import SpecError
from driftscan.model.spec import Spec
from driftscan.spec.parse import parse_spec
from driftscan.spec.problem import printable
from driftscan.spec.text import MAX_BYTES

FILE_NAMES = ("driftscan.yaml", "driftscan.yml")


def load_spec(path: str) -> Spec:
    """The spec in the file at path; raises SpecError with every problem it has."""
    return parse_spec(read_spec_file(path), path)


def find_spec(start: str) -> str | None:
    """Path of the spec in the directory start or the nearest directory above it, else None.

    Raises SpecError where one directory holds both spellings: either could be meant. So it does
    for a link or a pipe: whoever wrote the tree could have us read a file of the user's.
    """
    directory = os.path.abspath(start)
    while True:
        paths = [os.path.join(directory, name) for name in FILE_NAMES]
        present = [path for path in paths if os.path.lexists(path)]
        if len(present) > 1:
            raise SpecError(
                f"{printable(directory)}: has both {' and '.join(FILE_NAMES)}; delete one of them, "
                "or say which one is meant with --config"
            )
        if present:
            return _plain(present[0])
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent


def _plain(path: str) -> str:
    if stat.S_ISREG(os.lstat(path).st_mode):
        return path
    raise SpecError(
        f"{printable(path)}: is not a plain file, and driftscan follows no link that it finds; "
        "name the file that is meant with --config"
    )


def read_spec_file(path: str) -> bytes:
    """The bytes of the file at path, and no more of them than a spec may have plus one.

    Raises SpecError when there is none or it cannot be read.
    """
    shown = printable(path)
    try:
        mode = os.stat(path).st_mode
        # A pipe or a device could keep the reader waiting for ever.
        if not stat.S_ISREG(mode):
            kind = "a directory" if stat.S_ISDIR(mode) else "not a regular file"
            raise SpecError(f"{shown}: is {kind}; give the path of a driftscan.yaml")
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SpecError(f"{shown}: there is no such file; `driftscan init` proposes one") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(
            f"{shown}: cannot be read: {reason}; check the path and its permissions"
        ) from None
