"""What a file's text holds, as far as that tells without parsing it: names, and statements."""

import re

from driftscan.extract.possessive import compiled

Words = frozenset[bytes]
"""The names that a text holds, in pieces without dots."""

_WORD = re.compile(rb"\w+")
# What a statement begins with, in a text, rather than a method that is called so.
_SQL = compiled(
    rb"(?i)(?:(?<![.\w>:])(?<!function )|(?<=\\[nrt]))"
    rb"(?:SELECT|INSERT|REPLACE|UPSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|WITH|COPY)\b(?![=;,).])"
)


def words_of(content: bytes) -> Words:
    """All names of a text, and whatever else looks like one."""
    return frozenset(_WORD.findall(content))


def may_hold_sql(code: bytes) -> bool:
    """Whether a text may hold a statement that names a table."""
    return bool(_SQL.search(code))
