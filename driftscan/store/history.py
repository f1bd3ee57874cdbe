"""Points of the past on disk: what a revision came to, by commit, spec and version of the code.

A row is never changed: what it says follows from its key, so two stores are united by taking the
rows of both. Each has a checksum; a row that does not fit it is not there.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from driftscan.errors import UsageError
from driftscan.model.trend import Known, Observed
from driftscan.store.history_format import DamagedStoreError, prepare, require_sound

_Kept = TypeVar("_Kept", bound=msgspec.Struct)
_PATIENCE = 60.0  # seconds that another process may keep the store to itself
_KEEP = "INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)"  # a damaged row is mended
_TAKE = "INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)"


class HistoryStore:
    """The points of one repository. trouble: what is wrong with the file, '' if nothing is."""

    def __init__(self, path: Path) -> None:
        """path: made with its folder when the first point is kept. A damaged file is set aside."""
        self.path = path
        self.trouble = ""

    def load(self, key: str) -> tuple[dict[str, Observed], dict[str, Known]]:
        """By commit the points, and by id the findings, that were kept under a key."""
        if not os.path.lexists(self.path):
            return {}, {}
        with self._opened(check=True) as file:
            points = {one.commit: one for one in _values(file, "points", key, Observed)}
            known = {one.id: one for one in _values(file, "findings", key, Known)}
        whole = {c: p for c, p in points.items() if all(id in known for id in p.findings)}
        return whole, known

    def seen(self, key: str) -> dict[str, Observed]:
        """By commit the points that were kept under a key. The file is left as it is; one that
        cannot be read knows nothing."""
        if not os.path.lexists(self.path):
            return {}
        try:
            with closing(_connect(_regular(self.path), read_only=True)) as file:
                prepare(file, may_change=False)
                return {one.commit: one for one in _values(file, "points", key, Observed)}
        except (sqlite3.Error, DamagedStoreError, UsageError):
            return {}

    def keep(self, key: str, point: Observed, known: Iterable[Known]) -> None:
        """Keep a point and its findings: both or, should the process be killed, neither."""
        with self._opened() as file, file:
            _put(file, "findings", key, [(one.id, one) for one in known])
            _put(file, "points", key, [(point.commit, point)])

    def unite(self, other: Path) -> int:
        """Take over what another store has; how many points are new. UsageError: it is none."""
        try:
            with closing(_connect(_regular(other), read_only=True)) as theirs:
                prepare(theirs, may_change=False)
                require_sound(theirs)
                points, findings = (list(_rows(theirs, table)) for table in ("points", "findings"))
        except (sqlite3.DatabaseError, DamagedStoreError) as error:
            raise UsageError(f"{other} is no store of points: {error}") from error
        with self._opened() as file, file:
            before = _count(file)
            file.executemany(_TAKE.format(table="findings"), findings)
            file.executemany(_TAKE.format(table="points"), points)
            return _count(file) - before

    @contextmanager
    def _opened(self, check: bool = False) -> Iterator[sqlite3.Connection]:
        """The file, made or mended if need be. UsageError: it cannot be used at all."""
        try:
            connection = self._connected(check)
        except (sqlite3.DatabaseError, DamagedStoreError) as error:
            self._set_aside(error)
            connection = self._connected()
        with closing(connection):
            yield connection

    def _connected(self, check: bool = False) -> sqlite3.Connection:
        _make_folder(self.path.parent)
        connection = _connect(_regular(self.path))
        try:
            prepare(connection)
            if check:
                require_sound(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, error: Exception) -> None:
        if isinstance(error, sqlite3.OperationalError):  # locked, read-only or full: not damaged
            raise UsageError(f"{self.path} cannot be used: {error}") from error
        number = 1
        while os.path.lexists(aside := self.path.with_name(f"{self.path.name}.damaged-{number}")):
            number += 1
        os.replace(self.path, aside)
        self.trouble = f"{self.path} was damaged ({error}); it is now {aside.name}"


def _connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}{'?mode=ro' if read_only else ''}"
    return sqlite3.connect(uri, timeout=_PATIENCE, uri=True)


def _regular(path: Path) -> Path:
    """A link could lead anywhere: whoever wrote the tree may have put it there."""
    if path.is_symlink() or path.parent.is_symlink():
        raise UsageError(f"{path} is, or lies in, a symbolic link, which is not followed")
    if os.path.lexists(path) and not path.is_file():
        raise UsageError(f"{path} is not a file; name another with --store")
    return path


def _make_folder(folder: Path) -> None:
    """With a file that has git overlook the store: it is made anew by whoever needs it."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text(".gitignore\nhistory.sqlite*\n", "ascii")
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}; see --store") from error


def _put(
    file: sqlite3.Connection, table: str, key: str, items: Iterable[tuple[str, msgspec.Struct]]
) -> None:
    rows = []
    for name, value in items:
        data = msgspec.msgpack.encode(value)
        rows.append((key, name, data, _check(key, name, data)))
    file.executemany(_KEEP.format(table=table), rows)


def _values(file: sqlite3.Connection, table: str, key: str, kind: type[_Kept]) -> Iterator[_Kept]:
    decoder = msgspec.msgpack.Decoder(kind)
    for _, _, data, _ in _rows(file, table, key):
        try:
            yield decoder.decode(data)
        except msgspec.DecodeError:
            continue  # of a version that has the same key by chance: as good as not there


def _rows(
    file: sqlite3.Connection, table: str, key: str = ""
) -> Iterator[tuple[str, str, bytes, bytes]]:
    """Sound rows, of one key or of all."""
    where = " WHERE key = ?" if key else ""
    for row in file.execute(
        f"SELECT key, name, value, sum FROM {table}{where}", [key] if key else []
    ):
        if isinstance(row[2], bytes) and row[3] == _check(*row[:3]):
            yield row


def _count(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT count(*) FROM points").fetchone()[0])


def _check(key: str, name: str, data: bytes) -> bytes:
    return blake2b(f"{key}\0{name}\0".encode() + data, digest_size=16).digest()
