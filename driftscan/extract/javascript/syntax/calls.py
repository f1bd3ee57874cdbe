"""`require("x")`, `import("x")` and the like: calls that load a module, and types that name one."""

import re
from collections.abc import Sequence

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.syntax.literals import first_argument, literal
from driftscan.extract.javascript.syntax.scopes import contexts_of
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.parsed import Captured, Parsed, line_of
from driftscan.model.fact import ImportContext, ImportFact, Problem

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_DYNAMIC = int(ImportContext.DYNAMIC)
_REQUIRED = int(ImportContext.REQUIRED)
_STATIC = int(ImportContext.STATIC)
KINDS = ("dynamic", "required", "resolved", "started")
# A promise has no other names: `import("x").Name` is a type.
_OF_TYPE = compiled(rb"\s*+\.\s*+(?!(?:then|catch|finally)\b)[\w$]")
_TYPEOF = re.compile(rb"typeof\s{1,9}$")
_BEFORE = 16


class Call(Struct, frozen=True):
    """One call. kind: of KINDS; at, end: positions in the content."""

    kind: str
    at: int
    end: int
    line: int
    module: str | None


def read_call(captured: Captured) -> Call | None:
    """The call of a match, if it is one."""
    kind = next((kind for kind in KINDS if kind in captured), "")
    if not kind:
        return None
    node: Node = captured[kind][0]
    argument = first_argument(captured["arguments"][0])
    if argument is None:
        return None
    return Call(kind, node.start_byte, node.end_byte, line_of(node), literal(argument))


def facts_of(parsed: Parsed, calls: Sequence[Call]) -> tuple[list[ImportFact], list[Problem]]:
    """The facts of the calls with a literal name, and a problem for each of those without."""
    facts: list[ImportFact] = []
    problems: list[Problem] = []
    for call, around in zip(calls, contexts_of(parsed, [call.at for call in calls]), strict=True):
        if call.module is None:
            if call.kind != "resolved":
                what = "import()" if call.kind == "dynamic" else "require()"
                problems.append(Problem("not-literal", f"{what} of a computed name", call.line))
        elif call.module:
            facts.append(ImportFact(call.module, "", 0, call.line, around | _own(parsed, call)))
    return facts, problems


def _own(parsed: Parsed, call: Call) -> int:
    """What the call is by itself. STATIC: its name is made out, but loading is left to others."""
    if call.kind == "required":
        return _REQUIRED
    if call.kind != "dynamic":
        return _DYNAMIC | _STATIC | (_REQUIRED if call.kind == "resolved" else 0)
    before = parsed.content[max(0, call.at - _BEFORE) : call.at]
    if _OF_TYPE.match(parsed.content, call.end) or _TYPEOF.search(before):
        return _TYPE_ONLY
    return _DYNAMIC
