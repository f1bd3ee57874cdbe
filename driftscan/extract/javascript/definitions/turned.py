"""What a class is made of, or into: `static fromApi(given: ApiTake)`, `toApi(): ApiTake`."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.phrases import named
from driftscan.extract.syntax.terms.reading import child_text

_MOST = 20  # names of one class
_SIGNATURE = ("parameters", "return_type")


def turned_of(name: str, body: Node | None) -> tuple[str, ...]:
    """Names of types that methods of a class take or give, sorted; not the class itself."""
    methods = named(body) if body is not None else ()
    found = {
        each
        for method in methods
        if method.type == "method_definition"
        for field in _SIGNATURE
        for each in _types(method.child_by_field_name(field))
    }
    return tuple(sorted(found - {name}))[:_MOST]


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
