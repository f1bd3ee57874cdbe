"""A source in which one file has another content: what would be if it were written."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.source import Above, LeftOut, Listing, SourceFile
from driftscan.sources.blob_id import blob_id
from driftscan.sources.source import Claims, Found, Source, look_away


class Overlay(Struct, frozen=True):
    """Implements Source. path: of the file, which is there below as well; content: its bytes."""

    below: Source
    path: bytes
    content: bytes

    @property
    def identity(self) -> str:
        """See Source.identity. The place is the same: its other files are."""
        return self.below.identity

    @property
    def revision(self) -> str:
        """See Source.revision."""
        return self.below.revision

    def recall(self, before: Listing, claims: Claims, /) -> None:
        """See Source.recall."""
        self.below.recall(before, claims)

    def own_text(self, path: str, /) -> bytes | None:
        """See Source.own_text."""
        return self.below.own_text(path)

    def list(self, claims: Claims, _found: Found = look_away, /) -> Listing:
        """See Source.list."""
        listing = self.below.list(claims)
        return replace(listing, files=tuple(self._seen(file) for file in listing.files))

    def above(self, name: bytes, /) -> Above:
        """See Source.above."""
        return self.below.above(name)

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read."""
        for file in files:
            if file.path == self.path:
                yield self._seen(file), self.content
            else:
                yield from self.below.read([file])

    def _seen(self, file: SourceFile) -> SourceFile:
        """Without a stamp: nobody shall take this content for that of the file on disk."""
        if file.path != self.path:
            return file
        return SourceFile(file.path, len(self.content), blob_id(self.content))
