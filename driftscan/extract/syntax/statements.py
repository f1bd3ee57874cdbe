"""SQL that code hands to a database, as accesses; what is put into it stands as a name."""

import re

from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import AccessFact, Piece, Text

_GAP = re.compile(r"(gap\d+gap)")
_LONGEST = 100_000


def sql_accesses(text: Text, line: int, engine: str = "sql") -> list[AccessFact]:
    """Each table that a statement names; nothing for a text that is no SQL."""
    from driftscan.extract.sql.statements import accesses_of, looks_like_sql

    gaps: dict[str, Piece] = {}
    words = "".join(_word(piece, gaps) for piece in text)
    if len(words) > _LONGEST or not looks_like_sql(words):
        return []
    found = [
        AccessFact(engine, named, mode, line, "sql")
        for table, mode in accesses_of(words)
        if (named := _named(table, gaps))
    ]
    return list(dict.fromkeys(found))


def _word(piece: Piece, gaps: dict[str, Piece]) -> str:
    if piece.kind == "text":
        return piece.value
    gap = f"gap{len(gaps)}gap"
    gaps[gap] = piece
    return gap


def _named(table: str, gaps: dict[str, Piece]) -> Text:
    parts = [(gaps[part],) if part in gaps else plain(part) for part in _GAP.split(table)]
    name = joined(parts)
    return () if any(piece.kind == "unknown" for piece in name) else name
