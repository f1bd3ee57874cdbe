"""What an interface of TypeScript has from those that it extends."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.bases import plain_base
from driftscan.extract.syntax.terms.phrases import named
from driftscan.extract.syntax.terms.reading import child_text

_MOST = 50  # that one interface is followed to


class Inherited(Struct, frozen=True):
    """bodies: of what an interface extends, the nearest first. elsewhere: names of what else it
    extends, of which the file does not say what it has: something imported, `Partial<Order>`."""

    bodies: tuple[Node, ...] = ()
    elsewhere: tuple[str, ...] = ()


def inherited(interface: Node) -> Inherited:
    """Of the interfaces and plain types of the same file, and what these extend in turn."""
    pending = _extended(interface)
    if not pending:
        return Inherited()
    bodies: list[Node] = []
    seen = {child_text(interface, "name")}
    elsewhere: list[str] = []
    while pending and len(seen) < _MOST:
        each = pending.pop(0)
        name = text_of(each)
        if name in seen:
            continue
        seen.add(name)
        declared = _declared(interface, name) if each.type == "type_identifier" else None
        body = _body(declared) if declared is not None else None
        if declared is None or body is None:
            elsewhere.append(plain_base(each))
            continue
        bodies.append(body)
        pending += _extended(declared)
    return Inherited(tuple(bodies), (*elsewhere, *(map(plain_base, pending))))


def bases_of_class(node: Node) -> Iterator[str]:
    """`class Order extends Base`; '' for what a call makes. What it implements it says itself."""
    heritage = next((each for each in named(node) if each.type == "class_heritage"), None)
    for each in named(heritage) if heritage is not None else ():
        # JavaScript's grammar has the class right behind the word.
        value = each.child_by_field_name("value") if each.type == "extends_clause" else each
        if each.type != "implements_clause" and value is not None:
            yield plain_base(value) if value.type != "call_expression" else ""


def members_of(value: Node) -> list[Node]:
    """The types that a type is an intersection of, in the order of the text; else itself."""
    pending, found = [value], []
    while pending:
        node = pending.pop()
        if node.type in ("intersection_type", "parenthesized_type"):
            pending += reversed(named(node))
        else:
            found.append(node)
    return found


def _extended(declared: Node) -> list[Node]:
    clauses = [each for each in named(declared) if each.type == "extends_type_clause"]
    return [each for clause in clauses for each in named(clause)]


def _declared(interface: Node, name: str) -> Node | None:
    """The type of that name beside an interface; None for none, or for several that are put
    together, and for one that takes types itself."""
    program = interface
    while program.parent is not None:
        program = program.parent
    found = [
        inner
        for each in named(program)
        if (inner := each.child_by_field_name("declaration") or each).type
        in ("interface_declaration", "type_alias_declaration")
        and child_text(inner, "name") == name
    ]
    if len(found) != 1 or found[0].child_by_field_name("type_parameters") is not None:
        return None
    return found[0]


def _body(declared: Node) -> Node | None:
    """Where its fields stand; of an alias, if it is nothing else."""
    if declared.type == "interface_declaration":
        return declared.child_by_field_name("body")
    value = declared.child_by_field_name("value")
    return value if value is not None and value.type == "object_type" else None
