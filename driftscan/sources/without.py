"""A source in which some files are not there, for those who ask what the others do."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.source import Above, LeftOut, Listing, SourceFile
from driftscan.sources.source import Claims, Found, Source, look_away


class Without(Struct, frozen=True):
    """Implements Source. unwanted: paths of files that are neither listed nor read."""

    below: Source
    unwanted: Callable[[bytes], bool]

    @property
    def identity(self) -> str:
        """See Source.identity. What is remembered of it needs a slot of its own."""
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

    def list(self, claims: Claims, found: Found = look_away, /) -> Listing:
        """See Source.list."""
        listing = self.below.list(claims, lambda files: found(self._wanted(files)))
        left_out = tuple(each for each in listing.left_out if not self.unwanted(each.path))
        return replace(listing, files=self._wanted(listing.files), left_out=left_out)

    def above(self, name: bytes, /) -> Above:
        """See Source.above."""
        return self.below.above(name)

    def read(self, files: Iterable[SourceFile], /) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read."""
        return self.below.read(files)

    def _wanted(self, files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
        return tuple(file for file in files if not self.unwanted(file.path))
