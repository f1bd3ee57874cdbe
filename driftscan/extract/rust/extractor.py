"""Rust source as facts: imports, modules, paths in the code, and what a file declares."""

import re
from collections import defaultdict
from collections.abc import Iterator

from driftscan.extract.rust.declared import Declaration, declarations_of, places_of
from driftscan.extract.rust.macros import STAND_IN, Tokens, read_macros
from driftscan.extract.rust.paths import (
    PRIMITIVES,
    Segments,
    joined,
    names_module,
    segments_of,
    up_to_type,
)
from driftscan.extract.rust.scopes import Meaning, Scope, is_type, meanings
from driftscan.extract.rust.structure import Structure, Used, structure_of
from driftscan.extract.rust.tested import tested_lines
from driftscan.extract.rust.use_trees import GLOB
from driftscan.extract.syntax.parsed import Parsed, last_line_of, line_of, parse, text_of
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, Problem, UseFact

# The grammar has no words for a macro called as a primitive type is; all of cargo's tests call it.
_UNREADABLE = re.compile(rb"\bstr!\[")

_STANDARD = frozenset(["std", "core", "alloc"])
_NOT_PATHS = frozenset(["Self", "_", ""])


def extract(content: bytes) -> FileFacts:
    """Facts of one file; see driftscan/extract/rust/language.py for what they are written like."""
    parsed = parse(_UNREADABLE.sub(STAND_IN, content), "rust")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    structure = structure_of(parsed)
    if parsed.problems:
        # Where modules begin and end is then not sure, so none surely lacks a name.
        structure.open.extend([structure.top, *structure.inner])
    tokens = read_macros(structure)
    facts = FileFacts(
        imports=tuple(sorted(_imports(structure, tokens), key=_by_line)),
        uses=_uses(structure, tokens),
        declarations=_declarations(structure, tokens),
        problems=parsed.problems,
        tests=tuple(tested_lines(structure.attributes)),
    )
    return with_suppressions(parsed, facts, _statements(parsed))


def _imports(structure: Structure, tokens: Tokens) -> Iterator[ImportFact]:
    for module in structure.modules:
        if not module.inline:
            name = joined((*module.scope.names, module.name))
            for how, place in places_of(module):
                context = ImportContext.CONDITIONAL if how == "maybe" else ImportContext.PLAIN
                yield ImportFact(f"mod {name}", "", 0, module.line, int(context), place)
    for crate in structure.crates:
        yield ImportFact(f"extern crate {crate.name}", "", 0, crate.line, 0, crate.alias)
    for included in tokens.included:
        scope = joined(included.scope.names)
        yield ImportFact("include!", included.path, 0, included.line, 0, scope)
    own = {(name,) for name, _ in structure.macros}
    for used in structure.used:
        # `use shout as cry` lends paths to a macro of this file.
        if used.leaf.path != (GLOB,) and used.leaf.path not in own:
            yield from dict.fromkeys(_import(used, meaning) for meaning in _of_import(used))


def _of_import(used: Used) -> list[Meaning]:
    path = used.leaf.path
    if path[0] == used.leaf.bound and len(path) == 1:
        return [Meaning(path)]
    return meanings(path, used.scope)


def _import(used: Used, meaning: Meaning) -> ImportFact:
    path, level = meaning.path, 0
    if meaning.local >= 0:
        path, level = path[1:], meaning.local + 1
    module, name = (path[:-1], path[-1]) if len(path) > 1 else (path, "")
    context = ImportContext.REEXPORT if used.public else ImportContext.PLAIN
    if used.scope.around is not None:
        context |= ImportContext.DEFERRED
    return ImportFact(joined(module), name, level, used.line, int(context), used.leaf.alias)


def _uses(structure: Structure, tokens: Tokens) -> tuple[UseFact, ...]:
    lines: dict[str, set[int]] = defaultdict(set)
    for placed in structure.paths:
        for name in _names(segments_of(text_of(placed.node)), placed.scope):
            lines[name].add(line_of(placed.node))
    for mention in tokens.mentions:
        for name in _names(mention.path, mention.scope):
            lines[name].add(mention.line)
    own = {name for name, _ in structure.macros}
    for name, scope, line in tokens.called:
        if name not in own and name not in scope.imports:
            lines[f"{name}!"].add(line)
    return tuple(UseFact(name, tuple(sorted(lines[name]))) for name in sorted(lines))


def _names(path: Segments, scope: Scope) -> Iterator[str]:
    """What a path in the code may lead to that no import of this file leads to."""
    if len(path) < 2 or path[0] in _NOT_PATHS - {""} or is_type(path, scope):
        return
    for meaning in meanings(path, scope):
        head = meaning.path[0]
        if meaning.imported and (len(path) == 2 or not names_module(path[1]) or head in _STANDARD):
            continue
        if head not in ("crate", "self", "super", "") and (
            not names_module(head) or head in PRIMITIVES
        ):
            continue
        yield joined(up_to_type(meaning.path))


def _declarations(structure: Structure, tokens: Tokens) -> tuple[str, ...]:
    found = set(declarations_of(structure))
    for included in tokens.included:
        names = included.scope.names
        found.add(Declaration("open", names).text())
        if included.path:
            found.add(Declaration("include", names, how="at", place=included.path).text())
    return tuple(sorted(found))


def _statements(parsed: Parsed) -> Iterator[Statement]:
    for captured in parsed.matches("(use_declaration) @use"):
        for node in captured["use"]:
            yield Statement(line_of(node), last_line_of(node))


def _by_line(fact: ImportFact) -> int:
    return fact.line
