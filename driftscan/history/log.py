"""The bytes of `git log` to commits.

Everything in a log comes from whoever wrote the repository: paths hold tabs, line breaks and
arrows, names control characters. So no character divides it but NUL, which neither a path nor a
line of a commit can hold, and what a token is follows from its place alone:

    ID NUL PARENTS NUL AUTHORED NUL COMMITTED NUL EMAIL NUL NAME NUL SUBJECT NUL
    [LF] :MODE MODE ID ID LETTER NUL PATH NUL [PATH NUL]     --raw, for each file
    ADDED TAB REMOVED TAB PATH NUL                           --numstat, for each file again
    ADDED TAB REMOVED TAB NUL PATH NUL PATH NUL              the same of a rename
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from driftscan.history.code_files import is_source
from driftscan.model.history import NO_FILE, UNKNOWN_LINES, Commit, Touch

FORMAT = b"%H%x00%P%x00%at%x00%ct%x00%ae%x00%an%x00%s"
_HEAD = 7
_DIGITS = 20  # no number of git has as many

_TWO_NAMES = ("R", "C")
_RENAMED = "R"
_BINARY, _NOT_KNOWN = b"-", b"?"


class PathTable:
    """Numbers for paths, each path once: a log of a hundred thousand changes has few of them."""

    def __init__(self, paths: Iterable[bytes] = ()) -> None:
        self.number = {path: at for at, path in enumerate(paths)}
        self._is_source: dict[bytes, bool] = {}

    def of(self, path: bytes) -> int:
        """The path's number; a new one for a path that was never seen."""
        return self.number.setdefault(path, len(self.number))

    def is_source(self, path: bytes) -> bool:
        """See code_files; each path is looked at once."""
        known = self._is_source.get(path)
        if known is None:
            known = self._is_source[path] = is_source(path)
        return known


def read_commits(log: bytes, paths: PathTable, absent: Collection[bytes] = ()) -> list[Commit]:
    """The commits of a log. One that ends within a commit has that commit as far as it goes.

    absent: ids of contents that git was made to take for empty: lines of these are not known.
    """
    tokens = log.split(b"\0")
    commits = []
    at = 0
    while at + _HEAD <= len(tokens):
        end, files, touches = _touches(tokens, at + _HEAD, paths, absent)
        commits.append(_commit(tokens[at : at + _HEAD], tuple(touches), files))
        at = end
    return commits


def _touches(
    tokens: list[bytes], at: int, paths: PathTable, absent: Collection[bytes]
) -> tuple[int, int, list[Touch]]:
    """What follows a commit's head: where it ends, how many files it tells of, and the source
    files among them. Without --numstat a file is told of by --raw alone."""
    statuses: dict[bytes, tuple[str, bytes]] = {}
    touches: list[Touch] = []
    hollow: set[bytes] = set()
    counted = 0
    total = len(tokens)
    while at < total:
        token = tokens[at]
        if token[:1] == b":" or token[:2] == b"\n:":
            at, path, how, before = _status(tokens, at)
            statuses[path] = (how, before)
            if absent and not set(token.split(b" ")).isdisjoint(absent):
                hollow.add(path)
        elif b"\t" in token:
            added, removed, path = token.split(b"\t", 2)
            if not path:
                path = tokens[at + 2] if at + 2 < total else b""
                at += 2
            at += 1
            counted += 1
            if path in hollow:
                added = removed = _NOT_KNOWN
            how, before = statuses.pop(path, ("M", b""))
            if paths.is_source(path) or (before and paths.is_source(before)):
                touches.append(_touch(paths, path, before, how, added, removed))
        elif token:
            break
        else:
            at += 1
    touches += _without_lines(statuses, paths)
    return at, counted + len(statuses), touches


def _without_lines(
    statuses: Mapping[bytes, tuple[str, bytes]], paths: PathTable
) -> Iterator[Touch]:
    """The source files of which only --raw has told."""
    for path, (how, before) in statuses.items():
        if paths.is_source(path) or (before and paths.is_source(before)):
            yield _touch(paths, path, before, how, _NOT_KNOWN, _NOT_KNOWN)


def _status(tokens: list[bytes], at: int) -> tuple[int, bytes, str, bytes]:
    """What --raw says of a file: where that ends, its path, the letter, the name it had before."""
    how = tokens[at].rpartition(b" ")[2][:1].decode("ascii", "replace")
    first, second = (*tokens[at + 1 : at + 3], b"", b"")[:2]
    return (at + 3, second, how, first) if how in _TWO_NAMES else (at + 2, first, how, b"")


def _touch(
    paths: PathTable, path: bytes, before: bytes, how: str, added: bytes, removed: bytes
) -> Touch:
    old = paths.of(before) if how == _RENAMED else NO_FILE
    return Touch(paths.of(path), old, _lines(added), _lines(removed), how)


def _lines(written: bytes) -> int:
    if written == _BINARY:
        return 0
    return int(written) if written.strip().isdigit() and len(written) < _DIGITS else UNKNOWN_LINES


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
    sound = written.removeprefix(b"-").isdigit() and len(written) < _DIGITS
    return int(written) if sound else 0
