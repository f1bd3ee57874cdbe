"""The survey of a tree: every module and where its references lead, redoing only what changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.claims import has_manifest, language_of
from driftscan.graph.distinct import distinct
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts, OwnershipFact, SettingFact, SuppressionFact
from driftscan.model.graph import Module
from driftscan.model.scan import SkippedFile
from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.stages.facts import FactReader
from driftscan.stages.freshness import split_by_freshness
from driftscan.stages.read_file import ReadFile
from driftscan.stages.record import FileProblem, Record, Snapshot
from driftscan.stages.resolution import Resolution, Resolving, unchanged

if TYPE_CHECKING:
    from driftscan.stages.indexes import Indexes

_FEW = 16

_RESOLVED_BY = ("imports", "uses", "namespaces", "problems")  # see extract.protocol.Index

_THERE = ("too-large", "unreadable", "unmerged")


class Survey(Struct, frozen=True):
    """What is known of a whole tree.

    modules: by language, then key; resolved: in the same order, targets are positions in modules.
    problems: of all files, sorted; fatal ones are files that were skipped.
    files: how many an extractor claims; ignored: how many paths ignore rules left out.
    folders: those that hold any file at all. ownership: lines of each CODEOWNERS file.
    suppressions: comments that silence a rule, by path; only files that have any.
    generated: paths of files that say a program wrote them. marks: what each .gitattributes says
    of paths.
    snapshot: what to remember. behind: by how many files the one before differs from it; all, if
    something else has changed.
    """

    modules: Sequence[Module]
    resolved: Sequence[ResolvedFile]
    problems: Sequence[SkippedFile]
    left_out: Sequence[LeftOut]
    files: int
    ignored: int
    folders: tuple[bytes, ...]
    ownership: Mapping[bytes, Sequence[OwnershipFact]]
    suppressions: Mapping[bytes, Sequence[SuppressionFact]]
    generated: frozenset[bytes]
    marks: Mapping[bytes, Sequence[SettingFact]]
    snapshot: Snapshot
    behind: int


def survey(
    listing: Listing,
    roots: Sequence[str],
    reader: FactReader,
    before: Snapshot | None,
    indexes: "Indexes | None" = None,
) -> Survey:
    """Survey a listed tree; `before` and the indexes of that tree save work, change no result."""
    known = {record.file.path: record for record in before.records} if before else {}
    fresh, stale = split_by_freshness(listing.files, known)
    gathering = Gathering(listing, roots, before, fresh, indexes)
    count = len(stale)
    if indexes is not None:
        stale = gathering.set_apart(stale, known, reader)
    if stale:
        reader.expect(stale)
        reads = reader.each(_manifests_first(stale))
        earlier = _earlier(stale, known, reader, _FEW if indexes is None else len(stale))
        if not earlier:
            gathering.begin(stale)
        for read in reads:
            path = read.file.path
            gathering.take(read, known.get(path), earlier.get(path))
    gathering.keep_what_says_the_same(known)
    records = gathering.records
    bystanders = _bystanders(listing)
    same = (
        before is not None
        and not gathering.has_read
        and records.keys() == known.keys()
        and (before.roots, before.bystanders) == (tuple(roots), bystanders)
    )
    resolutions = [
        unchanged(language, before, records)
        if same and before
        else gathering.resolving(language).finish(records, reader)
        for language in gathering.languages
    ]
    for resolution in resolutions:
        records.update(resolution.records)
    ordered = tuple(records[path] for path in sorted(records))
    snapshot = Snapshot(
        digests={resolution.language: resolution.digest for resolution in resolutions},
        modules={resolution.language: tuple(resolution.modules) for resolution in resolutions},
        records=tuple(each for each in ordered if each.file.path not in gathering.passing),
        roots=tuple(roots),
        bystanders=bystanders,
        listing=_to_be_recalled(listing, len(records) - len(gathering.passing)),
    )
    return Survey(
        modules=distinct([module for each in resolutions for module in each.modules]),
        resolved=_resolved(resolutions, records),
        problems=_problems(ordered),
        left_out=sorted([*listing.left_out, *reader.left_out(listing.files)]),
        files=len(listing.files) + len(bystanders),
        ignored=listing.ignored,
        folders=listing.folders,
        ownership=_ownership(ordered),
        suppressions={r.file.path: r.suppressions for r in ordered if r.suppressions},
        generated=frozenset([record.file.path for record in ordered if record.generated]),
        marks=_marks(ordered),
        snapshot=snapshot,
        behind=_behind(snapshot, before, count),
    )


class Gathering:
    """Records of a tree while its files come in, manifests first.

    passing: paths whose extractor died; they are not remembered, but tried again next time.
    """

    def __init__(
        self,
        listing: Listing,
        roots: Sequence[str],
        before: Snapshot | None,
        fresh: Iterable[Record],
        indexes: "Indexes | None" = None,
    ) -> None:
        """fresh: records that still hold."""
        self.records = {record.file.path: record for record in fresh}
        self.has_read = False
        self.passing: set[bytes] = set()
        self._listing = listing
        self._roots = roots
        self._before = before
        self._indexes = indexes
        self._resolving: dict[str, Resolving] = {}
        # Both manifest and module, as setup.py is; taken before all manifests are known.
        self._early: list[tuple[Record, FileFacts]] = []
        self._alike: list[SourceFile] = []

    def begin(self, stale: Sequence[SourceFile]) -> None:
        """Get ready for what will be read; the workers need a moment, too."""
        if not any(has_manifest(file.path) for file in stale):
            for language in sorted({language_of(file.path) for file in stale}):
                self.resolving(language).prepare()

    def take(self, read: ReadFile, before: Record | None, earlier: FileFacts | None = None) -> None:
        """Add a file that was read. earlier: its facts as of the record before."""
        self.has_read = True
        if not read.lasting:
            self.passing.add(read.file.path)
        record, facts = _record(read, before), read.module_facts()
        language = language_of(read.file.path)
        if record.manifest:
            self._early.append((record, facts))
        elif language:
            resolving = self.resolving(language)
            same = before is not None and earlier is not None and _imports_alike(facts, earlier)
            kept = resolving.keep(record, before) if same and before else None
            record = kept or resolving.take(record, facts)
        self.records[read.file.path] = record

    def set_apart(
        self, stale: Sequence[SourceFile], known: Mapping[bytes, Record], reader: FactReader
    ) -> list[SourceFile]:
        """Set those modules apart of which it is known that they say what they said, so that nobody
        has to look what that is; the other files."""
        before = {
            file.path: known[file.path].file
            for file in stale
            if file.path in known and known[file.path].resolved and not has_manifest(file.path)
        }
        pairs = [(before[file.path], file) for file in stale if file.path in before]
        self._alike = [now for _, now in reader.alike(pairs)]
        apart = {file.path for file in self._alike}
        return [file for file in stale if file.path not in apart]

    def keep_what_says_the_same(self, known: Mapping[bytes, Record]) -> None:
        """Keep the records of what was set apart. By now all manifests are known."""
        for file in self._alike:
            self.has_read = True
            before = known[file.path]
            resolving = self.resolving(language_of(file.path))
            record = replace(before, file=file)
            self.records[file.path] = resolving.keep(record, before) or record

    def resolving(self, language: str) -> Resolving:
        """A language at work. From the first time on no manifest may be added."""
        if language not in self._resolving:
            manifests = [self.records[path] for path in sorted(self.records)]
            self._resolving[language] = started = Resolving(
                language,
                self._paths.get(language, ()),
                [record for record in manifests if record.manifest],
                self._roots,
                self._before,
                self._indexes,
            )
            for record, facts in self._early:
                if language_of(record.file.path) == language:
                    self.records[record.file.path] = started.take(record, facts)
        return self._resolving[language]

    @property
    def languages(self) -> list[str]:
        """Those that have a file here, sorted."""
        return sorted(self._paths)

    @cached_property
    def _paths(self) -> dict[str, tuple[bytes, ...]]:
        """By language whatever is there, whether or not it can be read: an import of it leads
        somewhere."""
        there = [*(file.path for file in self._listing.files), *_bystanders(self._listing)]
        paths: dict[str, list[bytes]] = defaultdict(list)
        for path in sorted(dict.fromkeys(there)):  # nearly in order already
            if language := language_of(path):
                paths[language].append(path)
        return {language: tuple(own) for language, own in paths.items()}


def _to_be_recalled(listing: Listing, kept: int) -> Listing:
    """kept: how many records are; a file without one would be missing from the listing."""
    is_whole = listing.shape is not None and kept == len(listing.files)
    return replace(listing, files=()) if is_whole else Listing(())


def _behind(now: Snapshot, before: Snapshot | None, stale: int) -> int:
    same = (
        before is not None
        and len(now.records) == len(before.records)
        and (now.digests, now.roots, now.bystanders)
        == (before.digests, before.roots, before.bystanders)
        and now.listing.is_like(before.listing)
    )
    return stale if same else max(stale, len(now.records), 1)


def _earlier(
    stale: Sequence[SourceFile], known: Mapping[bytes, Record], reader: FactReader, few: int
) -> dict[bytes, FileFacts]:
    """What a few changed files said before; of many it is quicker to resolve them anew, unless the
    facts are at hand."""
    if len(stale) > few:
        return {}
    before = [known[file.path].file for file in stale if file.path in known]
    return reader.known([file for file in before if file.blob])


def _imports_alike(facts: FileFacts, earlier: FileFacts) -> bool:
    """Whether all that resolution looks at is the same; most changes leave the imports alone."""
    return all(getattr(facts, field) == getattr(earlier, field) for field in _RESOLVED_BY)


def _manifests_first(files: Sequence[SourceFile]) -> list[SourceFile]:
    """What a reference means depends on them; beside that, in the order given."""
    return sorted(files, key=lambda file: not has_manifest(file.path))


def _record(read: ReadFile, before: Record | None) -> Record:
    """A file that was only touched keeps all that was known of its content."""
    if before is not None and before.file.blob == read.file.blob:
        return replace(before, file=read.file)
    problems = [
        FileProblem(extractor, problem)
        for extractor, facts in read.facts.items()
        for problem in facts.problems
    ]
    manifest = read.manifest_facts() if has_manifest(read.file.path) else ()
    own = read.module_facts()
    return Record(
        read.file,
        tuple(problems),
        manifest,
        suppressions=own.suppressions,
        generated=own.generated,
    )


def _bystanders(listing: Listing) -> tuple[bytes, ...]:
    """Regular files that can't be read but are there: what imports them does not lead nowhere."""
    return tuple(left.path for left in listing.left_out if left.code in _THERE)


def _resolved(
    resolutions: Sequence[Resolution], records: Mapping[bytes, Record]
) -> list[ResolvedFile]:
    nothing = ResolvedFile()
    found: list[ResolvedFile] = []
    for resolution in resolutions:
        offset = len(found)
        for module in resolution.modules:
            record = records.get(module.path)
            resolved = record.resolved if record and record.resolved else nothing
            found.append(resolved.moved(offset) if offset else resolved)
    return found


def _problems(records: Sequence[Record]) -> list[SkippedFile]:
    return sorted(
        SkippedFile(record.file.path, found.extractor, found.problem)
        for record in records
        for found in record.problems
    )


def _marks(records: Sequence[Record]) -> dict[bytes, Sequence[SettingFact]]:
    return {
        record.file.path: facts.settings
        for record in records
        if record.file.path.endswith(b".gitattributes")
        for facts in record.manifest
        if facts.settings
    }


def _ownership(records: Sequence[Record]) -> dict[bytes, Sequence[OwnershipFact]]:
    return {
        record.file.path: facts.ownership
        for record in records
        if record.manifest
        for facts in record.manifest
        if facts.ownership
    }
