"""What all files of a source say of services: from the cache where their content is known, else
through the workers."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from driftscan.extract.batch import job_key, split_key
from driftscan.extract.service_batch import extract_service_batch
from driftscan.extract.service_registry import (
    SERVICE_EXTRACTORS,
    claims_for_services,
    service_extractors_for,
)
from driftscan.model.fact import Problem
from driftscan.model.scan import SkippedFile
from driftscan.model.service_fact import ServiceFacts
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import service_version
from driftscan.store.keys import FactKeys
from driftscan.workers.job import Job, Limits, Outcome
from driftscan.workers.supervise import run_supervised

# Fewer files than of a check of imports: each takes milliseconds, and at the end no worker shall
# have much more to do than the others.
_BATCH = 24
_MANY = 256  # files; for fewer, a second worker would spend its time on its own start
_DECODER = msgspec.msgpack.Decoder(ServiceFacts)


class ServiceFile(Struct, frozen=True, gc=False):
    """A file and what one extractor says of it."""

    path: bytes
    extractor: str
    facts: ServiceFacts


class ServiceFiles(Struct, frozen=True):
    """A whole tree. files: sorted by path, then in the registry's order; without those that say
    nothing. paths: of all files that an extractor claims, but for test code. problems: sorted.
    left_out: as listed, with those that turned out unreadable. folders: every folder that directly
    holds a file."""

    files: tuple[ServiceFile, ...]
    paths: tuple[bytes, ...]
    problems: tuple[SkippedFile, ...]
    left_out: tuple[LeftOut, ...]
    folders: tuple[bytes, ...]


def service_files(
    source: Source, caches: Caches, workers: int, is_test: Callable[[bytes], bool]
) -> ServiceFiles:
    """Facts of everything a source holds that speaks of services. What test code says is no part
    of a system, so it is not even read; in many trees that is half of all code."""
    listing = source.list(claims_for_services)
    files = [file for file in listing.files if not is_test(file.path)]
    reading = _Reading(source, caches, workers)
    facts = reading.facts(files)
    found = [
        ServiceFile(file.path, extractor, facts[file.path, extractor])
        for file in files
        for extractor in service_extractors_for(_name(file.path))
        if (file.path, extractor) in facts
    ]
    return ServiceFiles(
        files=tuple(each for each in found if each.facts != _NOTHING),
        paths=tuple(file.path for file in files),
        problems=tuple(
            sorted(
                SkippedFile(each.path, each.extractor, problem)
                for each in found
                for problem in each.facts.problems
            )
        ),
        left_out=tuple(
            sorted([*(e for e in listing.left_out if not is_test(e.path)), *reading.unreadable])
        ),
        folders=listing.folders,
    )


_NOTHING = ServiceFacts()


class _Reading:
    """One pass over the files."""

    def __init__(self, source: Source, caches: Caches, workers: int) -> None:
        self.unreadable: list[LeftOut] = []
        self._source = source
        self._cache = caches.facts
        self._workers = workers
        self._known: dict[tuple[bytes, str], ServiceFacts] = {}
        self._places: list[tuple[bytes, str, str]] = []

    def facts(self, files: Sequence[SourceFile]) -> dict[tuple[bytes, str], ServiceFacts]:
        """By path and extractor."""
        to_keep: dict[bytes, bytes] = {}
        outcomes = run_supervised(
            extract_service_batch, self._jobs(files), self._limits(len(files))
        )
        for at, outcome in enumerate(outcomes):
            extractor, path = split_key(outcome.key)
            facts = None if outcome.failure else _decoded(outcome.result)
            self._known[path, extractor] = facts or ServiceFacts(problems=(_failure(outcome),))
            if facts is not None and self._cache.keeps:
                blob = self._places[at][2]
                to_keep[service_keys(extractor).key(blob)] = outcome.result
        self._cache.put_many(to_keep)
        return self._known

    def _limits(self, files: int) -> Limits:
        return Limits(workers=self._workers, is_caller_idle=files > _MANY)

    def _jobs(self, files: Sequence[SourceFile]) -> Iterator[Sequence[Job]]:
        """Batches of what the cache does not know, made while workers are at the ones before."""
        group: list[tuple[SourceFile, bytes]] = []
        for file, content in self._source.read(files):
            if isinstance(content, LeftOut):
                self.unreadable.append(content)
                continue
            group.append((file, content))
            if len(group) == _BATCH:
                yield self._unknown(group)
                group = []
        yield self._unknown(group)

    def _unknown(self, group: Sequence[tuple[SourceFile, bytes]]) -> list[Job]:
        wanted = [
            (file, extractor, content)
            for file, content in group
            for extractor in service_extractors_for(_name(file.path))
        ]
        keys = {service_keys(extractor).key(file.blob) for file, extractor, _ in wanted}
        values = self._cache.get_many(keys) if self._cache.keeps and keys else {}
        jobs: list[Job] = []
        for file, extractor, content in wanted:
            value = values.get(service_keys(extractor).key(file.blob))
            facts = _decoded(value) if value is not None else None
            if facts is not None:
                self._known[file.path, extractor] = facts
            else:
                self._places.append((file.path, extractor, file.blob))
                jobs.append((job_key(extractor, file.path), content))
        return jobs


@cache
def service_keys(extractor: str) -> FactKeys:
    """Keys of what an extractor says of contents."""
    return FactKeys(f"services/{extractor}", service_version(SERVICE_EXTRACTORS[extractor]))


def _decoded(data: bytes) -> ServiceFacts | None:
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError:
        return None


def _failure(outcome: Outcome) -> Problem:
    if outcome.failure is None:
        return Problem("error", "its extractor gave no facts", fatal=True)
    return Problem(outcome.failure.code, outcome.failure.message, fatal=True)


def _name(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]
