""".sql files (migrations, dumps, scripts) as accesses of tables, each table and mode once.

A dump has hundreds of thousands of rows, so of most statements only the beginning is read.
"""

import re
from collections.abc import Iterator

from driftscan.extract.possessive import compiled
from driftscan.extract.sql.modes import united
from driftscan.extract.sql.passing import passing_names
from driftscan.extract.sql.scanned import scanned
from driftscan.extract.sql.scripts import Statement, statements_of
from driftscan.extract.sql.statements import accesses_of
from driftscan.extract.sql.tokens import tokens_of
from driftscan.model.fact import Problem
from driftscan.model.service_fact import AccessFact, Piece, ServiceFacts

_MOST = 2_000
_HEAD = 400
_LONGEST = 20_000
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_VERB = compiled(
    r"(SELECT|INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|ALTER|DROP|WITH|COPY|RENAME)\s",
    re.IGNORECASE,
)
# Of these all tables stand in front, unless a query follows.
_PLAIN = frozenset("INSERT REPLACE TRUNCATE CREATE ALTER DROP COPY RENAME".split())
_QUERY = compiled(r"\bSELECT\b", re.IGNORECASE)
_ROW = compiled(
    r"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+[^\s(;]+\s*(?:\([^()']{0,2000}\)\s*)?VALUES",
    re.IGNORECASE,
)
_VALUE = compiled(r"'(?:[^'\\]++|\\.|'')*+'|(?<!\w)\d++|\s++", re.DOTALL)
_NO_TABLES = compiled(
    r"(?:CREATE|ALTER|DROP)\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?(?:DEFINER\s*=\s*\S+\s+)?"
    r"(?:FUNCTION|PROCEDURE|PROC|TRIGGER|EVENT|ROLE|USER|DATABASE|SCHEMA|SEQUENCE|TYPE|EXTENSION"
    r"|POLICY|RULE|LOGIN|DOMAIN)\b",
    re.IGNORECASE,
)


def extract(content: bytes, /) -> ServiceFacts:
    """Tables that the statements of a script define, read and write.

    Problems: 'encoding' (fatal), 'too-many' (more than 2,000 tables, the rest is left out).
    """
    text = _as_text(content)
    if text is None:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return ServiceFacts(problems=(problem,))
    passing = passing_names(text)
    found = tuple(each for each in _accesses(text) if each.name[0].value.lower() not in passing)
    if len(found) > _MOST:
        problem = Problem("too-many", "names more tables than are read", found[_MOST].line)
        return ServiceFacts(accesses=found[:_MOST], problems=(problem,))
    return ServiceFacts(accesses=found)


def _as_text(content: bytes) -> str | None:
    encoding = _MARKS.get(content[:2])
    if encoding:
        return content[2:].decode(encoding, "replace")
    return None if b"\0" in content else content.decode("utf-8-sig", "replace")


def _accesses(text: str) -> Iterator[AccessFact]:
    seen: set[tuple[str, str]] = set()
    known: set[str] = set()
    line, counted = 1, 0
    for statement in statements_of(text):
        form = _form(statement.text)
        if form in known or len(seen) > _MOST:
            continue
        known.add(form)
        new = [access for access in _of_statement(statement) if access not in seen]
        if not new:
            continue
        line += text.count("\n", counted, statement.start)
        counted = statement.start
        seen.update(new)
        for name, mode in new:
            yield AccessFact("sql", (Piece("text", name),), mode, line, "sql")


def _form(text: str) -> str:
    """What statements have in common that differ in their values only."""
    row = _ROW.match(text)
    return row.group().lower() if row else _VALUE.sub("", text[:_LONGEST])


def _of_statement(statement: Statement) -> tuple[tuple[str, str], ...]:
    verb = _VERB.match(statement.text)
    if verb is None or _NO_TABLES.match(statement.text):
        return ()
    text = statement.text[:_LONGEST]
    if verb.group(1).upper() in _PLAIN and not _holds_query(text):
        return united(scanned(list(tokens_of(text[:_HEAD]))))
    return accesses_of(text)


def _holds_query(text: str) -> bool:
    """Whether SELECT stands in it before any rows do."""
    found = _QUERY.search(text)
    return found is not None and "VALUES" not in text[: found.start()].upper()
