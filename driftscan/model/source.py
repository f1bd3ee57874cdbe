"""A file of the scanned tree, and a file that was left out."""

from msgspec import Struct
from msgspec.structs import replace


class SourceFile(Struct, frozen=True, array_like=True, gc=False):
    """A readable file of the tree.

    path: bytes relative to the scanned root.
    size: in bytes, as listed.
    blob: git blob id of its content as 40 hex digits; '' while not yet known (a work tree
        file whose content has not been read).
    stamp: what changes when the file does (work tree: size, mtime, ctime, inode); empty for
        files of a revision, whose blob id says it all.
    """

    path: bytes
    size: int
    blob: str = ""
    stamp: tuple[int, ...] = ()


class LeftOut(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A path that was not read, with a stable reason code and a plain sentence.

    Codes: 'symlink', 'submodule', 'not-a-file', 'unreadable', 'too-large'; of the index also
    'unmerged' (in conflict) and 'intent-to-add' (nothing is staged of it). Ignored paths are
    not listed; they are counted by the source.
    """

    path: bytes
    code: str
    reason: str


class Above(Struct, frozen=True):
    """Files of one name in the directories above the scanned one, as far as its repository goes.

    inside: the way from the repository's top to what is scanned, as `a/b/`; b'' if that is the top.
    texts: of each its path from there, and its content.
    """

    inside: bytes = b""
    texts: tuple[tuple[bytes, bytes], ...] = ()


class Stretch(Struct, frozen=True, array_like=True, gc=False):
    """Consecutive entries of a tree in git, as it printed them. length: in bytes. whole: digest of
    all of it. alike: the same without the contents of files, see Shape."""

    length: int
    whole: bytes
    alike: bytes


class Shape(Struct, frozen=True, array_like=True):
    """All that the listing of a tree in git depends on. settings: a digest; cut: where paths begin.

    Of a stretch that is still the same as a whole even the contents are those of then.
    """

    settings: bytes
    cut: int
    stretches: tuple[Stretch, ...]

    def is_like(self, other: "Shape") -> bool:
        """Whether only contents of files can differ."""
        return (self.settings, self.cut) == (other.settings, other.cut) and [
            (each.length, each.alike) for each in self.stretches
        ] == [(each.length, each.alike) for each in other.stretches]


class Listing(Struct, frozen=True):
    """What a source holds: files sorted by path, what was left out, and how many were ignored.

    folders: every folder that was entered and directly holds a regular file of any name, sorted;
    '' is the tree itself. So a component without a readable language is still known to exist.
    shape: of a tree in git, for a later run that lists it again; None if that can't be.
    """

    files: tuple[SourceFile, ...]
    left_out: tuple[LeftOut, ...] = ()
    ignored: int = 0
    folders: tuple[bytes, ...] = ()
    shape: Shape | None = None

    def is_like(self, other: "Listing") -> bool:
        """Whether two listings differ in contents of files at most."""
        if self.shape is None or other.shape is None:
            return self == other
        one, two = (replace(each, files=(), shape=None) for each in (self, other))
        return one == two and self.shape.is_like(other.shape)
