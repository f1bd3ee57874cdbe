"""Enumerations of a database that later statements change, which its parser has no words for."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.possessive import compiled
from driftscan.model.definition import EntityFact, LabelFact

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


def with_altered(entities: Sequence[EntityFact], change: Altered) -> list[EntityFact]:
    """The enumerations of a script after a change. A label that is added to an enumeration of
    another script stands for itself: the script's path says when that was."""
    own = [each for each in entities if each.name == change.name and each.form == "enum"]
    if change.is_gone or (change.renamed and not own):
        # Nothing stands there any more: an enumeration without labels says that of other scripts'.
        gone = EntityFact(change.name, "enum", change.line)
        return [*(each for each in entities if each not in own), gone]
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
