"""What the names of a file are given: by declarations, imports, assignments, fields, parameters."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.services.nodes import bare, key_of
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import line_of, nodes_of, text_of

Named = tuple[str, int, "Binding"]
"""A name, where it is declared, and what it is given."""


class Binding(Struct, frozen=True):
    """A name's value. value: what is taken; steps: the properties of it that are meant; default: if
    that is missing. module: it is imported, `steps` from there. type: as TypeScript has it.
    parameter: place among the parameters of its function, -1 for none. scope: its function."""

    line: int
    value: Node | None = None
    steps: tuple[str, ...] = ()
    default: Node | None = None
    module: str = ""
    type: str = ""
    parameter: int = -1
    function: Node | None = None


def of_pattern(name: Node | None, value: Node | None, like: Binding) -> Iterator[Named]:
    """Names that a pattern such as `{a, b: c = 1}` binds; one level of it."""
    if name is None:
        return
    if name.type == "identifier":
        yield text_of(name), name.start_byte, _given(like, value, (), None)
    elif name.type == "object_pattern":
        for each in name.named_children:
            yield from _of_property(each, value, like)


def _of_property(each: Node, value: Node | None, like: Binding) -> Iterator[Named]:
    default: Node | None = None
    key = local = each
    if each.type == "object_assignment_pattern":
        key = local = each.child_by_field_name("left") or each
        default = each.child_by_field_name("right")
    elif each.type == "pair_pattern":
        key = each.child_by_field_name("key") or each
        local = each.child_by_field_name("value") or each
        if local.type == "assignment_pattern":
            default = local.child_by_field_name("right")
            local = local.child_by_field_name("left") or local
    if local.type in ("shorthand_property_identifier_pattern", "identifier"):
        yield text_of(local), local.start_byte, _given(like, value, (text_of(key),), default)


def _given(
    like: Binding, value: Node | None, steps: tuple[str, ...], default: Node | None
) -> Binding:
    return Binding(
        like.line,
        bare(value),
        like.steps + steps,
        bare(default),
        like.module,
        like.type if not steps else "",
        like.parameter,
        like.function,
    )


def of_declaration(node: Node) -> Iterator[Named]:
    """`const x: T = value`."""
    like = Binding(line_of(node), type=type_named(node.child_by_field_name("type")))
    yield from of_pattern(node.child_by_field_name("name"), node.child_by_field_name("value"), like)


def of_import(node: Node) -> Iterator[Named]:
    """`import a, {b as c} from 'm'`; what a default or a namespace names is the module itself."""
    module = literal(node.child_by_field_name("source"))
    line = line_of(node)
    for each in nodes_of(node):
        if each.type == "import_require_clause":
            module = literal(each.child_by_field_name("source"))
        if module is None:
            continue
        if each.type == "import_specifier":
            name = each.child_by_field_name("name")
            alias = each.child_by_field_name("alias") or name
            if name is not None and alias is not None:
                steps = () if text_of(name) == "default" else (text_of(name),)
                yield text_of(alias), alias.start_byte, Binding(line, steps=steps, module=module)
        elif each.type in ("import_clause", "namespace_import", "import_require_clause"):
            for name in each.named_children:
                if name.type == "identifier":
                    yield text_of(name), name.start_byte, Binding(line, module=module)


def of_parameters(function: Node) -> Iterator[Named]:
    """Parameters in their order; `x = 1` has a default, `x: T` a type."""
    single = function.child_by_field_name("parameter")
    parameters = function.child_by_field_name("parameters")
    listed = [single] if single else list(parameters.named_children) if parameters else []
    for at, each in enumerate(listed):
        value = each.child_by_field_name("value") or each.child_by_field_name("right")
        name = each.child_by_field_name("pattern") or each.child_by_field_name("left") or each
        type_ = type_named(each.child_by_field_name("type"))
        like = Binding(line_of(each), type=type_, parameter=at, function=function)
        if name.type == "identifier":
            yield text_of(name), name.start_byte, _given(like, value, (), None)
        else:
            yield from of_pattern(name, None, like)


def of_field(node: Node) -> Iterator[Named]:
    """`private x: T = value` in a class, known as `this.x`."""
    name = node.child_by_field_name("name") or node.child_by_field_name("property")
    if name is not None and (key := key_of(name)):
        type_ = type_named(node.child_by_field_name("type"))
        value = bare(node.child_by_field_name("value"))
        yield f"this.{key}", name.start_byte, Binding(line_of(node), value, type=type_)


def of_property_parameter(node: Node) -> Iterator[Named]:
    """`constructor(private readonly http: HttpClient)` declares a field as well."""
    if any(each.type in ("accessibility_modifier", "readonly") for each in node.children):
        name = node.child_by_field_name("pattern")
        if name is not None and name.type == "identifier":
            type_ = type_named(node.child_by_field_name("type"))
            value = bare(node.child_by_field_name("value"))
            yield (
                f"this.{text_of(name)}",
                name.start_byte,
                Binding(line_of(node), value, type=type_),
            )


def type_named(annotation: Node | None) -> str:
    """The name of a type, without what it is made generic with."""
    if annotation is None or not annotation.named_children:
        return ""
    type_ = annotation.named_children[0]
    if type_.type == "generic_type":
        type_ = type_.child_by_field_name("name") or type_
    return text_of(type_) if type_.type in ("type_identifier", "nested_type_identifier") else ""


def of_function(node: Node) -> Iterator[Named]:
    """`function f() {}` declares f around it."""
    name = node.child_by_field_name("name")
    if name is not None and node.type.endswith("declaration"):
        yield text_of(name), node.start_byte - 1, Binding(line_of(node), node)
