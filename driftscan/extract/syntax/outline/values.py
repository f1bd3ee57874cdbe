"""Expressions in words that several languages share."""

from msgspec import Struct


class Value(Struct, frozen=True, gc=False):
    """An expression.

    kind: 'text' (word is the text), 'joined' (parts one after the other), 'choice' (the first of
        the parts that is there), 'ways' (one of the parts), 'name' (word is dotted, without `this.`
        and sigils), 'member' (word of a holder that is more than a name), 'call' (of a method or
        function called word), 'new' (word is the type), 'map', 'list', 'index' (parts[0] of the
        holder), 'lambda' (names are its parameters, parts[0] its result), 'unknown'.
    parts: of call and new the arguments; of a map the values. names: of parts, '' where none.
    types: what stands in angle brackets. block: the lambda behind a call's arguments.
    """

    kind: str
    word: str = ""
    parts: tuple["Value", ...] = ()
    names: tuple[str, ...] = ()
    holder: "Value | None" = None
    types: tuple[str, ...] = ()
    block: "Value | None" = None
    start: int = 0
    end: int = 0
    line: int = 0

    def argument(self, at: int) -> "Value | None":
        """The argument at a place, named ones not counted."""
        found = [part for part, name in zip(self.parts, self.names, strict=False) if not name]
        return found[at] if at < len(found) else None

    def named(self, name: str) -> "Value | None":
        """The argument or entry of a name."""
        pairs = zip(self.names, self.parts, strict=False)
        return next((part for own, part in pairs if own == name), None)


NOTHING = Value("unknown")
_CALLS = frozenset(["call", "new"])


def text_value(text: str) -> Value:
    """A literal."""
    return Value("text", text)


def is_call(value: Value | None) -> bool:
    """Whether something is called or made."""
    return value is not None and value.kind in _CALLS


def last_part(name: str) -> str:
    """Of a dotted name."""
    return name.rpartition(".")[2]
