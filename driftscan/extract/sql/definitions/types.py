"""Enumerations of a database that later statements change, which its parser has no words for."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.possessive import compiled
from driftscan.model.definition import ChangeFact, EntityFact, LabelFact

_NAME = r"(?:\"?\w+\"?\.)?\"?(?P<{}>\w+)\"?"
_ALTER = compiled(
    r"(?P<dropped>DROP)\s+TYPE\s+(?:IF\s+EXISTS\s+)?"
    + _NAME.format("gone")
    + r"|ALTER\s+TYPE\s+"
    + _NAME.format("name")
    + r"\s+(?:ADD\s+VALUE\s+(?:IF\s+NOT\s+EXISTS\s+)?"
    r"'(?P<added>[^']+)'|RENAME\s+VALUE\s+'(?P<old>[^']+)'\s+TO\s+'(?P<new>[^']+)'"
    r"|RENAME\s+TO\s+" + _NAME.format("renamed") + r")",
    re.IGNORECASE,
)


class Altered(Struct, frozen=True, gc=False):
    """One change of a type; what it does not change is ''."""

    name: str
    line: int
    added: str = ""
    old: str = ""
    new: str = ""
    renamed: str = ""
    is_gone: bool = False


def altered_type(statement: str, line: int) -> Altered | None:
    """None for any other statement."""
    found = _ALTER.search(statement) if "TYPE" in statement[:400].upper() else None
    if found is None:
        return None
    told = {key: value or "" for key, value in found.groupdict().items()}
    is_gone = bool(told.pop("dropped"))
    name = told.pop("gone") or told.pop("name")
    told.pop("name", None)
    return Altered(name=name, line=line, is_gone=is_gone, **told)


def with_altered(
    entities: Sequence[EntityFact], change: Altered
) -> tuple[list[EntityFact], list[ChangeFact]]:
    """The enumerations of a script after a change, and what it changes of those of other scripts.
    A label that is added to one of another script stands for itself."""
    own = [each for each in entities if each.name == change.name and each.form == "enum"]
    if own and not change.is_gone:
        return [_changed(each, change) if each in own else each for each in entities], []
    left = [each for each in entities if each not in own]
    if change.added and not change.is_gone:
        label = LabelFact(change.added, change.added, change.line)
        return [*left, EntityFact(change.name, "enum", change.line, (), (label,), True)], []
    return left, [_later(change)]


def _later(change: Altered) -> ChangeFact:
    action = "drop" if change.is_gone else "rename" if change.renamed else "rename label"
    new = change.renamed or change.new
    return ChangeFact("type", change.name, action, change.line, change.old, new)


def _changed(entity: EntityFact, change: Altered) -> EntityFact:
    if change.renamed:
        return replace(entity, name=change.renamed)
    labels = [
        LabelFact(change.new, change.new, each.line) if each.name == change.old else each
        for each in entity.labels
    ]
    if change.added:
        labels.append(LabelFact(change.added, change.added, change.line))
    return replace(entity, labels=tuple(labels))
