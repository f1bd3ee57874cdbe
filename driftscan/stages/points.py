"""Points of the past: from the store, or scanned now and kept there, one after the other."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from hashlib import blake2b
from typing import Protocol

import msgspec
from msgspec.structs import replace

from driftscan.extract.registry import EXTRACTORS, group_of
from driftscan.model.measure import CHANGES
from driftscan.model.spec import Spec
from driftscan.model.trend import Known, Landed, Observed
from driftscan.sources.first_parents import Touched
from driftscan.stages.code_version import code_version, language_version
from driftscan.stages.observing import observe
from driftscan.stages.walk import Walk
from driftscan.workers.beside import beside

WINDOW = datetime.timedelta(days=90)
_MANY = 8  # revisions from which on a second process is worth its start
_AHEAD = 32  # revisions whose contents are read together
_JUDGES = (
    *("checks", "drift", "graph", "owners", "propose/frameworks.py", "services", "sources"),
    *("spec/expand", "stages"),
)


class Steps(Protocol):
    """Told what is being done."""

    def step(self, name: str, /) -> AbstractContextManager[object]:
        """A part of the work begins; it ends with the context."""
        ...


class PointStore(Protocol):
    """Where points are kept, if anywhere. trouble: what is wrong with it, '' for nothing."""

    trouble: str

    def load(self, key: str, /) -> tuple[dict[str, Observed], dict[str, Known]]:
        """By commit the points, and by id the findings, that were kept under a key."""
        ...

    def require_room(self) -> None:
        """UsageError: nothing can be kept."""
        ...

    def keep(self, key: str, point: Observed, known: Iterable[Known], /) -> None:
        """Keep a point and its findings."""
        ...


def store_key(spec: Spec, inside: bytes, wanted: frozenset[str], today: datetime.date) -> str:
    """All that a point depends on beside its commit: the spec, which of its days are over, the
    directory, and the code that finds and judges."""
    written = msgspec.msgpack.encode(replace(spec, file=""))
    days = sorted(set(re.findall(rb"\d{4}-\d\d-\d\d", written)))
    over = [day for day in days if day.decode() < today.isoformat()]
    due = [day for day in days if day.decode() <= today.isoformat()]
    groups = sorted({group_of(entry) for entry in EXTRACTORS.values()})
    versions = [code_version(_JUDGES), *map(language_version, groups)]
    parts = [written, inside, *over, b"", *due, *map(str.encode, [*sorted(wanted), *versions])]
    return blake2b(b"\0\0".join(parts), digest_size=20).hexdigest()


class Points:
    """The points of one line, by position. walk: what they are made with. touched: what commits of
    the line touched, by id."""

    def __init__(
        self,
        line: Sequence[Landed],
        walk: Walk,
        store: PointStore,
        key: str,
        wanted: frozenset[str],
        today: datetime.date,
        may_share: bool = False,
    ) -> None:
        """may_share: whether another process may do a part of the work."""
        self._may_share = may_share
        self._line = line
        self.walk = walk
        self._store = store
        self._key = key
        self._wanted = wanted
        self._today = today
        self.touched: Mapping[str, Touched] = {}
        self._stored, self.known = store.load(key)
        self.fresh = 0

    def stored(self, position: int) -> Observed | None:
        """The point of a commit, if it is there."""
        return self._stored.get(self._line[position].id)

    def at(self, positions: Iterable[int], steps: Steps | None) -> dict[int, Observed]:
        """The points at these positions; what is finished when the work is interrupted stays."""
        wanted = sorted(set(positions))
        missing = [at for at in wanted if self.stored(at) is None]
        if missing:
            self._store.require_room()
        try:
            for start in range(0, len(missing), _AHEAD):
                group = missing[start : start + _AHEAD]
                with _step(steps, f"Reading the code of {len(missing) - start} revisions"):
                    self.walk.foresee([self._line[at].id for at in group])
                self._scan_group(group, steps, f"{len(missing) - start:,} revisions to go")
        finally:
            if missing:
                self.walk.remember()
        return {at: self._stored[self._line[at].id] for at in wanted}

    def _scan_group(self, group: Sequence[int], steps: Steps | None, ahead: str) -> None:
        """All of a group; of many, the earlier half in another process.

        Both begin at the middle, so that each has a neighbour to hold its first revision against,
        and this one ends at the last, which is the one to remember."""
        half = len(group) // 2
        if len(group) < _MANY or not self._may_share:
            self._scan_all(group, steps, ahead)
            return
        self._scan_all(group[half : half + 1], steps, ahead)
        earlier = group[:half][::-1]
        with beside(lambda: self._scan_all(earlier, None, "")):
            self._scan_all(group[half + 1 :], steps, ahead)
        stored, known = self._store.load(self._key)
        there = [at for at in earlier if self._line[at].id in stored]
        self._stored.update({self._line[at].id: stored[self._line[at].id] for at in there})
        self.known.update(known)
        self.fresh += len(there)
        missing = [at for at in earlier if at not in there]
        self._scan_all(missing, steps, ahead)

    def _scan_all(self, positions: Sequence[int], steps: Steps | None, ahead: str) -> None:
        for at in positions:
            with _step(steps, f"Scanning the code of {self._line[at].day}, {ahead}"):
                self._scan(at)

    def _scan(self, position: int) -> None:
        commit = self._line[position].id
        point, known = observe(
            self.walk.at(commit),
            commit,
            self._wanted,
            lambda: self._changes(position),
            self._today,
        )
        if not point.missing:  # a complete clone may see more
            self._store.keep(self._key, point, known)
        self._stored[commit] = point
        self.known.update({one.id: one for one in known})
        self.fresh += 1

    def _changes(self, position: int) -> list[tuple[bytes, ...]]:
        """The paths of each change in the window that ends at a position."""
        end = self._line[position].day
        found: list[tuple[bytes, ...]] = []
        for landed in reversed(self._line[: position + 1]):
            if landed.day <= end - WINDOW:
                break
            if landed.id in self.touched:
                found.append(self.touched[landed.id].paths)
        return found

    @property
    def wants_changes(self) -> bool:
        """Whether points cannot be made without knowing what commits touched."""
        return CHANGES in self._wanted


def known_of(points: Iterable[Observed], known: Mapping[str, Known]) -> dict[str, Known]:
    """Of the findings those that any of these points has."""
    return {id: known[id] for id in sorted({id for one in points for id in one.findings})}


def _step(steps: Steps | None, name: str) -> AbstractContextManager[object]:
    return steps.step(name) if steps else nullcontext()
