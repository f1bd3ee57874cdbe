"""A document as a flat list of settings, and those of them that matter as facts."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from driftscan.extract.settings.interest import matters
from driftscan.extract.settings.texts import config_text
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts, ValueFact
from driftscan.notation.node import KeyPath, Node

_DEEPEST = 60
_MOST = 1_000
_LONGEST_KEY = 500
_OF_SYMFONY = re.compile(r"when@(\w+)\.(.+)")


class Entry(Struct, frozen=True):
    """A key and its value, as text. line: of the value."""

    key: str
    value: str
    line: int


def entries_of(document: Node, separator: str = ".") -> Iterator[Entry]:
    """Every value that is written in a document, in its order; keys joined."""
    open_: list[tuple[object, KeyPath, str]] = [(document.value, document.path, "")]
    while open_:
        value, path, key = open_.pop()
        if isinstance(value, dict | list):
            if len(path) < _DEEPEST and len(key) < _LONGEST_KEY:
                open_ += reversed(list(_below(value, path, key, separator)))
        elif text := written(value):
            yield Entry(key, text, Node(value, document.lines, path).line)


def _below(
    value: dict[str, object] | list[object], path: KeyPath, key: str, separator: str
) -> Iterator[tuple[object, KeyPath, str]]:
    if isinstance(value, dict):
        start = f"{key}{separator}" if key else ""
        for name, each in value.items():
            yield each, (*path, name), f"{start}{name}"
    else:
        # .NET counts as if a list were a table; all others write brackets.
        for at, each in enumerate(value):
            item = f"{key}:{at}" if separator == ":" else f"{key}[{at}]"
            yield each, (*path, at), item


def written(value: object) -> str:
    """A value as a person wrote it; '' where nothing is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def settings(
    entries: Iterable[Entry],
    scopes: Iterable[str] = ("",),
    wanted: Callable[[str, str], bool] = matters,
) -> ServiceFacts:
    """Those that matter, a line for each scope."""
    each_scope = tuple(scopes)
    found: list[ValueFact] = []
    for entry in entries:
        if not wanted(entry.key, entry.value):
            continue
        if len(found) >= _MOST:
            problem = Problem("too-large", f"more than {_MOST} settings; only the first were read")
            return ServiceFacts(values=tuple(found), problems=(problem,))
        own = _OF_SYMFONY.fullmatch(entry.key)
        key, scoped = (own[2], (own[1],)) if own else (entry.key, each_scope)
        text = config_text(entry.value)
        found += [ValueFact("setting", key, text, entry.line, scope) for scope in scoped]
    return ServiceFacts(values=tuple(found))
