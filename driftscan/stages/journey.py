"""What all files of a source say to extractors of one registry: from the cache where their content
is known, else through the workers.

Services, definitions and whatever else is asked for by itself are journeys apart from that of
imports, each with a registry and kinds of fact of its own; how files become facts is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from driftscan.extract.batch import IF_PARSED, job_key, split_key
from driftscan.model.fact import Problem
from driftscan.model.scan import SkippedFile
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.known_contents import KnownContents
from driftscan.stages.known_facts import fact_key
from driftscan.store.keys import FactKeys
from driftscan.workers.job import Job, Limits, Outcome
from driftscan.workers.supervise import Crew, run_supervised

# Fewer files than of a check of imports: each takes milliseconds, and at the end no worker shall
# have much more to do than the others.
_BATCH = 24
_MANY = 256  # files; for fewer, a second worker would spend its time on its own start


class Facts(Protocol):
    """What an extractor says of one file."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read."""
        ...


_Facts = TypeVar("_Facts", bound=Facts)


class Journey(Struct, Generic[_Facts], frozen=True):
    """kind: the class of its facts; failed: facts of a file that its extractor gave up.

    claims: whether any extractor reads files of a base name; extractors_for: which, in the order of
    the registry; extract: what a worker runs over (job key, content) pairs; keys: of an extractor's
    facts in the cache. marks: what stands behind the content in its jobs, should others share its
    workers. imports: by extractor the one of imports that may read the same tree, '' for none.
    """

    kind: type[_Facts]
    failed: Callable[[Problem], _Facts]
    claims: Callable[[bytes], bool]
    extractors_for: Callable[[bytes], tuple[str, ...]]
    extract: Callable[[Sequence[tuple[bytes, ...]]], list[bytes]]
    keys: Callable[[str], FactKeys]
    marks: tuple[bytes, ...] = ()
    imports: Callable[[str], str] = lambda _: ""


class SaidOfFile(Struct, Generic[_Facts], frozen=True, gc=False):
    """A file and what one extractor says of it."""

    path: bytes
    extractor: str
    facts: _Facts


class SaidOfTree(Struct, Generic[_Facts], frozen=True):
    """A whole tree. files: sorted by path, then in the registry's order; without those that say
    nothing. sources: all files that an extractor claims, but for those left unread on purpose,
    which are `unwanted`; what was read or remembered has its blob id. problems: sorted. left_out:
    as listed, with those that turned out unreadable. folders: every folder that directly holds a
    file."""

    files: tuple[SaidOfFile[_Facts], ...]
    sources: tuple[SourceFile, ...]
    problems: tuple[SkippedFile, ...]
    left_out: tuple[LeftOut, ...]
    folders: tuple[bytes, ...]
    unwanted: tuple[bytes, ...] = ()

    @property
    def paths(self) -> tuple[bytes, ...]:
        """Of all these sources."""
        return tuple(file.path for file in self.sources)


def said_of_tree(
    journey: Journey[_Facts],
    source: Source,
    caches: Caches,
    workers: int,
    unwanted: Callable[[bytes], bool],
    crew: Crew | None = None,
) -> SaidOfTree[_Facts]:
    """Facts of everything a source holds that the journey's extractors claim. unwanted: paths that
    are not even read; in many trees half of all code is test code. crew: workers that others have
    work for, too; else there will be some for this alone."""
    reading = _Reading(journey, source, caches, workers, crew)
    listing = source.list(
        journey.claims,
        lambda found: reading.foresee([file for file in found if not unwanted(file.path)]),
    )
    files = [file for file in listing.files if not unwanted(file.path)]
    wanted = {file.path for file in files}
    facts = reading.facts(files)
    found = [
        SaidOfFile(file.path, extractor, facts[file.path, extractor])
        for file in files
        for extractor in journey.extractors_for(_name(file.path))
        if (file.path, extractor) in facts
    ]
    nothing = journey.kind()
    listed = (each for each in listing.left_out if not unwanted(each.path))
    problems = (
        SkippedFile(each.path, each.extractor, problem)
        for each in found
        for problem in each.facts.problems
    )
    return SaidOfTree(
        files=tuple(each for each in found if each.facts != nothing),
        sources=tuple(reading.seen(file) for file in files),
        problems=tuple(sorted(problems)),
        left_out=tuple(sorted([*listed, *(e for e in reading.unreadable if e.path in wanted)])),
        folders=listing.folders,
        unwanted=tuple(each.path for each in listing.files if each.path not in wanted),
    )


class _Reading(Generic[_Facts]):
    """One pass over the files."""

    def __init__(
        self,
        journey: Journey[_Facts],
        source: Source,
        caches: Caches,
        workers: int,
        crew: Crew | None,
    ) -> None:
        self.unreadable: list[LeftOut] = []
        self._journey = journey
        self._source = source
        self._cache = caches.facts
        self._workers = workers
        self._crew = crew
        self._decoder = msgspec.msgpack.Decoder(journey.kind)
        self._contents = KnownContents(caches, f"{source.identity}\0{journey.kind.__name__}")
        self._seen: dict[bytes, SourceFile] = {}
        self._known: dict[tuple[bytes, str], _Facts] = {}
        self._places: list[tuple[bytes, str, str]] = []
        self._ahead: dict[int, bytes] = {}
        self._waiting: list[SourceFile] = []
        self._begun: set[bytes] = set()

    def foresee(self, files: Sequence[SourceFile]) -> None:
        """Files that facts() will be asked for, told while others are still being looked for: the
        workers begin, where all is sure to be read."""
        if self._crew is None or not self._contents.is_new:
            return
        self._waiting += [file for file in files if file.path not in self._begun]
        if len(self._begun) + len(self._waiting) > _MANY:
            self._crew.hire()
        if len(self._waiting) < _BATCH:
            return
        self._crew.look()
        if self._crew.has_room:
            batch, self._waiting = self._waiting[:_BATCH], self._waiting[_BATCH:]
            self._begun.update(file.path for file in batch)
            for jobs in filter(None, self._jobs(batch)):
                self._crew.take(jobs)

    def facts(self, files: Sequence[SourceFile]) -> dict[tuple[bytes, str], _Facts]:
        """By path and extractor. Files whose content the cache knows are not read."""
        unread = self._recall(self._contents.of(files))
        self._extract([file for file in unread if file.path not in self._begun])
        if unread:
            self._contents.keep([self.seen(file) for file in files])
        return self._known

    def seen(self, file: SourceFile) -> SourceFile:
        """The file with all that was found out about it."""
        return self._seen.get(file.path, file)

    def _recall(self, files: Sequence[SourceFile]) -> list[SourceFile]:
        """What the cache knows of files, all at once; and those that have to be read."""
        named = [(file, self._extractors(file)) for file in files]
        values = self._values(
            self._key(each, file) for file, own in named if file.blob for each in own
        )
        unread = []
        for file, own in named:
            facts = [self._found(values, each, file) for each in own] if file.blob else [None]
            if None in facts:
                unread.append(file)
                continue
            self._seen[file.path] = file
            self._known.update(
                ((file.path, name), each)
                for name, each in zip(own, facts, strict=True)
                if each is not None
            )
        return unread

    def _extract(self, files: Sequence[SourceFile]) -> None:
        to_keep: dict[bytes, bytes] = {}
        for at, outcome in enumerate(self._outcomes(files)):
            extractor, path = split_key(outcome.key)
            if at in self._ahead:
                if outcome.result:
                    to_keep[self._ahead[at]] = outcome.result
                continue
            facts = None if outcome.failure else self._decoded(outcome.result)
            if facts is None:
                self._known[path, extractor] = self._journey.failed(_failure(outcome))
                continue
            self._known[path, extractor] = facts
            if self._cache.keeps:
                blob = self._places[at][2]
                to_keep[self._journey.keys(extractor).key(blob)] = outcome.result
        self._cache.put_many(to_keep)

    def _outcomes(self, files: Sequence[SourceFile]) -> Iterator[Outcome]:
        is_much = len(files) + len(self._begun) > _MANY
        if self._crew is None:
            limits = Limits(workers=self._workers, is_caller_idle=is_much)
            return run_supervised(self._journey.extract, self._jobs(files), limits)
        if is_much:
            self._crew.hire()
        return self._crew.run(self._jobs(files))

    def _jobs(self, files: Sequence[SourceFile]) -> Iterator[Sequence[Job]]:
        """Batches of what the cache does not know, made while workers are at the ones before."""
        group: list[tuple[SourceFile, bytes]] = []
        for file, content in self._source.read(files):
            if isinstance(content, LeftOut):
                self.unreadable.append(content)
                continue
            self._seen[file.path] = file
            group.append((file, content))
            if len(group) == _BATCH:
                yield self._unknown(group)
                group = []
        yield self._unknown(group)

    def _unknown(self, group: Sequence[tuple[SourceFile, bytes]]) -> list[Job]:
        wanted = [
            (file, extractor, content)
            for file, content in group
            for extractor in self._extractors(file)
        ]
        keys = [self._key(extractor, file) for file, extractor, _ in wanted]
        keys += [fact_key(f, name) for f, each, _ in wanted if (name := self._asked_ahead(each))]
        values = self._values(keys)
        jobs: list[Job] = []
        for file, extractor, content in wanted:
            facts = self._found(values, extractor, file)
            if facts is not None:
                self._known[file.path, extractor] = facts
            else:
                self._places.append((file.path, extractor, file.blob))
                jobs.append((job_key(extractor, file.path), content, *self._journey.marks))
                jobs += self._imports(extractor, file, content, values)
        return jobs

    def _imports(
        self, extractor: str, file: SourceFile, content: bytes, values: Mapping[bytes, bytes]
    ) -> Iterator[Job]:
        """What the file imports, kept for whoever asks later, if its tree is there anyway; nothing
        where that is among values, those that the cache knows."""
        name = self._asked_ahead(extractor)
        if name and (key := fact_key(file, name)) not in values:
            self._ahead[len(self._places)] = key
            self._places.append((file.path, name, file.blob))
            yield job_key(name, file.path), content, IF_PARSED

    def _asked_ahead(self, extractor: str) -> str:
        """The extractor of imports that may read the same tree, '' where nothing keeps them."""
        is_kept = self._crew is not None and self._cache.keeps
        return self._journey.imports(extractor) if is_kept else ""

    def _extractors(self, file: SourceFile) -> tuple[str, ...]:
        return self._journey.extractors_for(_name(file.path))

    def _values(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        wanted = set(keys)
        return self._cache.get_many(wanted) if self._cache.keeps and wanted else {}

    def _found(
        self, values: Mapping[bytes, bytes], extractor: str, file: SourceFile
    ) -> _Facts | None:
        value = values.get(self._key(extractor, file))
        return self._decoded(value) if value is not None else None

    def _key(self, extractor: str, file: SourceFile) -> bytes:
        return self._journey.keys(extractor).key(file.blob)

    def _decoded(self, data: bytes) -> _Facts | None:
        try:
            return self._decoder.decode(data)
        except msgspec.DecodeError:
            return None


def _failure(outcome: Outcome) -> Problem:
    if outcome.failure is None:
        return Problem("error", "its extractor gave no facts", fatal=True)
    return Problem(outcome.failure.code, outcome.failure.message, fatal=True)


def _name(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]
