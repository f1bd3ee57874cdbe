"""Which files git tracks: asked once, while the walk is under way, awaited only when it matters."""

import os
import re
from bisect import bisect_left
from functools import cached_property

from driftscan.errors import SourceError
from driftscan.sources.git import GitProcess, run, time_limit
from driftscan.sources.repository import Repository
from driftscan.sources.stand_in import StandIn
from driftscan.sources.wording import first_line

_SUBMODULE = re.compile(rb"(?:\A|\0)160000 [0-9a-f]+ \d\t([^\0]+)")
_SUBMODULE_MODE = (0o160000).to_bytes(4, "big")


class TrackedByGit:
    """The index of a work tree. Asking raises SourceError when git cannot read it."""

    def __init__(self, repository: Repository) -> None:
        self._prefix = repository.inside + b"/" if repository.inside else b""
        self._stand_in = StandIn(repository)
        self._stand_in.link_index(repository)
        self._scope = (b"-z", b"--", *([self._prefix] if self._prefix else []))
        self._process = GitProcess(self._stand_in.path, (b"ls-files", *self._scope))

    def holds(self, path: bytes, /) -> bool:
        """Whether this file is tracked."""
        at = bisect_left(self._paths, path)
        return self._paths[at : at + 1] == [path]

    def holds_below(self, directory: bytes, /) -> bool:
        """Whether any file under this directory is tracked."""
        start = directory + b"/"
        at = bisect_left(self._paths, start)
        return at < len(self._paths) and self._paths[at].startswith(start)

    @cached_property
    def submodules(self) -> list[bytes]:
        """Paths of other repositories that this one names, checked out or not.

        The index is searched for their mode first: only the rare file that has it is worth a
        second process, which prints twice as much.
        """
        index = os.path.join(self._stand_in.path, b"index")
        if not os.path.exists(index):
            return []
        with open(index, "rb") as file:
            if _SUBMODULE_MODE not in file.read():
                return []
        output = run(self._stand_in.path, (b"ls-files", b"-s", *self._scope))
        if output.code:
            raise SourceError(_refusal(output.stderr))
        return [path[len(self._prefix) :] for path in _SUBMODULE.findall(output.stdout)]

    @cached_property
    def _paths(self) -> list[bytes]:
        """In the order of the index, which is that of the bytes."""
        with self._process, time_limit(self._process):
            listed = self._process.output.read()
            code, errors = self._process.finish()
        if code:
            raise SourceError(_refusal(errors))
        paths = listed.split(b"\0")[:-1]
        cut = len(self._prefix)
        return [path[cut:] for path in paths] if cut else paths

    def close(self) -> None:
        """End git, should nobody have needed its answer."""
        self._process.close()


def _refusal(errors: bytes) -> str:
    return f"git cannot list the tracked files: {first_line(errors)}"
