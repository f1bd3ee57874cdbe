"""Import facts of one file, whose targets are known by line, to the names that it takes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.fact import FileFacts, ImportContext, ImportFact
from driftscan.model.graph import Dependency, Kind, Module

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_UNBOUND = int(ImportContext.DEFERRED | ImportContext.DYNAMIC)

Reference = tuple[Dependency, Module]


def names_used(
    module: Module, references: Iterable[Reference], facts: FileFacts
) -> tuple[NameUse, ...]:
    """One use for each fact that leads to a module of the tree, in the order of the text.

    references: the module's dependencies, each with the module it leads to. `from m import n`
    takes the module m.n if the statement leads there, else the name n of m.
    """
    by_line: dict[tuple[int, Kind], list[Reference]] = defaultdict(list)
    for dependency, target in references:
        for line in dependency.lines:
            by_line[line, dependency.kind].append((dependency, target))
    uses = [
        _use(module, fact, kind, by_line[fact.line, kind])
        for fact in facts.imports
        if (fact.line, kind := _kind(module, fact)) in by_line
    ]
    return tuple(use for use in uses if use is not None)


def may_define(content: bytes, name: str) -> bool:
    """Whether a line begins as one that binds the name: a function, a class, a variable, or an
    import, be it from outside the tree or of a compiled module."""
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    pattern = (
        rb"(?m)^[ \t]*(?:(?:async[ \t]+)?(?:def|class|type)[ \t]+%b\b|%b[ \t]*(?:[:=,\[]|$)"
        rb"|(?:from[ \t]+[\w.]+[ \t]+)?import\b[^\n#]*\b%b\b(?![ \t]+as\b|\.))"
    )
    return re.search(pattern % (word, word, word), content) is not None


def _kind(module: Module, fact: ImportFact) -> Kind:
    type_only = fact.context & _TYPE_ONLY or module.path.endswith(b".pyi")
    return Kind.TYPE_ONLY if type_only else Kind.IMPORT


def _use(
    module: Module, fact: ImportFact, kind: Kind, there: Sequence[Reference]
) -> NameUse | None:
    written = _absolute(module, fact)
    own_name = fact.name not in ("", EVERY_NAME)
    found = _named(f"{written}.{fact.name}".lstrip("."), there) if own_name else None
    if found is not None:
        return NameUse(found, "", fact.line, kind, _bound(fact))
    found = _named(written, there)
    if found is None and len(there) == 1:
        found = there[0][0].target  # written in a way of its own, yet nothing else is there
    return None if found is None else NameUse(found, fact.name, fact.line, kind, _bound(fact))


def _absolute(module: Module, fact: ImportFact) -> str:
    """The dotted name of what stands after `from` or `import`."""
    if not fact.level:
        return fact.module
    parts = module.name.split(".")
    package = parts if module.is_package else parts[:-1]
    base = package[: len(package) - fact.level + 1]
    return ".".join(filter(None, (*base, fact.module)))


def _named(dotted: str, there: Sequence[Reference]) -> int | None:
    """The module of this name; a source root may begin further up or down than the name does."""
    fitting = [
        (-len(target.name), dependency.target)
        for dependency, target in there
        if f".{target.name}".endswith(f".{dotted}") or f".{dotted}".endswith(f".{target.name}")
    ]
    exact = [dependency.target for dependency, target in there if target.name == dotted]
    return min(exact) if exact else min(fitting)[1] if fitting else None


def _bound(fact: ImportFact) -> str:
    if fact.context & _UNBOUND or fact.name == EVERY_NAME:
        return ""
    return fact.alias or fact.name or ("" if "." in fact.module else fact.module)
