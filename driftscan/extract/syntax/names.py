"""Which names a file takes from the modules it depends on, where one statement names one module."""

import re
from collections import defaultdict
from collections.abc import Iterable

from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.fact import FileFacts, ImportContext, ImportFact
from driftscan.model.graph import Dependency, Module

_UNBOUND = int(ImportContext.DEFERRED | ImportContext.DYNAMIC)


def names_used(
    module: Module, references: Iterable[tuple[Dependency, Module]], facts: FileFacts
) -> tuple[NameUse, ...]:
    """One use for each name of an import statement, in the order of the text.

    A statement that leads to several modules takes each of them as a whole: which name comes from
    which one is not told by its line.
    """
    by_line: dict[int, list[Dependency]] = defaultdict(list)
    for dependency, _ in references:
        for line in dependency.lines:
            by_line[line].append(dependency)
    uses = []
    for fact in facts.imports:
        there = by_line.get(fact.line, [])
        for dependency in there:
            name = fact.name if len(there) == 1 else ""
            uses.append(
                NameUse(dependency.target, name, fact.line, dependency.kind, _bound(fact, name))
            )
    return tuple(dict.fromkeys(uses))


def may_define(content: bytes, name: str) -> bool:
    """Whether the name stands anywhere in a file as a word of its own."""
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    return re.search(rb"(?<![\w$])%b(?![\w$])" % word, content) is not None


def _bound(fact: ImportFact, name: str) -> str:
    if fact.context & _UNBOUND or name == EVERY_NAME:
        return ""
    return fact.alias or name
