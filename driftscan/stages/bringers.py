"""Which commits brought findings that are there now, from points that `driftscan trend` has kept.

Nothing is scanned for it: what the store does not know is not known.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from driftscan.drift.arrivals import arrival
from driftscan.drift.passages import Present
from driftscan.errors import SourceError, UsageError
from driftscan.model.trend import Bringer, Landed, Observed, Passage
from driftscan.sources.first_parents import FirstParents, Touched
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import find_repository
from driftscan.stages.branches import attributed
from driftscan.stages.known_line import open_line
from driftscan.stages.landed import landed_on
from driftscan.stages.map import Map
from driftscan.stages.observing import needs
from driftscan.stages.point_store import differing, store_path
from driftscan.stages.points import Steps, store_key
from driftscan.store.history import HistoryStore


class _NotLookedAtError(LookupError):
    """A commit of a branch that the store has no point of."""


def bringers_of(
    system: Map, findings: Collection[str], revision: str, today: datetime.date, named: str = ""
) -> dict[str, Bringer] | None:
    """By finding the commit that brought it, of those where something is known. None where there
    is no history that could tell. named: the store, '' for the usual one. UsageError: none is
    there under the name."""
    if named and not Path(named).is_file():
        raise UsageError(f"{named} is not a file, so no points are kept there")
    try:
        repository = find_repository(existing_directory(system.place.root))
        if repository is None:
            return None
        store = HistoryStore(store_path(named, system.place.root, repository))
        if not findings or not store.path.is_file():
            return {}
        line, _ = open_line(system.place.root, revision or "HEAD", system.caches)
        return _Looker(system, line, store, today).bringers(findings)
    except (SourceError, UsageError):
        return None


class _Looker:
    """The line with the points that are kept of it."""

    def __init__(
        self, system: Map, line: FirstParents, store: HistoryStore, today: datetime.date
    ) -> None:
        self._line = line
        self._landed = landed_on(line.commits[line.begins() :])
        self._differs = differing(system.stated)
        self._hidden: dict[tuple[int, int], bool] = {}
        inside, wanted = line.repository.inside, needs(system.stated)
        points = store.seen(store_key(system.stated, inside, wanted, today))
        self._beside = store.seen(store_key(system.stated, inside, frozenset(), today))
        self._present: Present = {
            at: frozenset(points[one.id].findings)
            for at, one in enumerate(self._landed)
            if one.id in points
        }

    def bringers(self, findings: Iterable[str]) -> dict[str, Bringer]:
        """By finding, as far as something is known."""
        arrivals = {each: arrival(self._present, each) for each in sorted(findings)}
        known = {each: found for each, found in arrivals.items() if found is not None}
        if not known:
            return {}
        last = max(self._present)
        upto = self._landed[last] if self._may_hide(last, len(self._landed)) else None
        told = {each: self._bringer(*found, upto) for each, found in known.items()}
        exact = [each for each, one in told.items() if not one.after and not one.is_older]
        merges = self._line.merges(sorted({told[each].by.id for each in exact}))
        for merge in merges:
            own = [each for each in exact if told[each].by.id == merge]
            for each, origin in self._origins(own, told[own[0]].by).items():
                told[each] = replace(told[each], by=origin, merge=told[each].by)
        return told

    def _bringer(self, without: int | None, at: int, upto: Landed | None) -> Bringer:
        by = self._landed[at]
        if without is None:
            return Bringer(by=by, is_older=at > 0 or self._line.is_cut, upto=upto)
        after = self._landed[without] if self._may_hide(without, at) else None
        return Bringer(by=by, after=after, upto=upto)

    def _may_hide(self, first: int, last: int) -> bool:
        """Whether a commit between two positions could have made a difference: points are only
        missing there."""
        if (first, last) not in self._hidden:
            touched: Mapping[str, Touched] = {}
            if last - first > 1:
                touched = self._line.touched(self._landed[first].id, self._landed[last - 1].id)
            between = (touched.get(one.id) for one in self._landed[first + 1 : last])
            hidden = any(found is not None and self._differs(found) for found in between)
            self._hidden[first, last] = hidden
        return self._hidden[first, last]

    def _origins(self, findings: Sequence[str], merge: Landed) -> dict[str, Landed]:
        """Of what a merge brought, the commits of its branch that did it, if that is known."""
        passages = [
            Passage(finding=each, came=True, after="", by=merge.id, is_exact=True)
            for each in findings
        ]
        try:
            told = attributed(passages, self._line, self._points_of, self._differs, None)
        except _NotLookedAtError:
            return {}
        found = {one.finding: told.landed.get(one.origin) for one in told.passages}
        return {each: one for each, one in found.items() if one and one.id != merge.id}

    def _points_of(self, commits: Sequence[Landed]) -> "_Kept":
        return _Kept(commits, self._beside)


class _Kept:
    """Points of commits, where all of them are kept."""

    def __init__(self, commits: Sequence[Landed], points: Mapping[str, Observed]) -> None:
        self._commits = commits
        self._points = points

    def at(self, positions: Iterable[int], _: Steps | None, /) -> Mapping[int, Observed]:
        """See PointsAt."""
        ids = {at: self._commits[at].id for at in positions}
        if not all(id in self._points for id in ids.values()):
            raise _NotLookedAtError
        return {at: self._points[id] for at, id in ids.items()}
