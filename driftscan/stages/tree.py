"""A source and the caches to a survey: list, read what changed, extract, resolve, remember."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing

from msgspec.structs import replace

from driftscan.extract.claims import claims, claims_path
from driftscan.model.source import Listing
from driftscan.sources.source import Claims, Source
from driftscan.stages.caches import Caches, load_snapshot, save_snapshot
from driftscan.stages.facts import FactReader
from driftscan.stages.freshness import settled
from driftscan.stages.record import Snapshot
from driftscan.stages.survey import Survey, survey
from driftscan.workers.supervise import Crew

# A snapshot that is this many files behind is nearly as good as a new one; writing takes longer
# than reading these files again from the cache of facts.
_FEW = 8


def survey_source(
    source: Source,
    roots: Sequence[str],
    caches: Caches,
    workers: int,
    slot: str = "",
    crew: Crew | None = None,
    is_often: bool = False,
    claimed: Claims = claims,
    meanwhile: Callable[[], object] = lambda: None,
) -> Survey:
    """Survey everything a source holds.

    roots: directories where importable code starts, as the spec declares them.
    workers: processes to extract with; 0 is what suits the machine, see workers.job.Limits.
    claimed: which files to survey, if not all; with a slot of its own.
    slot: keeps apart what is remembered of two states that one run looks at.
    crew: workers that others have work for, too, or that were prepared because a few files have
    changed, surely.
    is_often: that happens again and again, as it does between commits.
    meanwhile: called while a worker starts, should the whole tree be read.
    """
    started = time.time_ns()
    identity = source.identity + slot
    reader = FactReader(source.read, caches.facts, workers, crew)
    with closing(reader):
        if not caches.keep:
            reader.prepare()
        before = load_snapshot(caches, identity)
        if before is None:
            reader.prepare()
            meanwhile()
            listing = _claimed(source.list(claimed, reader.foresee))
        else:
            reader.warm_up([language for language, known in before.modules.items() if known])
            source.recall(before.whole_listing(), claimed)
            listing = _claimed(source.list(claimed))
        result = survey(listing, roots, reader, before)
    if caches.keep and result.behind > (_FEW if is_often else 0):
        save_snapshot(caches, identity, _settled(result.snapshot, started))
    return result


def _claimed(listing: Listing) -> Listing:
    """Without the files whose name is claimed in another folder only."""
    return replace(listing, files=tuple([file for file in listing.files if claims_path(file.path)]))


def _settled(snapshot: Snapshot, started: int) -> Snapshot:
    records = tuple(
        replace(record, file=settled(record.file, started)) for record in snapshot.records
    )
    return replace(snapshot, records=records)
