"""Macro calls and definitions of a file: paths, modules and imports among their tokens."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.rust.attributes import Marks
from driftscan.extract.rust.paths import Segments, segments_of
from driftscan.extract.rust.scopes import Scope
from driftscan.extract.rust.structure import Declared, Placed, Structure, add_use
from driftscan.extract.rust.tokens import Token, tokens_of
from driftscan.extract.syntax.grammars import parser
from driftscan.extract.syntax.parsed import line_of, text_of

# Their tokens are no code of this place: text, or code that is written for another crate.
_QUOTING = re.compile(r"stringify|concat|.*quote.*")
_LITERAL = re.compile(r'[\[({]\s*"([^"\\]*)"\s*,?\s*[\])}]')


STAND_IN = b"sTr!["
"""What is read for `str![`."""


class Mention(Struct, frozen=True):
    """A path among tokens."""

    path: Segments
    scope: Scope
    line: int


class Included(Struct, frozen=True):
    """An include!, of a path as written; '' if it is computed."""

    path: str
    scope: Scope
    line: int


class Tokens(Struct, frozen=True):
    """What stands in the macros of one file. called: names of macros without a path."""

    mentions: list[Mention]
    called: list[tuple[str, Scope, int]]
    included: list[Included]


def read_macros(structure: Structure) -> Tokens:
    """Mentions and calls; modules and imports are taken up into the structure."""
    tokens = Tokens([], [], [])
    inner: dict[tuple[int, Segments], Scope] = {}
    for call in structure.calls:
        name, body = _parts(call.node)
        name = "str" if name == "sTr" else name
        own = name.rpartition("::")[2]
        if "::" not in name:
            tokens.called.append((own, call.scope, line_of(call.node)))
        if own == "include":
            tokens.included.append(_included(call, body))
        elif not _QUOTING.fullmatch(own) and body is not None:
            _read(structure, tokens, Placed(body, call.scope), inner)
    for attribute in structure.attributes:
        _read(structure, tokens, attribute, inner)
    for rules in structure.rules:
        _read_rules(tokens, rules)
    return tokens


def _parts(call: Node) -> tuple[str, Node | None]:
    macro = call.child_by_field_name("macro")
    last = call.named_children[-1] if call.named_children else None
    body = last if last is not None and last.type == "token_tree" else None
    return (text_of(macro) if macro is not None else ""), body


def _included(call: Placed, body: Node | None) -> Included:
    literal = _LITERAL.fullmatch(text_of(body)) if body is not None else None
    return Included(literal[1] if literal else "", call.scope, line_of(call.node))


def _read(
    structure: Structure,
    tokens: Tokens,
    placed: Placed,
    inner: dict[tuple[int, Segments], Scope],
) -> None:
    for token, line in _lined(placed.node):
        scope = _scope(placed.scope, token.names, inner)
        if token.kind == "path":
            tokens.mentions.append(Mention(segments_of(token.text), scope, line))
        elif token.kind == "macro":
            tokens.called.append((token.text.removeprefix("r#"), scope, line))
        elif token.kind == "rules":
            structure.macros.append((token.text, scope))
            structure.shared.append((token.text, scope))
        elif token.kind in ("mod", "inline"):
            scope.modules.add(token.text)
            marks, inline = Marks(path=token.place), token.kind == "inline"
            structure.modules.append(Declared(token.text, scope, line, marks, inline, token.public))
        else:
            _read_use(structure, token, scope, line)


def _read_use(structure: Structure, token: Token, scope: Scope, line: int) -> None:
    tree = parser("rust").parse(token.text.encode())
    root = tree.root_node
    if not root.has_error and root.child_count == 1 and root.children[0].type == "use_declaration":
        add_use(structure, scope, root.children[0], line, token.kind == "pub use")


def _read_rules(tokens: Tokens, rules: Placed) -> None:
    """What a macro's rules write is code of the place that calls it; only `crate` and `$crate` say
    here where they lead."""
    for token, line in _lined(rules.node):
        path = segments_of(token.text) if token.kind == "path" else ()
        if path[:1] in (("crate",), ("$crate",)):
            tokens.mentions.append(Mention(path, rules.scope, line))


def _lined(node: Node) -> Iterator[tuple[Token, int]]:
    text = text_of(node)
    if "::" not in text and "mod" not in text and "use" not in text and "!" not in text:
        return
    breaks = [match.start() for match in re.finditer("\n", text)]
    first = line_of(node)
    for token in tokens_of(text):
        yield token, first + bisect_right(breaks, token.offset)


def _scope(scope: Scope, names: Segments, inner: dict[tuple[int, Segments], Scope]) -> Scope:
    """The scope of an inline module among tokens."""
    if not names:
        return scope
    key = (id(scope), names)
    if key not in inner:
        inner[key] = Scope((*scope.names, *names), scope.end)
    return inner[key]
