"""What a class is made of, or into: `static fromApi(given: ApiTake)`, `toApi(): ApiTake`; and what
it says that it agrees with: `class TakeDto implements ITake`."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.phrases import named
from driftscan.extract.syntax.terms.reading import child_text

_MOST = 20  # names of one class
_SIGNATURE = ("parameters", "return_type")


def turned_of(node: Node) -> tuple[str, ...]:
    """Names of types that methods of a class take or give, or that it implements, sorted; not the
    class itself."""
    found = {
        each
        for part in (*_signatures(node.child_by_field_name("body")), *_implemented(node))
        for each in _types(part)
    }
    return tuple(sorted(found - {child_text(node, "name")}))[:_MOST]


def _signatures(body: Node | None) -> Iterator[Node | None]:
    for each in named(body) if body is not None else ():
        if each.type == "method_definition":
            yield from (each.child_by_field_name(field) for field in _SIGNATURE)


def _implemented(node: Node) -> Iterator[Node]:
    for heritage in named(node):
        if heritage.type == "class_heritage":
            yield from (each for each in named(heritage) if each.type == "implements_clause")


def _types(node: Node | None) -> Iterator[str]:
    """Every name of a type in a part of a signature; of `Api.Take` the last."""
    pending = [node] if node is not None else []
    while pending:
        each = pending.pop()
        if each.type == "nested_type_identifier":
            yield child_text(each, "name")
        elif each.type == "type_identifier":
            yield text_of(each)
        else:
            pending += named(each)
