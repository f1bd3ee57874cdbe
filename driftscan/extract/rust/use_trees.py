"""Use declarations as their leaves: one path for each name that they bring in."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.rust.paths import Segments, segments_of
from driftscan.extract.syntax.parsed import text_of

GLOB = "*"
_SKIPPED = frozenset({"visibility_modifier", "line_comment", "block_comment", "attribute_item"})


class Leaf(Struct, frozen=True):
    """path: all of it, its last segment '*' for a glob. alias: '' if the name is kept."""

    path: Segments
    alias: str = ""

    @property
    def bound(self) -> str:
        """What the name is called from then on; '' for none, or many."""
        name = self.alias or self.path[-1]
        return "" if name in (GLOB, "_") else name


def leaves_of(declaration: Node) -> Iterator[Leaf]:
    """The leaves of a use_declaration, in the order of the text."""
    argument = declaration.child_by_field_name("argument")
    pending: list[tuple[Segments, Node]] = [((), argument)] if argument else []
    while pending:
        prefix, node = pending.pop()
        if node.type in ("scoped_use_list", "use_list"):
            inner = _prefixed(prefix, node) if node.type == "scoped_use_list" else prefix
            held = node.child_by_field_name("list") if node.type == "scoped_use_list" else node
            children = held.named_children if held else []
            pending += [(inner, child) for child in reversed(children)]
        elif node.type not in _SKIPPED and not node.is_error:
            leaf = _leaf(prefix, node)
            if leaf.path and leaf.path != ("self",):
                yield leaf


def is_public(declaration: Node) -> bool:
    """Whether an item may be named outside the module that it stands in."""
    first = declaration.named_children[0] if declaration.named_children else None
    return (
        first is not None
        and first.type == "visibility_modifier"
        and text_of(first).replace(" ", "") != "pub(self)"
    )


def _leaf(prefix: Segments, node: Node) -> Leaf:
    if node.type == "use_wildcard":
        inner = node.named_children[0] if node.named_children else None
        beginning = segments_of(text_of(inner)) if inner else ()
        rooted = ("",) if not inner and text_of(node).startswith("::") and not prefix else ()
        return Leaf((*prefix, *rooted, *beginning, GLOB))
    if node.type == "use_as_clause":
        path, alias = node.child_by_field_name("path"), node.child_by_field_name("alias")
        name = text_of(alias).removeprefix("r#") if alias else ""
        return Leaf(_whole(prefix, path), name)
    return Leaf(_whole(prefix, node))


def _whole(prefix: Segments, node: Node | None) -> Segments:
    """`self` in a list means the path in front of the list."""
    own = segments_of(text_of(node)) if node else ()
    return prefix if own == ("self",) and prefix else (*prefix, *own)


def _prefixed(prefix: Segments, node: Node) -> Segments:
    path = node.child_by_field_name("path")
    if path is not None:
        return (*prefix, *segments_of(text_of(path)))
    return (*prefix, "") if not prefix and text_of(node).startswith("::") else prefix
