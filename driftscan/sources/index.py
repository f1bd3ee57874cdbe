"""Which files git tracks: asked once, while the walk is under way, awaited only when it matters."""

import re
from functools import cached_property

from driftscan.errors import SourceError
from driftscan.sources.git import GitProcess, time_limit
from driftscan.sources.repository import Repository
from driftscan.sources.stand_in import StandIn
from driftscan.sources.wording import first_line

_SUBMODULE = re.compile(rb"(?:\A|\0)160000 [0-9a-f]+ \d\t([^\0]+)")


class TrackedByGit:
    """The index of a work tree. Asking raises SourceError when git cannot read it."""

    def __init__(self, repository: Repository) -> None:
        self._prefix = repository.inside + b"/" if repository.inside else b""
        self._stand_in = StandIn(repository)
        self._stand_in.link_index(repository)
        # Without --sparse an index of a sparse checkout would be expanded from the objects.
        arguments = (b"ls-files", b"-s", b"-z", b"--", *([self._prefix] if self._prefix else []))
        self._process = GitProcess(self._stand_in.path, arguments)

    def holds(self, path: bytes, /) -> bool:
        return path in self._files

    def holds_below(self, directory: bytes, /) -> bool:
        return directory in self._directories

    @cached_property
    def submodules(self) -> list[bytes]:
        """Paths of other repositories that this one names, checked out or not."""
        if b"160000 " not in self._listed:
            return []
        return [path[len(self._prefix) :] for path in _SUBMODULE.findall(self._listed)]

    @cached_property
    def _listed(self) -> bytes:
        with self._process, time_limit(self._process):
            listed = self._process.output.read()
            code, errors = self._process.finish()
        if code:
            raise SourceError(f"git cannot list the tracked files: {first_line(errors)}")
        return listed

    @cached_property
    def _files(self) -> frozenset[bytes]:
        cut = len(self._prefix)
        entries = self._listed.split(b"\0")[:-1]
        return frozenset(entry.partition(b"\t")[2][cut:] for entry in entries)

    @cached_property
    def _directories(self) -> frozenset[bytes]:
        directories: set[bytes] = set()
        for path in self._files:
            directory = path.rpartition(b"/")[0]
            while directory and directory not in directories:
                directories.add(directory)
                directory = directory.rpartition(b"/")[0]
        return frozenset(directories)

    def close(self) -> None:
        """End git, should nobody have needed its answer."""
        self._process.close()
