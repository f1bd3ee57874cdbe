"""The contents of many revisions to facts in one go: each once, whatever revisions have it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from driftscan.extract.batch import extract_parts, job_key
from driftscan.extract.claims import extractors_for
from driftscan.model.source import LeftOut, SourceFile
from driftscan.stages.known_facts import fact_key
from driftscan.stages.parts import Parts
from driftscan.store.facts import FactCache
from driftscan.workers.job import Job, Limits, Outcome
from driftscan.workers.supervise import Crew

_BATCH = 64
_PACK = 2048  # contents whose facts are kept together; an interruption loses no more

Contents = Callable[[Iterable[SourceFile]], Iterator[tuple[SourceFile, bytes | LeftOut]]]


def extract_all(
    files: Sequence[SourceFile],
    read: Contents,
    cache: FactCache,
    workers: int,
    parts: Parts,
) -> None:
    """Have the cache know the facts of all files. What cannot be read or has no facts is left for
    the scan of the revision, which tells of it.

    files: with their blob ids; the same path may stand there with several. parts: what was said by
    parts of other contents.
    """
    missing = _missing(files, cache)
    with Crew(extract_parts, Limits(workers=workers)) as crew:
        for start in range(0, len(missing), _PACK):
            Extraction(read, cache, parts, crew).run(missing[start : start + _PACK])


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


class Extraction:
    """Has workers read contents, or the parts that decide, and keeps what they say."""

    def __init__(self, read: Contents, cache: FactCache, parts: Parts, crew: Crew) -> None:
        self._read = read
        self._cache = cache
        self._parts = parts
        self._crew = crew
        self._given: deque[tuple[SourceFile, str, bytes]] = deque()
        self._found: dict[bytes, bytes] = {}
        self._undecided: list[SourceFile] = []

    def run(self, files: Sequence[SourceFile]) -> None:
        """Read these contents; then, as a whole, those of which a part did not decide."""
        while files:
            self._undecided = []
            for outcome in self._crew.run(self._batches(files)):
                self._note(*self._given.popleft(), outcome)
            files = list(dict.fromkeys(self._undecided))
        self._cache.put_many(self._found)

    def _batches(self, files: Sequence[SourceFile]) -> Iterator[Sequence[Job]]:
        """Jobs for the workers; nobody is asked what a part has said already."""
        jobs: list[Job] = []
        for file, content in self._read(files):
            if isinstance(content, LeftOut):
                continue
            for name in extractors_for(file.path):
                jobs += self._jobs(file, name, content)
            if len(jobs) >= _BATCH:
                yield jobs
                jobs = []
        if jobs:
            yield jobs

    def _jobs(self, file: SourceFile, extractor: str, content: bytes) -> Iterator[Job]:
        part = self._parts.of(extractor, content)
        if part is None:
            self._given.append((file, extractor, b""))
            yield job_key(extractor, file.path), content
        elif part.facts:
            self._found[fact_key(file, extractor)] = part.facts
        elif self._parts.wait(part, file):
            self._given.append((file, extractor, part.name))
            yield job_key(extractor, file.path), part.content, part.name

    def _note(self, file: SourceFile, extractor: str, part: bytes, outcome: Outcome) -> None:
        facts = b"" if outcome.failure else outcome.result
        asking = self._parts.tell(part, facts) if part else [file]
        if facts:
            self._found |= {fact_key(each, extractor): facts for each in asking}
        elif part:
            self._undecided += asking
