"""One language of a tree: which of its files have to be resolved anew, and where they lead."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.claims import serves
from driftscan.extract.protocol import Index, Language, Successor
from driftscan.extract.registry import load_language
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module
from driftscan.stages.facts import FactReader
from driftscan.stages.record import Record, Snapshot
from driftscan.workers.beside import may_work_beside
from driftscan.workers.halves import done_in_halves

if TYPE_CHECKING:
    from driftscan.stages.indexes import Indexes

_WORTH_A_COPY = 600  # files; a copy takes as long to make as some fifty of them to resolve
_DECODER = msgspec.msgpack.Decoder(list[ResolvedFile])


class Resolution(Struct, frozen=True):
    """A language's modules, sorted by key, and the records of its files, all resolved."""

    language: str
    digest: str
    modules: Sequence[Module]
    records: Mapping[bytes, Record]


def unchanged(language: str, before: Snapshot, records: Mapping[bytes, Record]) -> Resolution:
    """A language of a tree in which nothing at all changed."""
    return Resolution(language, before.digests[language], before.modules[language], records)


class Resolving:
    """The resolution of a language, from the time that its paths and all manifests are known.

    A file whose facts come in is resolved at once, while the workers extract the next ones. That
    can't be where the language first wants the hints of all files; then finish() does it.
    What held before holds on unless modules, manifests or source roots changed.
    """

    def __init__(
        self,
        language: str,
        paths: Sequence[bytes],
        manifests: Sequence[Record],
        roots: Sequence[str],
        before: Snapshot | None,
        indexes: "Indexes | None" = None,
    ) -> None:
        """paths: of the language's files, sorted, also of those that can't be read. manifests: of
        any language. indexes: kept since the tree before."""
        self._language = language
        self._paths = paths
        manifests = [record for record in manifests if serves(record.file.path, language)]
        self._manifests = {record.file.path: record.manifest for record in manifests}
        self._blobs = {record.file.path: record.file.blob for record in manifests}
        self._roots = roots
        self._before = before
        self._indexes = indexes
        self._done: set[bytes] = set()
        self._waiting: dict[bytes, FileFacts] = {}
        self._inferred: tuple[str, ...] | None = None
        self._known_index: Index | None = None
        self._digest = ""
        self._same = False
        self._settle(())
        if not self._same and self._rules.wants_hints(paths, self._manifests, roots):
            self._inferred = None

    @property
    def _rules(self) -> Language:
        return load_language(self._language)

    def prepare(self) -> None:
        """Make the index at once, where nothing has to be waited for."""
        if self._inferred is not None:
            self._known_index = self._index

    def index_as_before(self) -> Index | None:
        """The index, if all that decides is as it was."""
        return self._index if self._same else None

    def keep(self, record: Record, before: Record) -> Record | None:
        """The record of a file that imports what it did, which leads where it led before; None if
        that is not known. With indexes that may only turn out in the end."""
        if before.resolved is None or not (self._same or self._indexes is not None):
            return None
        if self._same:
            self._done.add(record.file.path)
        return replace(record, resolved=before.resolved)

    def take(self, record: Record, facts: FileFacts) -> Record:
        """Resolve a file, or keep its facts until that can be done."""
        if self._inferred is None:
            self._waiting[record.file.path] = facts
            return record
        return self._resolved(record, facts)

    def finish(self, records: Mapping[bytes, Record], reader: FactReader) -> Resolution:
        """Resolve whatever is not yet. records: of all files that could be read."""
        mine = {path: records[path] for path in self._paths if path in records}
        if self._inferred is None:
            mine = self._with_hints(mine, reader)
            hints = {path: record.hints or () for path, record in mine.items()}
            inferred = self._rules.infer(self._paths, self._manifests, self._roots, hints)
            self._settle(inferred, from_hints=True)
        if self._indexes is not None and not self._same:
            self._carry_over(mine)
        missing = [path for path, record in mine.items() if not self._holds(record)]
        facts = self._facts(missing, mine, reader)
        for path, resolved in zip(
            missing, self._leading(missing, facts, reader.workers), strict=True
        ):
            mine[path] = replace(mine[path], resolved=resolved)
        if self._same and self._known_index is None and self._before is not None:
            modules: Sequence[Module] = self._before.modules[self._language]
        else:
            modules = self._index.modules
        return Resolution(self._language, self._digest, modules, mine)

    def _leading(
        self, paths: Sequence[bytes], facts: Mapping[bytes, FileFacts], workers: int
    ) -> list[ResolvedFile]:
        """Where the names of these files lead. By then the workers have done all there was for
        them, so one half is done by a copy of this process; but not where the index shall remember
        for the next tree what it was asked."""
        if not paths:
            return []  # making an index takes a moment, too
        index = self._index
        self._done.update(paths)

        def resolve(some: Sequence[bytes]) -> list[ResolvedFile]:
            return [index.resolve(path, facts[path]) for path in some]

        is_much = len(paths) >= _WORTH_A_COPY and self._indexes is None
        if not (is_much and may_work_beside(workers)):
            return resolve(paths)
        return done_in_halves(paths, resolve, msgspec.msgpack.encode, _DECODER.decode)

    def _holds(self, record: Record) -> bool:
        return record.file.path in self._done or (self._same and record.resolved is not None)

    def _carry_over(self, records: dict[bytes, Record]) -> None:
        """Keep what the index says still holds, though paths or manifests changed."""
        index, before = self._index, self._before
        if before is None or not isinstance(index, Successor):
            return
        from driftscan.stages.indexes import Renumbering

        renumbering = Renumbering(before.modules.get(self._language, ()), index.modules)
        asked = [p for p, each in records.items() if each.resolved and p not in self._done]
        held = index.holding(asked)
        if not renumbering.changes_nothing:
            for path in held:
                record = records[path]
                if record.resolved:
                    records[path] = replace(record, resolved=renumbering.of(record.resolved))
        self._done.update(held)

    def _resolved(self, record: Record, facts: FileFacts) -> Record:
        if self._holds(record):
            return record
        self._done.add(record.file.path)
        return replace(record, resolved=self._index.resolve(record.file.path, facts))

    @property
    def _index(self) -> Index:
        if self._known_index is None and self._indexes is not None:
            self._known_index = self._indexes.known(self._language, self._digest)
        if self._known_index is None:
            named = self._before.modules[self._language] if self._same and self._before else ()
            self._known_index = self._rules.build_index(
                self._paths, self._manifests, self._roots, self._inferred or (), named
            )
            if self._indexes is not None:
                self._indexes.follow(self._language, self._digest, self._known_index)
        return self._known_index

    def _settle(self, inferred: tuple[str, ...], from_hints: bool = False) -> None:
        """from_hints: that all files were asked, even if nothing follows from what they said; so
        one digest never stands for both, and that of a language without hints is known at once."""
        self._inferred = inferred
        # All that a target depends on beside the file's own facts.
        roots = [*self._roots, "", *inferred, *(["from hints"] if from_hints else ())]
        self._digest = _digest(self._language, self._paths, self._blobs, roots)
        before = self._before
        self._same = before is not None and before.digests.get(self._language) == self._digest

    def _with_hints(
        self, records: Mapping[bytes, Record], reader: FactReader
    ) -> dict[bytes, Record]:
        unasked = [path for path, record in records.items() if record.hints is None]
        facts = self._facts(unasked, records, reader)
        asked = {
            path: replace(records[path], hints=self._rules.hints(facts[path])) for path in unasked
        }
        return {path: asked.get(path, record) for path, record in records.items()}

    def _facts(
        self, paths: Sequence[bytes], records: Mapping[bytes, Record], reader: FactReader
    ) -> dict[bytes, FileFacts]:
        """Facts of files; none for one that can't be read any more."""
        known = {path: self._waiting.get(path) for path in paths}
        read = reader.of([records[path].file for path in paths if known[path] is None])
        return {
            path: facts or (read[path].module_facts() if path in read else FileFacts())
            for path, facts in known.items()
        }


def _digest(
    language: str, paths: Sequence[bytes], manifests: Mapping[bytes, str], roots: Sequence[str]
) -> str:
    parts = [
        language.encode(),
        *paths,
        *(path + b" " + blob.encode() for path, blob in sorted(manifests.items())),
        *(root.encode() for root in roots),
    ]
    return blake2b(b"\0\0".join(parts), digest_size=20).hexdigest()
