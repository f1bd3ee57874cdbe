"""The survey of a tree: every module and where its references lead, redoing only what changed."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.registry import LANGUAGES, language_of, load_language
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import OwnershipFact, SuppressionFact
from driftscan.model.graph import Module
from driftscan.model.scan import SkippedFile
from driftscan.model.source import LeftOut, Listing
from driftscan.stages.facts import FactReader, ReadFile
from driftscan.stages.freshness import split_by_freshness
from driftscan.stages.record import FileProblem, Record, Snapshot
from driftscan.stages.resolution import Resolution, resolve_language, unchanged

_THERE = ("too-large", "unreadable", "unmerged")


class Survey(Struct, frozen=True):
    """What is known of a whole tree.

    modules: by language, then key; resolved: in the same order, targets are positions in modules.
    problems: of all files, sorted; fatal ones are files that were skipped.
    files: how many an extractor claims; ignored: how many paths ignore rules left out.
    folders: those that hold any file at all. ownership: lines of each CODEOWNERS file.
    suppressions: comments that silence a rule, by path; only files that have any.
    snapshot: what to remember. changed: it differs from the one before.
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
    snapshot: Snapshot
    changed: bool


def survey(
    listing: Listing, roots: Sequence[str], reader: FactReader, before: Snapshot | None
) -> Survey:
    """Survey a listed tree; the snapshot of the run before saves work, never changes the result."""
    known = {record.file.path: record for record in before.records} if before else {}
    fresh, stale = split_by_freshness(listing.files, known)
    read = reader.of(stale)
    records = {record.file.path: record for record in fresh}
    records.update((path, _record(file, known.get(path))) for path, file in read.items())
    bystanders = _bystanders(listing)
    same = (
        before is not None
        and not read
        and records.keys() == known.keys()
        and (before.roots, before.bystanders) == (tuple(roots), bystanders)
    )
    resolutions = [
        unchanged(language, before, records)
        if same and before
        else resolve_language(language, records, bystanders, roots, read, reader, before)
        for language in sorted(LANGUAGES)
    ]
    for resolution in resolutions:
        records.update(resolution.records)
    ordered = tuple(records[path] for path in sorted(records))
    snapshot = Snapshot(
        digests={resolution.language: resolution.digest for resolution in resolutions},
        modules={resolution.language: tuple(resolution.modules) for resolution in resolutions},
        records=_to_remember(ordered, read),
        roots=tuple(roots),
        bystanders=bystanders,
    )
    return Survey(
        modules=[module for resolution in resolutions for module in resolution.modules],
        resolved=_resolved(resolutions, records),
        problems=_problems(ordered),
        left_out=sorted([*listing.left_out, *reader.left_out]),
        files=len(listing.files) + len(bystanders),
        ignored=listing.ignored,
        folders=listing.folders,
        ownership=_ownership(ordered),
        suppressions={r.file.path: r.suppressions for r in ordered if r.suppressions},
        snapshot=snapshot,
        changed=not same,
    )


def _record(read: ReadFile, before: Record | None) -> Record:
    """A file that was only touched keeps all that was known of its content."""
    if before is not None and before.file.blob == read.file.blob:
        return replace(before, file=read.file)
    problems = tuple(
        FileProblem(extractor, problem)
        for extractor, facts in read.facts.items()
        for problem in facts.problems
    )
    language = language_of(read.file.path)
    facts = read.module_facts()
    hints = load_language(language).hints(facts) if language else ()
    return Record(
        read.file,
        problems,
        read.manifest_facts(),
        hints=hints,
        suppressions=facts.suppressions,
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


def _ownership(records: Sequence[Record]) -> dict[bytes, Sequence[OwnershipFact]]:
    return {
        record.file.path: facts.ownership
        for record in records
        if record.manifest
        for facts in record.manifest
        if facts.ownership
    }


def _to_remember(records: Sequence[Record], read: Mapping[bytes, ReadFile]) -> tuple[Record, ...]:
    """Without the files whose extractor died: they are tried again next time."""
    return tuple(
        record
        for record in records
        if record.file.path not in read or read[record.file.path].lasting
    )
