"""A file of the scanned tree, and a file that was left out."""

from msgspec import Struct


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


class Listing(Struct, frozen=True):
    """What a source holds: files sorted by path, what was left out, and how many were ignored.

    folders: every folder that was entered and directly holds a regular file of any name, sorted;
    '' is the tree itself. So a component without a readable language is still known to exist.
    shape: while it is the same, only contents of files can differ; empty if there is no telling.
    """

    files: tuple[SourceFile, ...]
    left_out: tuple[LeftOut, ...] = ()
    ignored: int = 0
    folders: tuple[bytes, ...] = ()
    shape: bytes = b""
