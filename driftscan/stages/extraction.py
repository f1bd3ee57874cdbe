"""The contents of many revisions to facts in one go: each once, whatever revisions have it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from driftscan.extract.batch import extract_batch, job_key, split_key
from driftscan.extract.claims import extractors_for
from driftscan.model.source import LeftOut, SourceFile
from driftscan.stages.known_facts import fact_key
from driftscan.store.facts import FactCache
from driftscan.workers.job import Job, Limits
from driftscan.workers.supervise import Crew

_BATCH = 64
_PACK = 2048  # contents whose facts are kept together; an interruption loses no more

Contents = Callable[[Iterable[SourceFile]], Iterator[tuple[SourceFile, bytes | LeftOut]]]


def extract_all(
    files: Sequence[SourceFile], read: Contents, cache: FactCache, workers: int
) -> None:
    """Have the cache know the facts of all files. What cannot be read or has no facts is left for
    the scan of the revision, which tells of it.

    files: with their blob ids; the same path may stand there with several.
    """
    missing = _missing(files, cache)
    for start in range(0, len(missing), _PACK):
        _extract(missing[start : start + _PACK], read, cache, workers)


def _missing(files: Sequence[SourceFile], cache: FactCache) -> list[SourceFile]:
    """Those of which an extractor has not said yet what it has to say, each content once."""
    keys = {file: [fact_key(file, name) for name in extractors_for(file.path)] for file in files}
    known = cache.get_many({key for each in keys.values() for key in each}).keys()
    wanted: dict[bytes, SourceFile] = {}
    for file, own in keys.items():
        for key in own:
            if key not in known:
                wanted.setdefault(key, file)
    return list(dict.fromkeys(wanted.values()))


def _extract(files: Sequence[SourceFile], read: Contents, cache: FactCache, workers: int) -> None:
    given: list[SourceFile] = []
    to_keep: dict[bytes, bytes] = {}
    with Crew(extract_batch, Limits(workers=workers)) as crew:
        outcomes = crew.run(_batches(read(files), given))
        for position, outcome in enumerate(outcomes):
            if outcome.failure is None:
                extractor, _ = split_key(outcome.key)
                to_keep[fact_key(given[position], extractor)] = outcome.result
    cache.put_many(to_keep)


def _batches(
    contents: Iterator[tuple[SourceFile, bytes | LeftOut]], given: list[SourceFile]
) -> Iterator[Sequence[Job]]:
    """Jobs for the workers. given: gets the file of each job, in their order."""
    jobs: list[Job] = []
    for file, content in contents:
        if isinstance(content, LeftOut):
            continue
        for name in extractors_for(file.path):
            jobs.append((job_key(name, file.path), content))
            given.append(file)
        if len(jobs) >= _BATCH:
            yield jobs
            jobs = []
    if jobs:
        yield jobs
