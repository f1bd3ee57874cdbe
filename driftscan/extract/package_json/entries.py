"""Where the code of a package is entered: `main` and its kin, `exports` and `imports`."""

from collections.abc import Iterator

from driftscan.model.fact import SettingFact
from driftscan.notation.node import Node

_FIELDS = ("types", "typings", "source", "svelte", "module", "main", "browser", "type")
_MOST_ENTRIES = 5_000


def entry_fields(document: Node) -> Iterator[SettingFact]:
    """Fields that name one file each."""
    for field in _FIELDS:
        node = document.get(field)
        if node.text:
            yield SettingFact("main", (field, node.text), node.line)
    meteor = document.get("meteor")
    if meteor.is_table:
        server = meteor.get("mainModule").get("server").text
        yield SettingFact("main", ("meteor", server), meteor.line)


def condition_table(table: Node) -> list[SettingFact]:
    """A row per target: (key, target, conditions...), in the order in which they are tried.

    A table without keys that begin with '.' or '#' is all about '.', the package itself.
    """
    keys = [key for key, _ in table.entries()]
    if not table or not (keys and keys[0].startswith((".", "#"))):
        rows = [(table, ".", ())] if table else []
    else:
        rows = [(target, key, ()) for key, target in table.entries()]
    found: list[SettingFact] = []
    pending: list[tuple[Node, str, tuple[str, ...]]] = list(reversed(rows))
    while pending and len(found) < _MOST_ENTRIES:
        node, key, conditions = pending.pop()
        if node.is_table:
            below = [(each, key, (*conditions, name)) for name, each in node.entries()]
            pending += reversed(below)
        elif isinstance(node.value, list):
            pending += reversed([(each, key, conditions) for each in node.elements()])
        elif node.text or node.value is None:
            setting = table.name
            found.append(SettingFact(setting, (key, node.text, *conditions), node.line))
    return found
