"""Expressions of any language in one form, so that what they mean is read once."""

from collections.abc import Iterator

from msgspec import Struct


class Phrase(Struct, frozen=True, gc=False):
    """An expression.

    kind: 'text', 'number', 'word' (true, false, nothing), 'name' (dotted, as written), 'call' (word
        is the last part of what is called; the first part its receiver, then the arguments),
        'pair' (word is a key or keyword, one part), 'record' (of pairs), 'list', 'compare' (word is
        the operator, two parts), 'and', 'or', 'not', 'sum' and 'product' (word is the operator, two
        parts), 'filter' (conditions of a loop, a part each), 'function' (its body), 'set' (a list
        of different values: the first part gives them, the others filter), 'unknown'.
    """

    kind: str
    word: str = ""
    parts: tuple["Phrase", ...] = ()
    line: int = 0


UNKNOWN = Phrase("unknown")


def field(name: str) -> Phrase:
    """A name that surely is a field of something, and no variable."""
    return Phrase("name", f".{name}")


NOTHING = Phrase("word", "nothing")
TRUE = Phrase("word", "true")
FALSE = Phrase("word", "false")

_DEEPEST = 60


def within(phrase: Phrase, depth: int = 0) -> Iterator[Phrase]:
    """A phrase and all its parts, outermost first."""
    yield phrase
    if depth < _DEEPEST:
        for part in phrase.parts:
            yield from within(part, depth + 1)


def last_part(name: str) -> str:
    """`user.status` is `status`."""
    return name.rpartition(".")[2]


def receiver(call: Phrase) -> Phrase:
    """What a method is called on."""
    return call.parts[0] if call.parts else UNKNOWN


def arguments(call: Phrase) -> tuple[Phrase, ...]:
    """Those without a keyword."""
    return tuple(part for part in call.parts[1:] if part.kind != "pair")


def keyword(call: Phrase, *names: str) -> Phrase | None:
    """The argument, or entry of a record, of the first of these names that is given."""
    given = {part.word: part.parts[0] for part in call.parts if part.kind == "pair" and part.parts}
    return next((given[name] for name in names if name in given), None)
