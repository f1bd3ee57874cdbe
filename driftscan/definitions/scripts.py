"""Tables and enumerations of a component as its SQL scripts leave them, one after the other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.definition import ChangeFact, EntityFact, FieldFact, LabelFact

_SCRIPT = re.compile(rb"\.(?:sql|ddl|psql|pgsql)$", re.IGNORECASE)
# The half of a migration that undoes it, where it is a file of its own; Flyway's begin with U.
_UNDONE = re.compile(
    rb"(?:^|[._-])(?:down|undo|rollback|revert)\.sql$|^(?:undo|rollback|revert)[._-]|^U\d[\w.]*__",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rb"[vV]?\d")
# Flyway's: of all its folders together, by version.
_VERSION = re.compile(rb"(?:^|/)V(\d[\d._]*?)__[^/]*$")
_FORMS = {"table": "table", "type": "enum"}


class Stands(Struct, frozen=True):
    """Something that a script leaves, and where it was made."""

    path: bytes
    fact: EntityFact


_Key = tuple[bytes, str, str]


class Script(Struct, frozen=True):
    """entities and changes: each in the order of the text."""

    path: bytes
    entities: tuple[EntityFact, ...]
    changes: tuple[ChangeFact, ...]


def is_script(path: bytes) -> bool:
    """Whether a file is SQL that is run."""
    return bool(_SCRIPT.search(path))


def left_by(scripts: Iterable[Script]) -> list[Stands]:
    """What stands after all scripts of a component, in the order that their numbers say. Of those
    without a number all is made first, and what they do to what others make comes last."""
    state = _State()
    done = _in_turn([each for each in scripts if not _is_undone(each.path)])
    for script in done:
        for event in _events(script):
            if is_numbered(script.path) or not _is_for_others(event, script):
                state.after(script.path, event)
    for script in (each for each in done if not is_numbered(each.path)):
        for change in script.changes:
            if _is_for_others(change, script):
                state.after(script.path, change)
    return state.left()


def _is_undone(path: bytes) -> bool:
    return bool(_UNDONE.search(path.rpartition(b"/")[2]))


def is_numbered(path: bytes) -> bool:
    """Whether a script, or the folder of its own, bears the number of its turn."""
    return any(map(_NUMBERED.match, path.split(b"/")[-2:]))


def _is_for_others(event: EntityFact | ChangeFact, script: Script) -> bool:
    """Whether a script changes what it has not made itself."""
    made = {each.name.lower() for each in script.entities if not each.is_open}
    return isinstance(event, ChangeFact) and event.name.lower() not in made


def _in_turn(scripts: Iterable[Script]) -> list[Script]:
    """In the order of their paths, those with a version by version, in whichever folder they are:
    unless two folders have one version each, and are two databases."""
    done = sorted(scripts, key=lambda each: _order(each.path))
    versions = {each.path: _version(each.path) for each in done}
    told = [version for version in versions.values() if version]
    if len(set(told)) < len(told):
        return done
    return sorted(done, key=lambda each: versions[each.path])


def _version(path: bytes) -> tuple[int, ...]:
    """() for none."""
    found = _VERSION.search(path)
    return tuple(map(int, re.findall(rb"\d+", found[1]))) if found else ()


def _order(path: bytes) -> list[tuple[int, int, bytes]]:
    """`V2__a.sql` comes before `V10__b.sql`."""
    parts = re.split(rb"(\d+)", path)
    return [(1, int(each), b"") if each.isdigit() else (0, 0, each) for each in parts]


def _events(script: Script) -> list[EntityFact | ChangeFact]:
    """In the order of the text; what is there before what changes it, where a line holds both."""
    both: list[EntityFact | ChangeFact] = [*script.entities, *script.changes]
    return sorted(both, key=lambda each: (each.line, isinstance(each, ChangeFact)))


def series_of(path: bytes) -> bytes:
    """The folder whose scripts follow each other: that of the script, or of the folder of its own
    that bears the number (`0003_orders/up.sql`)."""
    folder, _, name = path.rpartition(b"/")
    if _NUMBERED.match(name) or not _NUMBERED.match(folder.rpartition(b"/")[2]):
        return folder
    return folder.rpartition(b"/")[0]


class _State:
    """What stands, by series, form and name; under one name several where a table is made twice."""

    def __init__(self) -> None:
        self._held: dict[_Key, list[Stands]] = defaultdict(list)

    def left(self) -> list[Stands]:
        each = (one for held in self._held.values() for one in held)
        return [one for one in each if one.fact.fields or one.fact.labels]

    def after(self, path: bytes, event: EntityFact | ChangeFact) -> None:
        """One more statement."""
        if isinstance(event, ChangeFact):
            series = series_of(path)
            for key in self._meant(series, _FORMS[event.what], event.name):
                # What another series drops, it makes itself.
                if event.action != "drop" or key[0] == series:
                    self._change(key, event)
            return
        key = (series_of(path), event.form, event.name.lower())
        known = self._meant(*key) if event.is_open else []
        for one in known:
            self._held[one] = [_with_more(each, event) for each in self._held[one]]
        if not known:
            is_new = event.form == "enum" and not event.is_open
            self._held[key] = [*([] if is_new else self._held[key]), Stands(path, event)]

    def _meant(self, series: bytes, form: str, name: str) -> list[_Key]:
        """Those of the same series, else those of any."""
        own = (series, form, name.lower())
        if self._held.get(own):
            return [own]
        return [key for key, held in self._held.items() if key[1:] == own[1:] and held]

    def _change(self, key: _Key, change: ChangeFact) -> None:
        if change.action == "drop":
            for one in (key, *self._of_columns(key)):
                self._held.pop(one, None)
        elif change.action == "rename":
            for one in (key, *self._of_columns(key)):
                self._move(one, (key[0], one[1], change.new.lower() + one[2][len(key[2]) :]))
        else:
            self._held[key] = [replace(e, fact=_changed(e.fact, change)) for e in self._held[key]]
            self._change_column(key, change)

    def _change_column(self, key: _Key, change: ChangeFact) -> None:
        column = (key[0], "enum", f"{key[2]}.{change.old.lower()}")
        if change.action == "drop field":
            self._held.pop(column, None)
        elif change.action == "rename field" and column in self._held:
            self._move(column, (key[0], "enum", f"{key[2]}.{change.new.lower()}"))

    def _of_columns(self, key: _Key) -> list[_Key]:
        """Enumerations that columns of a table have."""
        return [each for each in self._held if each[2].startswith(f"{key[2]}.") and each != key]

    def _move(self, key: _Key, to: _Key) -> None:
        held = self._held.pop(key)
        self._held[to] = [replace(each, fact=replace(each.fact, name=to[2])) for each in held]


def _with_more(stands: Stands, more: EntityFact) -> Stands:
    """With further columns or labels; those that are there stay as they are."""
    fact = stands.fact
    fields = (*fact.fields, *_new(fact.fields, more.fields))
    labels = (*fact.labels, *_new(fact.labels, more.labels))
    return replace(stands, fact=replace(fact, fields=fields, labels=labels))


_Part = TypeVar("_Part", FieldFact, LabelFact)


def _new(held: Sequence[_Part], more: Sequence[_Part]) -> Iterator[_Part]:
    known = {each.name for each in held}
    return (each for each in more if each.name not in known)


def _changed(fact: EntityFact, change: ChangeFact) -> EntityFact:
    if change.action == "rename label":
        new = LabelFact(change.new, change.new, change.line)
        labels = tuple(new if each.name == change.old else each for each in fact.labels)
        return replace(fact, labels=labels)
    fields = (_changed_field(e, change) if _is(e, change) else e for e in fact.fields)
    return replace(fact, fields=tuple(each for each in fields if each is not None))


def _is(field: FieldFact, change: ChangeFact) -> bool:
    return field.name.lower() == change.old.lower()


def _changed_field(field: FieldFact, change: ChangeFact) -> FieldFact | None:
    match change.action:
        case "drop field":
            return None
        case "rename field":
            return replace(field, name=change.new)
        case "set type":
            return replace(field, type=change.new)
        case "need field":
            return replace(field, nullable=False)
        case "allow nothing":
            return replace(field, nullable=True)
    return field
