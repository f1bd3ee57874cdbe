"""Tables that one script both names and does away with: what SQLite needs to change a column."""

import re

from driftscan.extract.possessive import compiled
from driftscan.extract.sql.scanned import scanned
from driftscan.extract.sql.scripts import statements_of
from driftscan.extract.sql.tokens import tokens_of

_NAME = r"([^\s(;]++)"
_HEAD = 400
_LONGEST = 2_000
# `{{if .sqlite}} ALTER TABLE ...`
_TEMPLATE = compiled(r"^(?:\s*+\{\{[^}]*+\}\})*+\s*+")
_RENAME = compiled(
    rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?{_NAME}\s+RENAME\s+TO\s+{_NAME}", re.IGNORECASE
)
_CREATE = compiled(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)
_RENAMES = compiled(r"\bRENAME\s+TO\b", re.IGNORECASE)
_DROP = compiled(rf"DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)


def passing_names(script: str) -> set[str]:
    """The tables, in small letters, that a script renames another to and then drops, or that it
    makes in place of another, and then calls like that. What it makes and drops may be the way
    there and back again."""
    made: set[str] = set()
    dropped: set[str] = set()
    renamed: set[str] = set()
    gone: set[str] = set()
    if not _RENAMES.search(script):
        return gone  # as nearly all
    for statement in statements_of(script):
        head = _TEMPLATE.sub("", statement.text[:_LONGEST], count=1)[:_HEAD]
        if found := _RENAME.match(head):
            old, new = _name(found[1]), _name(found[2])
            if new in dropped:
                gone |= {old} & made
            renamed.add(new)
            gone.discard(new)
        elif found := _DROP.match(head):
            dropped.add(_name(found[1]))
            gone |= {_name(found[1])} & renamed
        elif found := _CREATE.match(head):
            made.add(_name(found[1]))
            gone.discard(_name(found[1]))
    return gone - {""}


def _name(written: str) -> str:
    """As accesses show it."""
    found = list(scanned(list(tokens_of(f"DROP TABLE {written}"))))
    return found[0].name.lower() if found else ""
