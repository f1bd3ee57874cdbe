"""What an expression of a program is, as far as its text alone tells; nothing is run."""

from collections.abc import Callable, Mapping

from tree_sitter import Node

from driftscan.extract.bundler_config.places import (
    Place,
    above,
    added,
    joined,
    resolved,
    text,
)
from driftscan.extract.javascript.bases import HERE, PACKAGE
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import nodes_of, text_of

_DEEPEST = 12
_WRAPPED = frozenset(
    (
        "parenthesized_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
    )
)
_FUNCTIONS = frozenset(("arrow_function", "function_expression", "function_declaration"))
_ROOTS = {
    "__dirname": Place(HERE, ""),
    "import.meta.dirname": Place(HERE, ""),
    # The name of the file itself is never asked for, only where it lies.
    "__filename": Place(HERE, "settings"),
    "import.meta.url": Place(HERE, "settings"),
    "import.meta.filename": Place(HERE, "settings"),
}
_PASSING = frozenset(("fileURLToPath", "normalizePath", "pathToFileURL", "String"))
_ADDRESS_PARTS = frozenset(("pathname", "href"))

Names = Mapping[str, Node | Place]


class Values:
    """The names of one program, and what expressions with them are."""

    def __init__(self, root: Node) -> None:
        self.names: Names = _declared(root)

    def place(self, node: Node | None, names: Names | None = None, depth: int = 0) -> Place | None:
        """The text or path that an expression is, None if that can't be told."""
        if node is None or depth > _DEEPEST:
            return None
        known = self.names if names is None else names

        def of(inner: Node | None) -> Place | None:
            return self.place(inner, known, depth + 1)

        if (said := literal(node)) is not None:
            return text(said)
        if node.type == "template_string":
            return _template(node, of)
        if node.type in ("identifier", "member_expression"):
            return self._named(node, known, depth)
        if node.type in _WRAPPED:
            return of(node.named_children[0] if node.named_children else None)
        if node.type == "binary_expression":
            return _sum(node, of)
        if node.type == "new_expression":
            return _address(node, of)
        return self._called(node, known, depth) if node.type == "call_expression" else None

    def value(self, node: Node | None, names: Names | None = None) -> Node | None:
        """The expression that a name stands for, without brackets and casts; else the node."""
        for _ in range(_DEEPEST):
            if node is not None and node.type in _WRAPPED and node.named_children:
                node = node.named_children[0]
                continue
            if node is None or node.type not in ("identifier", "shorthand_property_identifier"):
                return node
            found = (self.names if names is None else names).get(text_of(node))
            if not isinstance(found, Node):
                return node
            node = found
        return None

    def _named(self, node: Node, names: Names, depth: int) -> Place | None:
        name = text_of(node)
        if name in _ROOTS and name not in self.names:
            return _ROOTS[name]
        if node.type == "identifier":
            found = names.get(name)
            return self.place(found, names, depth + 1) if isinstance(found, Node) else found
        owner, asked = node.child_by_field_name("object"), node.child_by_field_name("property")
        if asked is None:
            return None
        if text_of(asked) in _ADDRESS_PARTS:
            return self.place(owner, names, depth + 1)
        held = self.value(owner, names)
        return self.place(entries(held).get(text_of(asked)), names, depth + 1) if held else None

    def _called(self, node: Node, names: Names, depth: int) -> Place | None:
        function, given = node.child_by_field_name("function"), arguments(node)
        if function is None:
            return None
        parts = [self.place(each, names, depth + 1) for each in given]
        own = self.value(function, names) if function.type == "identifier" else None
        if own is not None and own.type in _FUNCTIONS:
            return self._returned(own, parts, depth)
        name = text_of(function)
        if name == "process.cwd":
            return Place(PACKAGE, "")
        places = [part for part in parts if part is not None]
        if name.startswith("require.") or not places or len(places) < len(parts):
            return None
        return _of_library(name.rpartition(".")[2], places)

    def _returned(self, function: Node, given: list[Place | None], depth: int) -> Place | None:
        """What a function of one statement hands out for what it is given."""
        body = function.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            returned = [each for each in body.named_children if each.type == "return_statement"]
            body = (
                returned[0].named_children[0] if returned and returned[0].named_children else None
            )
        one = function.child_by_field_name("parameter")
        several = function.child_by_field_name("parameters")
        parameters = [one] if one else several.named_children if several else []
        names = dict(self.names)
        for parameter, value in zip(parameters, given, strict=False):
            own = parameter.child_by_field_name("pattern") or parameter
            if value is not None:
                names[text_of(own)] = value
        return self.place(body, names, depth + 1)


def arguments(call: Node) -> list[Node]:
    """What a call or `new` is given, without comments."""
    given = call.child_by_field_name("arguments")
    return [each for each in given.named_children if each.type != "comment"] if given else []


def entries(node: Node) -> dict[str, Node]:
    """The values of an object that is written out, by key; computed keys are left out."""
    pairs = {}
    for pair in node.named_children if node.type == "object" else ():
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        name = key_of(key) if pair.type == "pair" and key is not None else None
        if name is not None and value is not None:
            pairs[name] = value
    return pairs


def key_of(node: Node) -> str | None:
    """The key of an object as a text, None if it is computed."""
    return text_of(node) if node.type == "property_identifier" else literal(node)


def _declared(root: Node) -> Names:
    """By name what it is set to, for names that are declared once."""
    found: dict[str, list[Node]] = {}
    for node in nodes_of(root):
        if node.type in ("variable_declarator", "function_declaration"):
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if node.type == "function_declaration":
                value = node
            if name is not None and name.type == "identifier" and value is not None:
                found.setdefault(text_of(name), []).append(value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _template(node: Node, of: Callable[[Node | None], Place | None]) -> Place | None:
    whole = text("")
    for at, part in enumerate(node.named_children):
        if part.type == "template_substitution":
            piece = of(part.named_children[0] if part.named_children else None)
            first = at == 0
        else:
            piece, first = text(text_of(part)), False
        if piece is None:
            return None
        joint = piece if first else added(whole, piece)
        if joint is None:
            return None
        whole = joint
    return whole


def _sum(node: Node, of: Callable[[Node | None], Place | None]) -> Place | None:
    operator = node.child_by_field_name("operator")
    left, right = of(node.child_by_field_name("left")), of(node.child_by_field_name("right"))
    is_sum = operator is not None and text_of(operator) == "+"
    return added(left, right) if is_sum and left is not None and right is not None else None


def _address(node: Node, of: Callable[[Node | None], Place | None]) -> Place | None:
    """`new URL("./src", import.meta.url)`."""
    made, given = node.child_by_field_name("constructor"), arguments(node)
    if made is None or text_of(made) != "URL" or len(given) != 2:
        return None
    name, base = of(given[0]), of(given[1])
    if name is None or base is None or name.path.startswith("/"):
        return None
    return joined([above(base), name])


def _of_library(name: str, given: list[Place]) -> Place | None:
    if name == "resolve":
        return resolved(given)
    if name == "join":
        return joined(given)
    if name == "dirname":
        return above(given[0])
    return given[0] if name in _PASSING or name == "normalize" else None
