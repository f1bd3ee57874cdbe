"""What a file's text holds, as far as that tells without parsing it: names, and statements."""

from driftscan.extract.possessive import compiled

Words = frozenset[bytes]
"""The names that a text holds, in pieces without dots."""

_OF_WORDS = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WITHOUT_OTHERS = bytes(each if each in _OF_WORDS else ord(" ") for each in range(256))
# What a statement begins with, in a text, rather than a method that is called so.
_SQL = compiled(
    rb"(?i)(?:(?<![.\w>:])(?<!function )|(?<=\\[nrt]))"
    rb"(?:SELECT|INSERT|REPLACE|UPSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|WITH|COPY)\b(?![=;,).])"
)


def words_of(content: bytes) -> Words:
    """All names of a text, and whatever else looks like one."""
    return frozenset(content.translate(_WITHOUT_OTHERS).split())  # half the time of a pattern


def may_hold_sql(code: bytes) -> bool:
    """Whether a text may hold a statement that names a table."""
    return bool(_SQL.search(code))
