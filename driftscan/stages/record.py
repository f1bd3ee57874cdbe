"""What is remembered of the last run: each file's state, facts about it, where it leads."""

from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts, Problem, SuppressionFact
from driftscan.model.graph import Module
from driftscan.model.source import Listing, SourceFile

_Kept = TypeVar("_Kept", bound=Struct)


class FileProblem(Struct, frozen=True, array_like=True, gc=False):
    """A problem and the extractor that had it."""

    extractor: str
    problem: Problem


class Record(Struct, frozen=True, array_like=True, gc=False):
    """One file. manifest: facts where the file is one; resolved: where it belongs to a language.

    hints: what its facts say about the tree as a whole, see extract/protocol.py; None as long as
    the language has not asked for it.
    suppressions: of a module's file, its comments that silence a rule.
    generated: of a module's file, whether it says that a program wrote it.
    """

    file: SourceFile
    problems: tuple[FileProblem, ...] = ()
    manifest: tuple[FileFacts, ...] = ()
    resolved: ResolvedFile | None = None
    hints: tuple[str, ...] | None = None
    suppressions: tuple[SuppressionFact, ...] = ()
    generated: bool = False


class Snapshot(Struct, frozen=True, array_like=True):
    """The whole last run.

    digests: by language, over all of the tree that resolution depends on beside a file's own facts;
    while it is the same, resolved references hold. modules: by language, sorted by key.
    records: sorted by path. roots: source roots that the spec declared then.
    bystanders: paths that were there but could not be read; they are modules without a record.
    listing: of a source that gave it a shape, without its files, which the records have.
    made_by: by language, the version of what read its files and manifests; '' for the others.
    asked: of a walk over revisions, by language, what files asked of the index of this tree, see
    extract/protocol.py.
    """

    digests: dict[str, str]
    modules: dict[str, tuple[Module, ...]]
    records: tuple[Record, ...]
    roots: tuple[str, ...] = ()
    bystanders: tuple[bytes, ...] = ()
    listing: Listing = Listing(())
    made_by: dict[str, str] = {}
    asked: dict[str, bytes] = {}

    def whole_listing(self) -> Listing:
        """What the source listed."""
        return replace(self.listing, files=tuple([record.file for record in self.records]))


def encode(value: Struct) -> bytes:
    """Bytes for the store."""
    return msgspec.msgpack.encode(value)


def decode_as(data: bytes, kind: type[_Kept]) -> _Kept | None:
    """The value, or None if the bytes are not one (written by another version)."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.DecodeError:
        return None
