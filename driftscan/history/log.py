"""The bytes of `git log` to commits.

Everything in the log comes from whoever wrote the repository: paths hold tabs, line breaks and
arrows, names control characters. So no character divides it but NUL, which neither a path nor a
line of a commit can hold, and what a token is follows from its place alone:

    ID NUL PARENTS NUL AUTHORED NUL COMMITTED NUL EMAIL NUL NAME NUL SUBJECT NUL
    [LF] :MODE MODE ID ID LETTER NUL PATH NUL [PATH NUL]     --raw, for each file
    ADDED TAB REMOVED TAB PATH NUL                           --numstat, for each file again
    ADDED TAB REMOVED TAB NUL PATH NUL PATH NUL              the same of a rename
"""

from collections.abc import Iterable, Iterator

from driftscan.history.code_files import is_source
from driftscan.model.history import NO_FILE, UNKNOWN_LINES, Commit, Touch

FORMAT = b"%H%x00%P%x00%at%x00%ct%x00%ae%x00%an%x00%s"

_RENAMED = b"RC"
_Statuses = dict[bytes, tuple[bytes, bytes | None]]


class PathTable:
    """Numbers for paths, each path once; a log of a hundred thousand changes has few of them."""

    def __init__(self, paths: Iterable[bytes] = ()) -> None:
        self.number = {path: at for at, path in enumerate(paths)}

    def of(self, path: bytes) -> int:
        """The path's number; a new one for a path that was never seen."""
        return self.number.setdefault(path, len(self.number))


def read_commits(chunks: Iterable[bytes], paths: PathTable) -> Iterator[Commit]:
    """The commits of a log as it comes. A log that ends within a commit ends before it."""
    tokens = _tokens(chunks)
    token = next(tokens, None)
    while token is not None:
        head = [token, *(next(tokens, b"") for _ in range(6))]
        statuses: _Statuses = {}
        touches: list[Touch] = []
        files = 0
        while (token := next(tokens, None)) is not None:
            if token[:1] == b":" or token[:2] == b"\n:":
                letter = token[token.rindex(b" ") + 1 :][:1]
                before = next(tokens, b"") if letter in _RENAMED else None
                statuses[next(tokens, b"")] = (letter, before)
            elif b"\t" in token:
                added, removed, path = token.lstrip(b"\n").split(b"\t", 2)
                if not path:
                    next(tokens, b"")
                    path = next(tokens, b"")
                files += 1
                status = statuses.pop(path, (b"M", None))
                touches += _touch(path, status, added, removed, paths)
            elif token:
                break
        for path, status in statuses.items():  # without --numstat
            files += 1
            touches += _touch(path, status, b"-", b"-", paths)
        yield _commit(head, tuple(touches), files)


def _tokens(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        parts = (rest + chunk).split(b"\0")
        rest = parts.pop()
        yield from parts
    if rest:
        yield rest


def _touch(
    path: bytes,
    status: tuple[bytes, bytes | None],
    added: bytes,
    removed: bytes,
    paths: PathTable,
) -> tuple[Touch, ...]:
    letter, before = status
    if not (is_source(path) or (before and is_source(before))):
        return ()
    old = paths.of(before) if before and letter == b"R" else NO_FILE
    how = letter.decode("ascii", "replace")
    return (Touch(paths.of(path), old, _lines(added), _lines(removed), how),)


def _lines(written: bytes) -> int:
    return int(written) if written.isdigit() else UNKNOWN_LINES


def _commit(head: list[bytes], touches: tuple[Touch, ...], files: int) -> Commit:
    id, parents, authored, committed, email, author, subject = head
    return Commit(
        id.decode("ascii", "replace"),
        tuple(parents.decode("ascii", "replace").split()),
        _seconds(authored),
        _seconds(committed),
        email.decode("utf-8", "replace").lower(),
        author.decode("utf-8", "replace"),
        subject.decode("utf-8", "replace"),
        touches,
        files,
    )


def _seconds(written: bytes) -> int:
    """A time; 0 for what is none, as git writes for a commit whose header is damaged."""
    return int(written) if written.removeprefix(b"-").isdigit() else 0
