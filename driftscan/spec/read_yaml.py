"""YAML text to Tree, from parse events and without recursion: no nesting can exhaust the stack.

PyYAML's compose recurses in C and dies of some ten thousand brackets; the events beneath it come
one by one, so nesting is refused as soon as it is too deep.
"""

from collections.abc import Iterator

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from driftscan.spec.problem import InvalidSpecError, Position, SpecProblem, quoted
from driftscan.spec.tree import Path, Tree, Value
from driftscan.spec.yaml_errors import syntax_problem

MAX_DEPTH = 20
# Several times what 500 components and as many rules take; bounds the work of later stages.
MAX_VALUES = 50_000

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str) -> tuple[Tree, list[SpecProblem]]:
    """The tree of the text and the problems it has; raises SpecError when it is not YAML."""
    builder = _Builder()
    try:
        for event in _one_document(text, builder.problems):
            builder.take(event)
            if builder.depth > MAX_DEPTH:
                raise InvalidSpecError(file, [*builder.problems, _too_deep(event)])
            if builder.values > MAX_VALUES:
                raise InvalidSpecError(file, [_too_many(event)])
    except yaml.YAMLError as error:
        raise InvalidSpecError(file, [*builder.problems, syntax_problem(error, text)]) from None
    return Tree(builder.root, builder.positions, frozenset(builder.refused)), builder.problems


def _one_document(text: str, problems: list[SpecProblem]) -> Iterator[Event]:
    """Events up to the end of the first document."""
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "a second document begins here; a spec is one document, remove the '---'"
                problems.append(SpecProblem(_start(event), message))
                return
        yield event


def _start(event: Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position()


def _too_deep(event: Event) -> SpecProblem:
    message = f"this is nested more than {MAX_DEPTH} deep; a spec needs no more than 8"
    return SpecProblem(_start(event), message)


def _too_many(event: Event) -> SpecProblem:
    message = f"the file has more than {MAX_VALUES:,} keys and values; a spec is one page"
    return SpecProblem(_start(event), message)


class _Open:
    """A mapping or list whose end has not come; ignored ones are read but lead nowhere."""

    def __init__(self, path: Path, value: list[Value] | dict[str, Value], ignored: bool) -> None:
        self.path = path
        self.value = value
        self.ignored = ignored
        self.key: str | None = None
        self.awaits_key = isinstance(value, dict)
        self.drops_entry = False


class _Builder:
    """Takes events one by one; root, positions, refused and problems are the outcome.

    values: how many keys, texts, lists and mappings came so far.
    """

    def __init__(self) -> None:
        self.root: Value = None
        self.positions: dict[Path, Position] = {}
        self.refused: set[Path] = set()
        self.problems: list[SpecProblem] = []
        self.values = 0
        self._open: list[_Open] = []

    @property
    def depth(self) -> int:
        """How many collections are open."""
        return len(self._open)

    def take(self, event: Event) -> None:
        """Add what one event says."""
        self.values += isinstance(event, ScalarEvent | CollectionStartEvent)
        if isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, CollectionStartEvent):
            self._refuse_extras(event)
            self._begin(event)
        elif isinstance(event, ScalarEvent):
            self._refuse_extras(event)
            self._scalar(event)
        elif isinstance(event, AliasEvent):
            self._alias(event)

    def _begin(self, event: CollectionStartEvent) -> None:
        value: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        top = self._open[-1] if self._open else None
        if top and top.awaits_key:
            self._note(event, "a key must be a plain word, not a list or a mapping")
            self._open.append(_Open(top.path, value, ignored=True))
            return
        path = self._put(event, value)
        self._open.append(_Open(path, value, bool(top and (top.ignored or top.drops_entry))))

    def _close(self) -> None:
        closed = self._open.pop()
        if self._open and self._open[-1].awaits_key and closed.ignored:
            self._open[-1].awaits_key = False
            self._open[-1].drops_entry = True
        elif self._open:
            self._entry_done()

    def _scalar(self, event: ScalarEvent) -> None:
        if self._open and self._open[-1].awaits_key:
            self._begin_entry(event, event.value)
            return
        nothing = not event.style and event.value in _NOTHING
        self._put(event, None if nothing else event.value)
        self._entry_done()

    def _alias(self, event: AliasEvent) -> None:
        name = quoted(f"*{event.anchor}")
        self._note(
            event,
            f"{name} is read as a YAML alias, which a spec does not have; write the value out, "
            "or put quotes around text that begins with *",
        )
        if self._open and self._open[-1].awaits_key:
            self._open[-1].awaits_key = False
            self._open[-1].drops_entry = True
            return
        self.refused.add(self._put(event, None))
        self._entry_done()

    def _begin_entry(self, event: ScalarEvent, key: str) -> None:
        """A key: what comes next is its value."""
        top = self._open[-1]
        assert isinstance(top.value, dict)
        top.awaits_key = False
        top.key = key
        if top.ignored:
            return
        if key in top.value:
            first = self.positions[(*top.path, key)].line
            self._note(event, f"{quoted(key)} is written twice, first in line {first}; keep one")
            top.drops_entry = True
        else:
            self.positions[(*top.path, key)] = _start(event)

    def _put(self, event: Event, value: Value) -> Path:
        """Put a value where it belongs and return its path."""
        if not self._open:
            self.root = value
            return ()
        top = self._open[-1]
        if top.ignored or top.drops_entry:
            return top.path
        if isinstance(top.value, list):
            top.value.append(value)
            path: Path = (*top.path, len(top.value) - 1)
            self.positions[path] = _start(event)
            return path
        assert top.key is not None
        top.value[top.key] = value
        return (*top.path, top.key)

    def _entry_done(self) -> None:
        if self._open and isinstance(self._open[-1].value, dict):
            self._open[-1].awaits_key = True
            self._open[-1].drops_entry = False

    def _refuse_extras(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor:
            name = quoted(f"&{event.anchor}")
            self._note(
                event,
                f"{name} is read as a YAML anchor, which a spec does not have; remove it, "
                "or put quotes around text that begins with &",
            )
        if event.tag:
            name = quoted(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._note(
                event,
                f"{name} is read as a YAML tag, which a spec does not have; remove it, "
                "or put quotes around text that begins with !",
            )

    def _note(self, event: Event, message: str) -> None:
        self.problems.append(SpecProblem(_start(event), message))
