"""Values of a drafted rule as lines of YAML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from driftscan.migrate.draft import Arrow, Children, Component, Inside, Level, Order, Value, Words
from driftscan.notation.words import flow, item, scalar

Names = Mapping[str, str]
"""Key of a component to its name; other words stand for themselves."""

_WIDTH = 92


def key_lines(lead: str, key: str, value: Value, names: Names) -> Iterator[str]:
    """The lines of one key of a rule. lead: what stands before the key in its first line."""
    indent = " " * (len(lead) + 2)
    match value:
        case str():
            yield f"{lead}{key}: {value}"
        case Arrow():
            yield from _arrow(f"{lead}{key}", value, names, indent)
        case Component():
            yield f"{lead}{key}: {scalar(names[value.key])}"
        case Words():
            yield from list_lines(f"{lead}{key}", _named(value.words, names), indent)
        case Children():
            yield from list_lines(f"{lead}{key}", value.names, indent)
        case Inside():
            more = "".join(f", {name}: {_inline(text)}" for name, text in value.more)
            yield f"{lead}{key}: {{in: {item(names[value.component])}{more}}}"
        case Order():
            yield from _order(f"{lead}{key}", value, names, indent)


def _inline(value: str | Sequence[str]) -> str:
    return item(value) if isinstance(value, str) else flow(value)


def _named(words: Iterable[str], names: Names) -> list[str]:
    return [names.get(word, word) for word in words]


def _arrow(lead: str, arrow: Arrow, names: Names, indent: str) -> Iterator[str]:
    sources, targets = _named(arrow.sources, names), _named(arrow.targets, names)
    text = f"{', '.join(sources)} -> {', '.join(targets)}"
    line = f"{lead}: {scalar(text)}"
    if targets and len(line) <= _WIDTH:
        yield line
        return
    yield f"{lead}:"
    yield from list_lines(f"{indent}from", sources, f"{indent}  ")
    yield from list_lines(f"{indent}to", targets, f"{indent}  ")


def list_lines(lead: str, words: Sequence[str], indent: str) -> Iterator[str]:
    """A key with a list, in one line if it fits."""
    line = f"{lead}: {flow(words)}"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"{lead}:"
    yield from (f"{indent}- {scalar(word)}" for word in words)


def _order(lead: str, order: Order, names: Names, indent: str) -> Iterator[str]:
    known = {} if order.of_children else names
    levels = [_level(level, known) for level in order.levels]
    line = f"{lead}: [{', '.join(levels)}]"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"{lead}:"
    yield from (f"{indent}- {level}" for level in levels)


def _level(level: Level, names: Names) -> str:
    members = _named(level.members, names)
    plain = item(members[0]) if len(members) == 1 else flow(members)
    together = len(members) > 1 and not level.independent
    if not (level.closed or level.optional or together):
        return plain
    keys = [f"any: {flow(members)}" if together else f"layer: {plain}"]
    keys += ["closed: true"] * level.closed
    if level.optional:
        every = set(level.optional) == set(level.members)
        keys.append(f"optional: {'true' if every else flow(_named(level.optional, names))}")
    return f"{{{', '.join(keys)}}}"
