"""`using` directives as import facts."""

import re

from tree_sitter import Node

from driftscan.extract.csharp.written import written
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.fact import ImportContext, ImportFact

_BITS = {"static": int(ImportContext.STATIC), "global": int(ImportContext.GLOBAL)}
# `using A.B;`, as nearly all are: what it names can be read off.
_PLAIN = re.compile(
    rb"using[ \t]+((?!(?:static|global|unsafe)\b)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,38});"
)


def using_fact(directive: Node, namespace: int) -> ImportFact:
    """One directive. Its level tells where it stands: 0 at the top of the file, else the number
    of the namespace around it, from 1. Of an alias for what has no name the module is ''."""
    line = line_of(directive)
    plain = _PLAIN.fullmatch(directive.text or b"") if not directive.has_error else None
    if plain is not None:
        return ImportFact(plain[1].decode(), "", namespace, line)
    alias = directive.child_by_field_name("name")
    named = [child for child in directive.named_children if child != alias]
    target = next((name for child in reversed(named) if (name := written(child))), "")
    context = sum({_BITS[child.type] for child in directive.children if child.type in _BITS})
    bound = text_of(alias).removeprefix("@") if alias is not None else ""
    return ImportFact(target, "", namespace, line, context, bound)
