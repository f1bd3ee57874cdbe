"""A source and the caches to a survey: list, read what changed, extract, resolve, remember."""

import time
from collections.abc import Sequence
from contextlib import closing

from msgspec.structs import replace

from driftscan.extract.registry import claims, extractors_for
from driftscan.model.source import Listing
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches, load_snapshot, save_snapshot
from driftscan.stages.facts import FactReader
from driftscan.stages.freshness import settled
from driftscan.stages.record import Snapshot
from driftscan.stages.survey import Survey, survey


def survey_source(
    source: Source, roots: Sequence[str], caches: Caches, workers: int, slot: str = ""
) -> Survey:
    """Survey everything a source holds.

    roots: directories where importable code starts, as the spec declares them.
    workers: processes to extract with; 0 is what suits the machine, see workers.job.Limits.
    slot: keeps apart what is remembered of two states that one run looks at.
    """
    started = time.time_ns()
    identity = source.identity + slot
    before = load_snapshot(caches, identity)
    if before is not None:
        source.recall(record.file for record in before.records)
    reader = FactReader(source.read, caches.facts, workers)
    with closing(reader):
        if before is None:
            reader.prepare()
        listing = _claimed(source.list(claims))
        result = survey(listing, roots, reader, before)
    if result.changed and caches.keep:
        save_snapshot(caches, identity, _settled(result.snapshot, started))
    return result


def _claimed(listing: Listing) -> Listing:
    """Without the files whose name is claimed in another folder only."""
    return replace(
        listing, files=tuple(file for file in listing.files if extractors_for(file.path))
    )


def _settled(snapshot: Snapshot, started: int) -> Snapshot:
    records = tuple(
        replace(record, file=settled(record.file, started)) for record in snapshot.records
    )
    return replace(snapshot, records=records)
