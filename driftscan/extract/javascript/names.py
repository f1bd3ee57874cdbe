"""Which names a file takes from the modules it depends on, and from which of them."""

from collections import defaultdict
from collections.abc import Iterable

from driftscan.extract.syntax.names import may_define
from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.fact import FileFacts, ImportContext, ImportFact
from driftscan.model.graph import Dependency, Kind, Module

__all__ = ["may_define", "names_used"]

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_ERASED = int(ImportContext.ERASED)
_UNBOUND = int(ImportContext.DEFERRED | ImportContext.DYNAMIC)


def names_used(
    module: Module, references: Iterable[tuple[Dependency, Module]], facts: FileFacts
) -> tuple[NameUse, ...]:
    """One use for each name of a statement, in the order of the text.

    A line with statements that lead to several modules takes each of them as a whole: which name
    comes from which one is not told by the line.
    """
    by_line: dict[tuple[int, Kind], list[Dependency]] = defaultdict(list)
    for dependency, _ in references:
        for line in dependency.lines:
            by_line[line, dependency.kind].append(dependency)
    uses: list[NameUse] = []
    for fact in facts.imports:
        type_only = fact.context & _TYPE_ONLY or module.is_stub
        kind = Kind.TYPE_ONLY if type_only else Kind.IMPORT
        there = by_line.get((fact.line, kind), [])
        if fact.context & _ERASED and not there:
            kind = Kind.TYPE_ONLY
            there = by_line.get((fact.line, kind), [])
        name = fact.name if len(there) == 1 else ""
        uses += [NameUse(each.target, name, fact.line, kind, _bound(fact, name)) for each in there]
    return tuple(dict.fromkeys(uses))


def _bound(fact: ImportFact, name: str) -> str:
    """What the name is called here: in `export { a as b } from`, b is passed on without being
    bound, which for those who follow names is the same."""
    if fact.context & _UNBOUND or name == EVERY_NAME:
        return ""
    return fact.alias or name
