"""History as values: what git says of each commit, and which of it counts as work."""

from collections.abc import Sequence

from msgspec import Struct

UNKNOWN_LINES = -1
"""Lines of a change that git could not count: a binary file, or a clone without its contents."""
NO_FILE = -1


class Touch(Struct, frozen=True, array_like=True, gc=False):
    """What one commit did to one source file.

    path: position in History.paths. before: likewise, of the name that the file had until then;
    NO_FILE unless it was renamed here. added, removed: lines, or UNKNOWN_LINES.
    how: git's letter: A added, M modified, D deleted, R renamed, T became another kind of file.
    """

    path: int
    before: int
    added: int
    removed: int
    how: str


class Commit(Struct, frozen=True, array_like=True, gc=False):
    """One commit as git has it; a merge has no touches, for they are those of its parents.

    id, parents: full hexadecimal ids. authored, committed: seconds since 1970, as the author's and
    the committer's clocks had it. email, author: as written in the commit; of a History that
    `.mailmap` has been applied to, as that says. files: all that it touched, source or not.
    """

    id: str
    parents: tuple[str, ...]
    authored: int
    committed: int
    email: str
    author: str
    subject: str
    touches: tuple[Touch, ...]
    files: int


class History(Struct, frozen=True):
    """All commits that a tip leads back to, in git's order: newest first as far as clocks agree.

    paths: of every source file that any of them touched, relative to the repository's top.
    boundary: ids of commits at which a shallow clone was cut off; what they seem to add was there
    before. has_lines: False where contents are missing, so that no lines could be counted and
    no rename with a change found.
    """

    tip: str
    commits: Sequence[Commit]
    paths: Sequence[bytes]
    boundary: frozenset[str] = frozenset()
    has_lines: bool = True


class Omission(Struct, frozen=True):
    """One reason for which commits or files were left out, and how much that is.

    reason: a stable word: 'bots', 'bulk', 'reformatting', 'ignore-revs', 'boundary', 'merges'…
    share: of all changed lines in source files that still count otherwise, 0..1.
    """

    reason: str
    commits: int
    lines: int
    share: float


class ChangeColumns(Struct, frozen=True):
    """Every change that counts, of the files that exist at a cut; newest first.

    cut: when the ranking was made, in seconds since 1970; nothing later is in here.
    files: paths at the cut, sorted, relative to the repository's top. A file that was renamed has
    the changes of all its names. The following have an entry for each change: file: position in
    files; commit: position in commits; lines: added and removed; is_new: 1 where it created the
    file, which is no work on what was there.
    commits: those with a change that counts, newest first. born: for each file, when it was
    first seen. omitted: what was left out.
    """

    cut: int
    files: Sequence[bytes]
    commits: Sequence[Commit]
    file: Sequence[int]
    commit: Sequence[int]
    lines: Sequence[int]
    is_new: Sequence[int]
    born: Sequence[int]
    omitted: Sequence[Omission] = ()
