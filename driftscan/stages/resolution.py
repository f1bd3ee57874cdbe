"""One language of a tree: which of its files have to be resolved anew, and where they lead."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.protocol import Index
from driftscan.extract.registry import language_of, load_language
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Module
from driftscan.stages.code_version import MAKES_FACTS, code_version
from driftscan.stages.facts import FactReader, ReadFile
from driftscan.stages.record import Record, Snapshot


class Resolution(Struct, frozen=True):
    """A language's modules, sorted by key, and the records of its files, all resolved."""

    language: str
    digest: str
    modules: Sequence[Module]
    records: Mapping[bytes, Record]


def unchanged(language: str, before: Snapshot, records: Mapping[bytes, Record]) -> Resolution:
    """A language of a tree in which nothing at all changed."""
    return Resolution(language, before.digests[language], before.modules[language], records)


def resolve_language(
    language: str,
    records: Mapping[bytes, Record],
    bystanders: Sequence[bytes],
    roots: Sequence[str],
    read: Mapping[bytes, ReadFile],
    reader: FactReader,
    before: Snapshot | None,
) -> Resolution:
    """Resolve what is not yet, or everything if modules, manifests or source roots changed.

    bystanders: paths that exist but can't be read. read: facts at hand from this run.
    """
    own = [path for path in sorted({*records, *bystanders}) if language_of(path) == language]
    manifests = {path: record.manifest for path, record in records.items() if record.manifest}
    rules = load_language(language)
    hints = {path: records[path].hints for path in own if path in records}
    inferred = rules.infer(own, manifests, roots, hints)
    blobs = {path: records[path].file.blob for path in manifests}
    digest = _digest(language, own, blobs, [*roots, "", *inferred])
    same = before is not None and before.digests.get(language) == digest
    mine = {path: records[path] for path in own if path in records}
    to_resolve = [path for path, record in mine.items() if not same or record.resolved is None]
    if not to_resolve and before is not None and same:
        return Resolution(language, digest, before.modules[language], mine)
    index = rules.build_index(own, manifests, roots, inferred)
    facts = _facts(to_resolve, mine, read, reader)
    for path in to_resolve:
        mine[path] = _resolved(mine[path], index, facts.get(path, FileFacts()))
    return Resolution(language, digest, index.modules, mine)


def _facts(
    paths: Sequence[bytes],
    records: Mapping[bytes, Record],
    read: Mapping[bytes, ReadFile],
    reader: FactReader,
) -> dict[bytes, FileFacts]:
    missing = [records[path].file for path in paths if path not in read]
    found = {**reader.of(missing), **{path: read[path] for path in paths if path in read}}
    return {path: file.module_facts() for path, file in found.items()}


def _resolved(record: Record, index: Index, facts: FileFacts) -> Record:
    resolved = index.resolve(record.file.path, facts)
    return replace(record, resolved=resolved)


def _digest(
    language: str, paths: Sequence[bytes], manifests: Mapping[bytes, str], roots: Sequence[str]
) -> str:
    """Over all that a reference's target depends on beside the file's own facts."""
    parts = [
        f"{language} {code_version(MAKES_FACTS)}".encode(),
        *paths,
        *(path + b" " + blob.encode() for path, blob in sorted(manifests.items())),
        *(root.encode() for root in roots),
    ]
    return blake2b(b"\0\0".join(parts), digest_size=20).hexdigest()
