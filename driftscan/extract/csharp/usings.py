"""`using` directives as import facts."""

from tree_sitter import Node

from driftscan.extract.csharp.written import written
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.fact import ImportContext, ImportFact

_BITS = {"static": int(ImportContext.STATIC), "global": int(ImportContext.GLOBAL)}


def using_fact(directive: Node, namespace: int) -> ImportFact:
    """One directive. Its level tells where it stands: 0 at the top of the file, else the number
    of the namespace around it, from 1. Of an alias for what has no name the module is ''."""
    alias = directive.child_by_field_name("name")
    named = [child for child in directive.named_children if child != alias]
    target = next((name for child in reversed(named) if (name := written(child))), "")
    context = sum({_BITS[child.type] for child in directive.children if child.type in _BITS})
    bound = text_of(alias).removeprefix("@") if alias is not None else ""
    return ImportFact(target, "", namespace, line_of(directive), context, bound)
