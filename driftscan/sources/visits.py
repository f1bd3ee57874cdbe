"""What the directories of a tree added to a walk, for a walk over a tree that is much like it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.source import LeftOut, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.selection import Place
from driftscan.sources.source import Claims

State = object
"""All names in a directory and what they stand for; equal ones look the same to a walk."""


class Visit(Struct, frozen=True):
    """What one directory added, that was come to as a place; below: where to go on."""

    place: Place
    files: tuple[SourceFile, ...]
    left_out: tuple[LeftOut, ...]
    links: tuple[bytes, ...]
    folders: tuple[bytes, ...]
    ignored: int
    below: Sequence[Place]


class Visits:
    """The last visit of each directory, over trees that are walked one after the other."""

    def __init__(self) -> None:
        self._for: tuple[SourceSettings, Claims] | None = None
        self._known: dict[bytes, tuple[State, Visit]] = {}
        self._unmeasured: list[bytes] = []

    def begin(self, settings: SourceSettings, claims: Claims) -> None:
        """Another walk begins; what others left out or in says nothing about it."""
        if self._for != (settings, claims):
            self._for = (settings, claims)
            self._known = {}

    def of(self, place: Place, state: State) -> Visit | None:
        """The visit of a directory that holds what it held then, and is come to alike."""
        state_then, visit = self._known.get(place.path, (None, None))
        same = visit is not None and visit.place == place and state_then == state
        return visit if same else None

    def note(self, state: State, visit: Visit) -> None:
        """A directory was visited."""
        self._known[visit.place.path] = (state, visit)
        if visit.files:
            self._unmeasured.append(visit.place.path)

    def measured(self, files: Iterable[SourceFile]) -> None:
        """The files of the last walk, with their sizes."""
        known = {file.path: file for file in files} if self._unmeasured else {}
        for path in self._unmeasured:
            state, visit = self._known[path]
            sized = tuple([known.get(file.path, file) for file in visit.files])
            self._known[path] = (state, replace(visit, files=sized))
        self._unmeasured = []
