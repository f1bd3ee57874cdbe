"""One revision after the other, each by what it differs in from the one before."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial

from msgspec.structs import replace

from driftscan.extract.claims import claims, claims_path
from driftscan.model.source import Listing, SourceFile
from driftscan.model.spec import Spec
from driftscan.sources.first_parents import FirstParents
from driftscan.sources.revision import RevisionSource
from driftscan.stages.building import build_map
from driftscan.stages.caches import Caches, load_snapshot, save_snapshot
from driftscan.stages.extraction import extract_all
from driftscan.stages.facts import FactReader
from driftscan.stages.indexes import Indexes
from driftscan.stages.map import Map
from driftscan.stages.parts import Parts
from driftscan.stages.recalled import recalled
from driftscan.stages.record import Snapshot
from driftscan.stages.survey import survey
from driftscan.stages.target import Place
from driftscan.store.held_facts import HeldFacts

_SLOT = " trend"


class Walk:
    """Maps of revisions of one place, held against one spec. What a map says is what a scan of that
    revision says; only the work is less, for the records of the revision before are at hand."""

    def __init__(
        self, line: FirstParents, place: Place, spec: Spec, caches: Caches, workers: int
    ) -> None:
        self._line = line
        self._place = place
        self._spec = spec
        self._caches = replace(caches, facts=HeldFacts(caches.facts))
        self._workers = workers
        self._listings: dict[str, Listing] = {}
        self._before: Snapshot | None = None
        self._asked: dict[str, tuple[str, bytes]] = {}
        self._has_begun = False
        self._indexes = Indexes()
        self._parts = Parts()
        self._kept_as = ""

    def foresee(self, commits: Sequence[str]) -> None:
        """Read all that these revisions hold and no cache knows."""
        wanted: dict[SourceFile, None] = {}
        source: RevisionSource | None = None
        self._line.expect(commits, claims)
        for commit in commits:
            source = self._source(commit)
            self._begin(source)
            wanted |= dict.fromkeys(self._listing(source).files)
        for record in self._before.records if self._before else ():
            wanted.pop(record.file, None)
        if source is not None:
            extract_all(list(wanted), source.read, self._caches.facts, self._workers, self._parts)

    def at(self, commit: str) -> Map:
        """The map of a revision."""
        source = self._source(commit)
        self._begin(source)
        reader = FactReader(source.read, self._caches.facts, self._workers)
        with closing(reader):
            listing = self._listings.pop(commit, None) or self._listing(source)
            found = survey(listing, self._spec.sources.roots, reader, self._before, self._indexes)
        self._before = found.snapshot
        self._kept_as = source.identity + _SLOT
        return build_map(self._place, self._spec, source, found, self._caches, self._workers)

    def remember(self) -> None:
        """Keep the last revision for the next run, which will begin near it."""
        if self._before is not None and self._kept_as and self._caches.blobs.keeps:
            digests = self._before.digests
            asked = {
                language: told
                for language, (digest, told) in self._asked.items()
                if digests.get(language) == digest
            }
            asked |= self._indexes.asked(digests)
            save_snapshot(self._caches, self._kept_as, replace(self._before, asked=asked))

    def _begin(self, source: RevisionSource) -> None:
        """Go on where the run before ended, if there was one."""
        if self._has_begun:
            return
        self._has_begun = True
        before = self._before = load_snapshot(self._caches, source.identity + _SLOT)
        if before is not None:
            self._asked = {
                name: (before.digests[name], told) for name, told in before.asked.items()
            }
            self._indexes.recall(partial(recalled, before))

    def _source(self, commit: str) -> RevisionSource:
        return self._line.source(commit, self._spec.sources)

    def _listing(self, source: RevisionSource) -> Listing:
        """What a revision holds; that of the one listed before saves work."""
        known = self._listings.get(source.revision)
        if known is None:
            last = next(reversed(self._listings.values()), None)
            before = last or (self._before.whole_listing() if self._before else None)
            if before is not None:
                source.recall(before, claims)
            found = source.list(claims)
            known = replace(found, files=tuple([f for f in found.files if claims_path(f.path)]))
            self._listings[source.revision] = known
        return known
