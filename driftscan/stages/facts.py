"""Contents to facts: from the cache where the content is known, else through the workers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from driftscan.extract.batch import job_key, split_key
from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS
from driftscan.model.fact import FileFacts
from driftscan.model.source import LeftOut, SourceFile
from driftscan.stages.crew import new_crew
from driftscan.stages.known_facts import fact_key, facts_alike, known_facts
from driftscan.stages.read_file import Awaited, ReadFile
from driftscan.store.facts import FactCache
from driftscan.workers.job import Job, Outcome
from driftscan.workers.supervise import Crew

# Files per task: large enough that a task's overhead vanishes beside its work (about 10 ms),
# small enough that a batch that has to be split costs little.
_BATCH = 64
# Those with a grammar take ten times as long, and at the end no worker shall have much more to do
# than the others.
_PARSED = 16

_T = TypeVar("_T")
_Contents = Iterator[tuple[SourceFile, bytes | LeftOut]]


class FactReader:
    """Gives facts of files; new ones are kept in the cache."""

    def __init__(
        self,
        read: Callable[[Iterable[SourceFile]], _Contents],
        cache: FactCache,
        workers: int,
        crew: Crew | None = None,
    ) -> None:
        """read: gives contents, see Source. workers: processes, 0 for what suits the machine.
        crew: one that has other work, too, or was prepared before there was a source; whoever lends
        it ends it."""
        self._read = read
        self._cache = cache
        self.workers = workers
        self._crew = crew
        self._is_lent = crew is not None
        self._found: list[SourceFile] = []
        self._begun: set[bytes] = set()
        self._awaited: deque[Awaited] = deque()
        self._gone: dict[bytes, LeftOut] = {}

    def prepare(self) -> None:
        """Start a worker, for files will be asked for that surely have to be extracted."""
        self._crew = self._crew or new_crew(self.workers)
        self._crew.prepare()

    def expect(self, files: Sequence[SourceFile]) -> None:
        """Start a worker for files that will be asked for, unless the cache seems to know them."""
        first = files[:_BATCH]
        unread = not all(file.blob for file in first) or not self._cache.keeps
        if unread or len(known_facts(self._cache, first)) < len(first):
            self.prepare()

    def warm_up(self, languages: Iterable[str]) -> None:
        """Have a worker that was prepared load what reads these languages, before the first file
        is there."""
        if self._crew is not None:
            names = [name for name, entry in EXTRACTORS.items() if entry.language in languages]
            self._crew.warm_up([(job_key(name, b""), b"") for name in names])

    def foresee(self, files: Iterable[SourceFile]) -> None:
        """Files that each() will be asked for, told while others are still being looked for: as
        far as workers are prepared and have room, they begin."""
        self._found += [file for file in files if extractors_for(file.path)]
        if len(self._found) < _BATCH or self._crew is None:
            return
        self._crew.look()
        if self._crew.has_room:
            batch, self._found = self._found[:_BATCH], self._found[_BATCH:]
            self._begun.update(file.path for file in batch)
            for jobs in self._jobs(batch):
                self._crew.take(jobs)

    def close(self) -> None:
        """End the workers, should there still be any of its own."""
        if self._crew is not None and not self._is_lent:
            self._crew.end()
            self._crew = None

    def of(self, files: Sequence[SourceFile]) -> dict[bytes, ReadFile]:
        """Facts by path. Files that turn out unreadable are missing, see left_out().

        The content of a file with a known blob id is only read if the cache lacks its facts.
        """
        return {read.file.path: read for read in self.each(files)}

    def each(self, files: Sequence[SourceFile]) -> Iterator[ReadFile]:
        """The same one by one, in the order of `files`, while workers are at the next ones.

        They begin at once, not when the first one is asked for.
        """
        ready: dict[bytes, ReadFile] = {}
        for group in _grouped((file for file in files if file.blob), _BATCH * 16):
            ready.update(self._known(group))
        missing = [f for f in files if f.path not in ready and f.path not in self._begun]
        self._begun = set()
        for file in missing:
            self._gone.pop(file.path, None)
        self._crew = self._crew or new_crew(self.workers)
        extracted = self._gathered(self._crew.run(self._jobs(missing)))
        return self._in_order(files, ready, extracted)

    def known(self, files: Sequence[SourceFile]) -> dict[bytes, FileFacts]:
        """By path, the facts of the language's own extractor for contents that the cache knows."""
        return {read.file.path: read.module_facts() for read in self._known(files).values()}

    def alike(
        self, pairs: Iterable[tuple[SourceFile, SourceFile]]
    ) -> list[tuple[SourceFile, SourceFile]]:
        """Of files as they were and are, those of which the cache knows that they say the same."""
        return facts_alike(self._cache, pairs)

    def left_out(self, files: Iterable[SourceFile]) -> list[LeftOut]:
        """Which of these files turned out unreadable."""
        return [self._gone[file.path] for file in files if file.path in self._gone]

    def _known(self, files: Sequence[SourceFile]) -> dict[bytes, ReadFile]:
        known = known_facts(self._cache, files)
        return {f.path: ReadFile(f, known[f.path]) for f in files if f.path in known}

    def _in_order(
        self,
        files: Iterable[SourceFile],
        ready: dict[bytes, ReadFile],
        extracted: Iterator[ReadFile],
    ) -> Iterator[ReadFile]:
        for file in files:
            while file.path not in ready and file.path not in self._gone:
                following = next(extracted, None)
                if following is None:
                    break
                ready[following.file.path] = following
            if file.path in ready:
                yield ready.pop(file.path)

    def _gathered(self, outcomes: Iterator[Outcome]) -> Iterator[ReadFile]:
        """Files as soon as all their facts are there; workers of its own end with the last."""
        awaited = self._awaited
        to_keep: dict[bytes, bytes] = {}
        try:
            for outcome in outcomes:
                while awaited[0].is_whole:
                    yield awaited.popleft().read()
                extractor, _ = split_key(outcome.key)
                if awaited[0].note(extractor, outcome) and self._cache.keeps:
                    to_keep[fact_key(awaited[0].file, extractor)] = outcome.result
        finally:
            self.close()
        self._cache.put_many(to_keep)
        while awaited:
            yield awaited.popleft().read()

    def _jobs(self, files: Sequence[SourceFile]) -> Iterator[Sequence[Job]]:
        """Batches for the workers, made while they work, and what is awaited from them, in order;
        contents whose facts the cache has need no job."""
        for group in _grouped(self._contents(files), _BATCH):
            known = known_facts(self._cache, [file for file, _ in group])
            jobs: list[Job] = []
            for file, content in group:
                facts = known.get(file.path)
                self._awaited.append(Awaited(file, facts or {}))
                if facts is None:
                    names = extractors_for(file.path)
                    jobs += [(job_key(name, file.path), content) for name in names]
            size = _PARSED if any(_is_parsed(file) for file, _ in group) else len(jobs)
            for start in range(0, len(jobs), max(size, 1)):
                yield jobs[start : start + size]

    def _contents(self, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, bytes]]:
        for file, content in self._read(files):
            if isinstance(content, LeftOut):
                self._gone[file.path] = content
            else:
                yield file, content


def _is_parsed(file: SourceFile) -> bool:
    return any(EXTRACTORS[name].grammar for name in extractors_for(file.path))


def _grouped(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    group: list[_T] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
