"""The bytes of `git log` to commits.

Everything in a log comes from whoever wrote the repository: paths hold tabs, line breaks and
arrows, names control characters. So no character divides it but NUL, which neither a path nor a
line of a commit can hold, and what a token is follows from its place alone:

    ID NUL PARENTS NUL AUTHORED NUL COMMITTED NUL EMAIL NUL NAME NUL SUBJECT NUL
    [LF] :MODE MODE ID ID LETTER NUL PATH NUL [PATH NUL]     --raw, for each file
    ADDED TAB REMOVED TAB PATH NUL                           --numstat, for each file again
    ADDED TAB REMOVED TAB NUL PATH NUL PATH NUL              the same of a rename
"""

from collections.abc import Iterable

from driftscan.history.code_files import is_source
from driftscan.model.history import NO_FILE, UNKNOWN_LINES, Commit, Touch

FORMAT = b"%H%x00%P%x00%at%x00%ct%x00%ae%x00%an%x00%s"
_HEAD = 7
_DIGITS = 20  # no number of git has as many

_TWO_NAMES = ("R", "C")
_RENAMED = "R"


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


def read_commits(log: bytes, paths: PathTable) -> list[Commit]:
    """The commits of a log. One that ends within a commit has that commit as far as it goes."""
    tokens = log.split(b"\0")
    commits = []
    at = 0
    while at + _HEAD <= len(tokens):
        end, files, touches = _touches(tokens, at + _HEAD, paths)
        commits.append(_commit(tokens[at : at + _HEAD], tuple(touches), files))
        at = end
    return commits


def _touches(tokens: list[bytes], at: int, paths: PathTable) -> tuple[int, int, list[Touch]]:
    """What follows a commit's head: where it ends, how many files it tells of, and the source
    files among them. Without --numstat a file is told of by --raw alone."""
    statuses: dict[bytes, tuple[str, bytes]] = {}
    touches: list[Touch] = []
    counted = 0
    total = len(tokens)
    while at < total:
        token = tokens[at]
        if token[:1] == b":" or token[:2] == b"\n:":
            how = token.rpartition(b" ")[2][:1].decode("ascii", "replace")
            two = how in _TWO_NAMES
            names = (*tokens[at + 1 : at + 2 + two], b"", b"")
            statuses[names[two]] = (how, names[0] if two else b"")
            at += 2 + two
        elif b"\t" in token:
            added, removed, path = token.split(b"\t", 2)
            if not path:
                path = tokens[at + 2] if at + 2 < total else b""
                at += 2
            at += 1
            counted += 1
            how, before = statuses.pop(path, ("M", b""))
            if paths.is_source(path) or (before and paths.is_source(before)):
                touches.append(_touch(paths, path, before, how, added, removed))
        elif token:
            break
        else:
            at += 1
    for path, (how, before) in statuses.items():
        counted += 1
        if paths.is_source(path) or (before and paths.is_source(before)):
            touches.append(_touch(paths, path, before, how, b"-", b"-"))
    return at, counted, touches


def _touch(
    paths: PathTable, path: bytes, before: bytes, how: str, added: bytes, removed: bytes
) -> Touch:
    old = paths.of(before) if how == _RENAMED else NO_FILE
    return Touch(paths.of(path), old, _lines(added), _lines(removed), how)


def _lines(written: bytes) -> int:
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
