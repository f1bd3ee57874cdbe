"""HCL as far as a job of Nomad needs it: blocks, attributes, strings, lists, maps, heredocs.

Expressions are kept as text pieces where they are a string, and as nothing where they are computed.
Read in one pass over tokens without recursion, so nesting costs no stack.
"""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.nomad.tokens import Token, tokens

_DEEPEST = 60
_CLOSING = {"{": "}", "[": "]", "(": ")"}


class Block(Struct):
    """`type "label" { ... }`, or the whole file; a map is a block without labels. attributes: by
    name the tokens of the value. line: of its first word."""

    type: str
    labels: tuple[str, ...]
    line: int
    attributes: dict[str, tuple[Token, ...]]
    blocks: list["Block"]

    def all(self, *path: str) -> Iterator["Block"]:
        """The blocks below this one by the types on the way to them."""
        found = [self]
        for type_ in path:
            found = [inner for each in found for inner in each.blocks if inner.type == type_]
        yield from found

    def word(self, name: str) -> str:
        """An attribute that is one plain string, number or word; else ''."""
        value = self.attributes.get(name, ())
        return value[0].text if len(value) == 1 and value[0].kind != "sign" else ""

    def line_of(self, name: str) -> int:
        """Where an attribute is given."""
        value = self.attributes.get(name, ())
        return value[0].line if value else self.line


def parse(text: str) -> Block:
    """The file; what stands where nothing fits is left out."""
    top = Block("", (), 1, {}, [])
    open_ = [top]
    found = list(tokens(text))
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "sign":
            if token.text == "}" and len(open_) > 1:
                open_.pop()
            at += 1
            continue
        labels, after = _labels(found, at + 1)
        sign = found[after].text if after < len(found) and found[after].kind == "sign" else ""
        if sign == "{" and len(open_) < _DEEPEST:
            inner = Block(token.text, labels, token.line, {}, [])
            open_[-1].blocks.append(inner)
            open_.append(inner)
            at = after + 1
        elif sign in ("=", ":") and not labels:
            at = _attribute(open_, token, found, after + 1)
        else:
            at += 1
    return top


def _labels(found: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Words before a brace, on one line."""
    labels: list[str] = []
    while at < len(found) and found[at].kind in ("string", "word") and len(labels) < 3:
        if found[at].line != found[at - 1].line:
            return (), at
        labels.append(found[at].text)
        at += 1
    return tuple(labels), at


def _attribute(open_: list[Block], name: Token, found: list[Token], at: int) -> int:
    """`name = value`; a map is a block, too, for `env = { ... }` is `env { ... }`."""
    if at < len(found) and found[at].text == "{" and found[at].kind == "sign":
        inner = Block(name.text, (), name.line, {}, [])
        if len(open_) < _DEEPEST:
            open_[-1].blocks.append(inner)
            open_.append(inner)
        return at + 1
    end = _end_of_value(found, at)
    open_[-1].attributes.setdefault(name.text, tuple(found[at:end]))
    return end


def _end_of_value(found: list[Token], at: int) -> int:
    """Behind the last token of a value that begins at one: the end of its line, brackets closed."""
    awaited: list[str] = []
    line = found[at].line if at < len(found) else 0
    while at < len(found):
        token = found[at]
        is_sign = token.kind == "sign"
        if not awaited and (token.line != line or (is_sign and token.text in ("}", ","))):
            return at
        if is_sign and token.text in _CLOSING:
            awaited.append(_CLOSING[token.text])
        elif is_sign and awaited and token.text == awaited[-1]:
            awaited.pop()
        line = token.end
        at += 1
    return at
