"""Which tables a statement uses, and how."""

from functools import lru_cache

from driftscan.extract.sql.modes import united
from driftscan.extract.sql.parsed import parsed
from driftscan.extract.sql.plain import is_plain
from driftscan.extract.sql.scanned import scanned
from driftscan.extract.sql.shape import looks_like_sql
from driftscan.extract.sql.tokens import Token, plain_sql, tokens_of

__all__ = ["accesses_of", "looks_like_sql"]

_LONGEST = 100_000
# A parser in Python needs about a millisecond for a statement and twenty calls for a bracket.
_MOST_TOKENS = 2_000
_DEEPEST = 25


@lru_cache(maxsize=4096)
def accesses_of(sql: str) -> tuple[tuple[str, str], ...]:
    """(table with its schema if one is written, mode 'r', 'w', 'rw' or 'define') for each table, in
    the order of first mention.

    Modes of a table are united; where one is both defined and used, its use is what is told. What a
    program fills in (`?`, `%s`, `:id`, `$1`, `@p`, `{x}`) may stand anywhere; in a name it becomes
    `*`, and a name of which nothing else is known is left out. So are names that WITH gives,
    temporary tables and the database's own catalogues. Ask looks_like_sql() first: a text that is
    no SQL may seem to name tables.
    """
    tokens = list(tokens_of(sql[:_LONGEST]))
    needs_no_parser = is_plain(tokens) or not _is_parsable(tokens)
    mentions = None if needs_no_parser else parsed(plain_sql(tokens))
    return united(scanned(tokens) if mentions is None else mentions)


def _is_parsable(tokens: list[Token]) -> bool:
    if len(tokens) > _MOST_TOKENS:
        return False
    depth = deepest = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST
