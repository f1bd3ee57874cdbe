"""Values of a manifest of what is deployed, read as the text that the program will see."""

import re
from collections.abc import Iterator

from driftscan.notation.node import Node

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.0)?")


def written(node: Node) -> str:
    """A string, number or truth value as text; '' for anything else."""
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value if isinstance(value, str) else ""


def number(text: str) -> int:
    """A port or count; 0 where it is none."""
    return int(float(text)) if _NUMBER.fullmatch(text.strip()) else 0


def each_text(node: Node) -> Iterator[tuple[str, int]]:
    """The texts of a list, or a lone text, with their lines."""
    for each in node.elements() if isinstance(node.value, list) else (node,):
        if text := written(each):
            yield (text, each.line)


def named_entries(node: Node) -> Iterator[tuple[str, Node]]:
    """Entries of a table; of a list, what each table in it calls its `name`."""
    yield from node.entries()
    for each in node.elements():
        if name := written(each.get("name")):
            yield (name, each)


def assignments(node: Node) -> Iterator[tuple[str, str | None, int]]:
    """Name, value and line of `NAME: value` or `- NAME=value`; the value is None where it is left
    to whoever starts the program."""
    for name, value in node.entries():
        if not isinstance(value.value, dict | list):
            yield (name, written(value) if value else None, value.line)
    for each in node.elements():
        name, equals, text = written(each).partition("=")
        if name.strip():
            yield (name.strip(), text if equals else None, each.line)


def word_pairs(node: Node) -> tuple[tuple[str, str], ...]:
    """Labels, sorted; as a table or a list of `key=value`."""
    return tuple(sorted((name, value or "") for name, value, _ in assignments(node)))


def command_line(*parts: Node) -> str:
    """Words of several commands in the order in which they are run."""
    return " ".join(text for part in parts for text, _ in each_text(part))
