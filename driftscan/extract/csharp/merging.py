"""The facts of one file that was read twice."""

from collections import defaultdict
from operator import attrgetter

from msgspec.structs import replace

from driftscan.model.fact import FileFacts, ImportFact, UseFact


def merged(one: FileFacts, other: FileFacts) -> FileFacts:
    """What either of them says, each once. A problem of either is one of the file."""
    namespaces = [*one.namespaces]
    numbers = [0]
    for name in other.namespaces:
        if name not in namespaces:
            namespaces.append(name)
        numbers.append(namespaces.index(name) + 1)
    moved = (replace(fact, level=numbers[fact.level]) for fact in other.imports)
    imports: list[ImportFact] = sorted(
        dict.fromkeys((*one.imports, *moved)), key=attrgetter("line")
    )
    return FileFacts(
        imports=tuple(imports),
        problems=(*one.problems, *other.problems)[:1],
        uses=_uses(one, other),
        namespaces=tuple(namespaces),
        declarations=tuple(dict.fromkeys((*one.declarations, *other.declarations))),
    )


def _uses(one: FileFacts, other: FileFacts) -> tuple[UseFact, ...]:
    """A name that is surely a type in one of them is taken for one in both."""
    lines: dict[str, set[int]] = defaultdict(set)
    contexts: dict[str, int] = {}
    for use in (*one.uses, *other.uses):
        lines[use.name].update(use.lines)
        contexts[use.name] = contexts.get(use.name, use.context) & use.context
    return tuple(
        UseFact(name, tuple(sorted(lines[name])), contexts[name]) for name in sorted(lines)
    )
