"""Databases that live in a file of the program that opens them: SQLite."""

import re

from driftscan.services.addresses import HOLE

ENGINE = "sqlite"
_MEMORY = re.compile(r":memory:|\bmode\s*=\s*memory\b", re.IGNORECASE)
# `Data Source=shop.db;Cache=Shared` of .NET.
_PAIR = re.compile(r"(?:^|;)\s*(?:data ?source|filename|uri)\s*=\s*([^;]*)", re.IGNORECASE)
# `sqlite:///shop.db`, `sqlite+aiosqlite:////data/shop.db`, `jdbc:sqlite:shop.db`, `file:./shop.db`.
_SCHEME = re.compile(r"(?:jdbc:)?(?:sqlite3?(?:\+\w+)?|file):(?://)?")


def file_of(text: str) -> str:
    """The name, without folders, of the file that a text opens as a database; '' where that is not
    known, or all is kept in memory. The text is known to be meant for SQLite."""
    bare = text.strip().strip("\"'")
    if _MEMORY.search(bare):
        return ""
    if pair := _PAIR.search(bare):
        bare = pair[1].strip().strip("\"'")
    elif "=" in bare.partition("?")[0]:
        return ""
    bare = _SCHEME.sub("", bare, count=1).partition("?")[0]
    name = re.split(r"[/\\]", bare)[-1].strip()
    return "" if HOLE in name or "://" in bare else name
