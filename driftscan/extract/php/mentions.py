"""Names of classes that are only mentioned: PHP loads a class when something is done with it, not
when it is named."""

from collections.abc import Iterable, Iterator, Set

from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of
from driftscan.model.fact import ImportContext, ImportFact

_STATIC, _DYNAMIC = int(ImportContext.STATIC), int(ImportContext.DYNAMIC)
_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_NAMED = "class_constant_access_expression"
_COMPARED = frozenset({"===", "!==", "==", "!=", "<>"})
# What may stand between `X::class` and the attribute that it is handed to.
_ARGUMENTS = frozenset(
    {"argument", "arguments", "array_creation_expression", "array_element_initializer"}
)


def is_mentioned(name: Node) -> bool:
    """Whether a name stands in an `X::class` that is only a text: what an attribute is told, which
    is kept until somebody reads it by reflection, or what another text is compared with.

    Elsewhere `X::class` may well be loaded by whoever it is handed to, so that is not said of it.
    """
    access = name.parent
    if access is None or access.type != _NAMED or text_of(access.children[-1]).lower() != "class":
        return False
    above = access.parent
    if above is not None and above.type == "binary_expression":
        operator = above.child_by_field_name("operator")
        return operator is not None and text_of(operator) in _COMPARED
    while above is not None and above.type in _ARGUMENTS:
        above = above.parent
    return above is not None and above.type == "attribute"


def with_mentions(imports: Iterable[ImportFact], loading: Set[str]) -> Iterator[ImportFact]:
    """Imports of classes that no code does anything with are marked: a `use` alone loads nothing.

    loading: full names in lower case that code does something with, by their alias.
    """
    for fact in imports:
        is_class = not fact.context & (_STATIC | _DYNAMIC)
        if is_class and fact.module.lower() not in loading:
            yield replace(fact, context=fact.context | _TYPE_ONLY)
        else:
            yield fact
