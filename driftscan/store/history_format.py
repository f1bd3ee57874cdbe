"""The tables of the history store, and how a store of an earlier version becomes one of this."""

import sqlite3

APPLICATION = 0x64736869  # "dshi"; tells our file from any other of SQLite's

# One step for each version: statements that make it of the one before. Steps are never edited.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE points (key TEXT, name TEXT, value BLOB, sum BLOB, PRIMARY KEY (key, name))"
        " WITHOUT ROWID",
        "CREATE TABLE findings (key TEXT, name TEXT, value BLOB, sum BLOB, PRIMARY KEY (key, name))"
        " WITHOUT ROWID",
    ),
)


class DamagedStoreError(Exception):
    """The file is no history store, or a broken one."""


def prepare(file: sqlite3.Connection, may_change: bool = True) -> None:
    """Bring a store to this version, in one transaction.

    Raises DamagedStoreError, and sqlite3.OperationalError for a store of a later version: that is
    sound, and another driftscan needs it.
    """
    found = _version(file)
    if found > len(STEPS):
        raise sqlite3.OperationalError(
            f"it was written by a later driftscan (version {found} of the store; this one knows "
            f"{len(STEPS)}); upgrade, or name another file with --store"
        )
    if found < len(STEPS):
        if not may_change:
            raise DamagedStoreError("it has no points that this version can read")
        _upgrade(file)


def require_sound(file: sqlite3.Connection) -> None:
    """Raises DamagedStoreError unless all pages of the file fit together."""
    if file.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedStoreError("its pages do not fit together")


def _version(file: sqlite3.Connection) -> int:
    version = int(file.execute("PRAGMA user_version").fetchone()[0])
    tables = int(file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    application = int(file.execute("PRAGMA application_id").fetchone()[0])
    if tables and application != APPLICATION:
        raise DamagedStoreError("it belongs to another program")
    return version


def _upgrade(file: sqlite3.Connection) -> None:
    """Whoever comes second finds the work done."""
    file.isolation_level = None
    file.execute("BEGIN IMMEDIATE")
    for number in range(_version(file), len(STEPS)):
        for statement in STEPS[number]:
            file.execute(statement)
        file.execute(f"PRAGMA user_version = {number + 1}")
    file.execute(f"PRAGMA application_id = {APPLICATION}")
    file.execute("COMMIT")
    file.isolation_level = "DEFERRED"
