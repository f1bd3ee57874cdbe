"""Enumerations of a database that later statements change, which its parser has no words for."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.possessive import compiled
from driftscan.model.definition import EntityFact, LabelFact

_NAME = r"(?:\"?\w+\"?\.)?\"?(?P<{}>\w+)\"?"
_ALTER = compiled(
    r"ALTER\s+TYPE\s+" + _NAME.format("name") + r"\s+(?:ADD\s+VALUE\s+(?:IF\s+NOT\s+EXISTS\s+)?"
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


def altered_type(statement: str, line: int) -> Altered | None:
    """None for any other statement."""
    found = _ALTER.search(statement) if "TYPE" in statement[:400].upper() else None
    if found is None:
        return None
    told = {key: value or "" for key, value in found.groupdict().items()}
    return Altered(line=line, **told)


def with_altered(entities: Sequence[EntityFact], change: Altered) -> list[EntityFact]:
    """The enumerations of a script after a change. A label that is added to an enumeration of
    another script stands for itself: the script's path says when that was."""
    own = [each for each in entities if each.name == change.name and each.form == "enum"]
    if not own:
        added = LabelFact(change.added, change.added, change.line)
        more = EntityFact(change.name, "enum", change.line, (), (added,), True)
        return [*entities, more] if change.added else list(entities)
    return [_changed(each, change) if each in own else each for each in entities]


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
