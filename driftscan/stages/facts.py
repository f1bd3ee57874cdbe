"""Contents to facts: from the cache where the content is known, else through the workers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from driftscan.extract.batch import extract_batch, job_key, split_key
from driftscan.extract.registry import EXTRACTORS, extractors_for
from driftscan.model.fact import FileFacts, Problem
from driftscan.model.source import LeftOut, SourceFile
from driftscan.stages.code_version import MAKES_FACTS, code_version
from driftscan.store.facts import FactCache
from driftscan.store.keys import FactKeys
from driftscan.workers.job import Job, Limits, Outcome
from driftscan.workers.supervise import Crew

# Files per task: large enough that a task's overhead vanishes beside its work (about 10 ms),
# small enough that a batch that has to be split costs little.
_BATCH = 64

_DECODER = msgspec.msgpack.Decoder(FileFacts)

_NO_FACTS = FileFacts()

_T = TypeVar("_T")
_Contents = Iterator[tuple[SourceFile, bytes | LeftOut]]


class ReadFile(Struct, frozen=True):
    """A file with its blob id known, and the facts of each extractor that claims it.

    lasting: false if an extractor died or ran out of time; what a calmer machine may do better is
    not remembered.
    """

    file: SourceFile
    facts: dict[str, FileFacts]
    lasting: bool = True

    def module_facts(self) -> FileFacts:
        """Facts of the language's own extractor; none for a pure manifest."""
        for name, facts in self.facts.items():
            if EXTRACTORS[name].language:
                return facts
        return _NO_FACTS

    def manifest_facts(self) -> tuple[FileFacts, ...]:
        """Facts of the manifest extractors, in the registry's order."""
        claimants = extractors_for(self.file.path)
        return tuple(self.facts[name] for name in claimants if not EXTRACTORS[name].language)


class _Awaited:
    """A file that was read, and its facts as they come in."""

    def __init__(self, file: SourceFile, facts: dict[str, FileFacts]) -> None:
        self.file = file
        self._facts = facts
        self._wanted = len(extractors_for(file.path))
        self._is_lasting = True

    @property
    def is_whole(self) -> bool:
        return len(self._facts) == self._wanted

    def note(self, extractor: str, outcome: Outcome) -> bool:
        """Take in what became of an extractor's job; whether there are facts to be kept."""
        facts = _facts(outcome)
        self._facts[extractor] = facts or FileFacts(problems=(_failure(outcome),))
        self._is_lasting = self._is_lasting and facts is not None
        return facts is not None

    def read(self) -> ReadFile:
        return ReadFile(self.file, self._facts, self._is_lasting)


class FactReader:
    """Gives facts of files; new ones are kept in the cache."""

    def __init__(
        self,
        read: Callable[[Iterable[SourceFile]], _Contents],
        cache: FactCache,
        workers: int,
    ) -> None:
        """read: gives contents, see Source. workers: processes, 0 for what suits the machine."""
        self._read = read
        self._cache = cache
        self._limits = Limits(workers=workers)
        self._prepared: Crew | None = None
        self.left_out: list[LeftOut] = []

    def prepare(self) -> None:
        """Start a worker, for files will be asked for that surely have to be extracted."""
        if self._prepared is None:
            self._prepared = Crew(extract_batch, self._limits)
            self._prepared.prepare()

    def close(self) -> None:
        """End a worker for which there was no work after all."""
        if self._prepared is not None:
            self._prepared.end()
            self._prepared = None

    def of(self, files: Sequence[SourceFile]) -> dict[bytes, ReadFile]:
        """Facts by path. Files that turn out unreadable are added to left_out instead.

        The content of a file with a known blob id is only read if the cache lacks its facts.
        """
        return {read.file.path: read for read in self.each(files)}

    def each(self, files: Sequence[SourceFile]) -> Iterator[ReadFile]:
        """The same one by one, in the order of `files`, while workers are at the next ones."""
        cached: dict[bytes, ReadFile] = {}
        for group in _grouped((file for file in files if file.blob), _BATCH * 16):
            cached.update(self._cached(group))
        extracted = self._extracted([file for file in files if file.path not in cached])
        following = next(extracted, None)
        for file in files:
            if file.path in cached:
                yield cached.pop(file.path)
            elif following is not None and following.file.path == file.path:
                yield following
                following = next(extracted, None)

    def _cached(self, files: Sequence[SourceFile]) -> dict[bytes, ReadFile]:
        if not self._cache.keeps:
            return {}
        keys = {key for file in files for key in _keys(file)}
        values = self._cache.get_many(keys)
        facts = {file.path: _facts_of(file, values) for file in files}
        return {
            file.path: ReadFile(file, facts[file.path])
            for file in files
            if len(facts[file.path]) == len(extractors_for(file.path))
        }

    def _extracted(self, files: Sequence[SourceFile]) -> Iterator[ReadFile]:
        """In the order of `files`, without those that turn out unreadable."""
        awaited: deque[_Awaited] = deque()
        to_keep: dict[bytes, bytes] = {}
        jobs = self._jobs(files, awaited)
        crew, self._prepared = self._prepared or Crew(extract_batch, self._limits), None
        with crew:
            for outcome in crew.run(jobs):
                while awaited[0].is_whole:
                    yield awaited.popleft().read()
                extractor, _ = split_key(outcome.key)
                if awaited[0].note(extractor, outcome) and self._cache.keeps:
                    to_keep[_key(awaited[0].file, extractor)] = outcome.result
        self._cache.put_many(to_keep)
        while awaited:
            yield awaited.popleft().read()

    def _jobs(
        self, files: Sequence[SourceFile], awaited: deque["_Awaited"]
    ) -> Iterator[Sequence[Job]]:
        """Batches for the workers, made while they work, and what is awaited from them, in order;
        contents whose facts the cache has need no job."""
        for group in _grouped(self._contents(files), _BATCH):
            known = self._cached([file for file, _ in group])
            jobs: list[Job] = []
            for file, content in group:
                found = known.get(file.path)
                awaited.append(_Awaited(file, dict(found.facts) if found else {}))
                if found is None:
                    names = extractors_for(file.path)
                    jobs += [(job_key(name, file.path), content) for name in names]
            if jobs:
                yield jobs

    def _contents(self, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, bytes]]:
        for file, content in self._read(files):
            if isinstance(content, LeftOut):
                self.left_out.append(content)
            else:
                yield file, content


def _keys(file: SourceFile) -> list[bytes]:
    return [_key(file, extractor) for extractor in extractors_for(file.path)]


def _facts_of(file: SourceFile, values: Mapping[bytes, bytes]) -> dict[str, FileFacts]:
    """What the cached values say of a file, by extractor; files of one content share a value."""
    decoded = {
        extractor: _decode(values[key])
        for extractor in extractors_for(file.path)
        if (key := _key(file, extractor)) in values
    }
    return {extractor: facts for extractor, facts in decoded.items() if facts is not None}


def _key(file: SourceFile, extractor: str) -> bytes:
    return _keys_of(extractor).key(file.blob)


@cache
def _keys_of(extractor: str) -> FactKeys:
    entry = EXTRACTORS[extractor]
    return FactKeys(extractor, code_version(MAKES_FACTS), entry.grammar)


def _facts(outcome: Outcome) -> FileFacts | None:
    return None if outcome.failure else _decode(outcome.result)


def _decode(data: bytes) -> FileFacts | None:
    """None for bytes that are no facts: those of a damaged entry or of a worker gone wrong."""
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError:
        return None


def _failure(outcome: Outcome) -> Problem:
    if outcome.failure is None:
        return Problem("error", "its extractor gave no facts", fatal=True)
    return Problem(outcome.failure.code, outcome.failure.message, fatal=True)


def _grouped(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    group: list[_T] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
