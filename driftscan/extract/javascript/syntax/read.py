"""One parsed text, of whichever grammar, to the facts of its file."""

from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.syntax.calls import Call, facts_of, read_call
from driftscan.extract.javascript.syntax.comments import documented, references
from driftscan.extract.javascript.syntax.erased import with_erased
from driftscan.extract.javascript.syntax.exports import Exports
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.javascript.syntax.queries import wanted
from driftscan.extract.javascript.syntax.statements import imported, passed_on
from driftscan.extract.syntax.parsed import Captured, Parsed, last_line_of, line_of
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportContext, ImportFact

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_REQUIRED = int(ImportContext.REQUIRED)
_REEXPORT = int(ImportContext.REEXPORT)


class Found(Struct):
    """What a pass over the tree collects. augmented: `declare module "x"`, which is only a
    reference where the file is itself a module."""

    facts: list[ImportFact]
    statements: list[Statement]
    calls: list[Call]
    augmented: list[ImportFact]
    exports: Exports
    is_module: bool = False


def read(parsed: Parsed, more: Sequence[ImportFact] = (), may_erase: bool = False) -> FileFacts:
    """The facts of a text. more: facts that stand outside of it, as `<script src>` does. may_erase:
    it is all that there is of a file, and a compiler leaves out imports of types."""
    found = Found([], [], [], [], Exports())
    is_javascript = parsed.grammar == "javascript"
    for query in wanted(parsed.content, is_javascript):
        for captured in parsed.matches(query):
            _take(captured, found)
    found.calls.sort(key=attrgetter("at"))
    called, problems = facts_of(parsed, found.calls)
    own = with_erased(parsed, found.facts) if may_erase else found.facts
    facts = [*more, *own, *called, *references(parsed)]
    facts += documented(parsed) if is_javascript else ()
    facts += found.augmented if found.is_module else ()
    facts.sort(key=_line)
    read_facts = FileFacts(
        imports=tuple(dict.fromkeys(facts)),
        problems=(*parsed.problems, *problems),
        exports=found.exports.fact(found.is_module),
    )
    return with_suppressions(parsed, read_facts, found.statements)


def _take(captured: Captured, found: Found) -> None:
    if "import" in captured:
        _statement(captured["import"][0], found)
    elif "passed_on" in captured:
        node = captured["passed_on"][0]
        found.facts += passed_on(node)
        found.statements.append(Statement(line_of(node), last_line_of(node)))
    elif "export" in captured:
        found.is_module = True
        found.exports.statement(captured["export"][0])
    elif "value" in captured:
        found.exports.assignment(captured)
    elif "augmented" in captured:
        _augmented(captured["augmented"][0], found)
    elif "source" in captured:
        node = captured["source"][0]
        passed = _REEXPORT | _REQUIRED
        found.facts.append(ImportFact(literal(node) or "", "", 0, line_of(node), passed))
    elif (call := read_call(captured)) is not None:
        found.calls.append(call)


def _statement(node: Node, found: Found) -> None:
    found.facts += imported(node)
    found.statements.append(Statement(line_of(node), last_line_of(node)))
    # At the top; an import in `declare module "x" {}` makes no module of the file.
    found.is_module = found.is_module or node.start_point[1] == 0


def _augmented(node: Node, found: Found) -> None:
    module = literal(node)
    if module and "*" not in module:
        found.augmented.append(ImportFact(module, "", 0, line_of(node), _TYPE_ONLY))


def _line(fact: ImportFact) -> int:
    return fact.line
