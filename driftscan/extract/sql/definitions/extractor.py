""".sql files as definitions: tables with their columns, enumerations, and queries that say who or
what counts."""

import re
from collections.abc import Iterator

from driftscan.extract.meaning.sql import entities_of_sql, meanings_of_sql
from driftscan.extract.meaning.sql_changes import changes_of_sql
from driftscan.extract.possessive import compiled
from driftscan.extract.sql.definitions.types import altered_type, with_altered
from driftscan.extract.sql.scripts import statements_of
from driftscan.model.definition import ChangeFact, DefinitionFacts, EntityFact, MeaningFact
from driftscan.model.fact import Problem

_MOST = 1_000
_WANTED = compiled(
    r"(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:UNLOGGED\s+|MATERIALIZED\s+)?(?:TABLE|VIEW|TYPE)"
    r"|ALTER\s+(?:TABLE|TYPE)|DROP\s+(?:TABLE|TYPE)|SELECT|WITH)\s",
    re.IGNORECASE,
)
_CHANGES = compiled(
    r"\b(?:ADD|RENAME|DROP|MODIFY|CHANGE|ALTER\s+(?!TABLE\b|TYPE\b)\S)", re.IGNORECASE
)
# The half of a migration that undoes it: goose and sql-migrate, dbmate.
_UNDONE = compiled(
    r"^--[ \t]*(?:\+(?:goose|migrate)[ \t]+Down|migrate:down)\b", re.IGNORECASE | re.MULTILINE
)
_REMARKS = compiled(r"(?:\s++|--[^\n]*+|/\*(?s:.)*?\*/)*+")


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one script. Problems: 'encoding' (fatal), 'too-many' (the rest is left out)."""
    if b"\0" in content:
        problem = Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
        return DefinitionFacts(problems=(problem,))
    text = _UNDONE.split(content.decode("utf-8-sig", "replace"), maxsplit=1)[0]
    entities: list[EntityFact] = []
    meanings: list[MeaningFact] = []
    changes: list[ChangeFact] = []
    problems: tuple[Problem, ...] = ()
    for at, (statement, line) in enumerate(_wanted(text)):
        if at >= _MOST:
            problems = (Problem("too-many", "holds more statements than are read", line),)
            break
        if altered := altered_type(statement, line):
            entities, later = with_altered(entities, altered)
            changes += later
            continue
        changes += changes_of_sql(statement, line)
        entities += entities_of_sql(statement, line)
        meanings += meanings_of_sql(statement, "", line)
    return DefinitionFacts(tuple(entities), (), tuple(meanings), problems, tuple(changes))


def _wanted(text: str) -> Iterator[tuple[str, int]]:
    """Statements that may define something, with the lines where they begin."""
    line, counted = 1, 0
    for statement in statements_of(text):
        begin = _REMARKS.match(statement.text)
        skipped = begin.end() if begin else 0
        verb = _WANTED.match(statement.text, skipped)
        if verb is None:
            continue
        if verb.group()[:5].upper() == "ALTER" and not _CHANGES.search(statement.text):
            continue
        start = statement.start + skipped
        line += text.count("\n", counted, start)
        counted = start
        yield statement.text, line
