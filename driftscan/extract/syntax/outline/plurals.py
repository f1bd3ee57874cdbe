"""Plurals of English nouns, as Rails and Laravel make the names of tables of those of classes."""

import re

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SAME = frozenset(
    "equipment information rice money species series fish sheep jeans police news".split()
)
_SPECIAL = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "mouse": "mice",
    "datum": "data", "medium": "media", "quiz": "quizzes", "ox": "oxen", "foot": "feet",
    "tooth": "teeth", "status": "statuses", "alias": "aliases", "move": "moves", "index": "indices",
    "matrix": "matrices", "vertex": "vertices", "goose": "geese",
}  # fmt: skip


def snake(name: str) -> str:
    """`OrderItem` to `order_item`."""
    return _HUMP.sub("_", name).lower()


def plural(name: str) -> str:
    """Of a name in snake case: only its last word changes."""
    before, underscore, word = name.rpartition("_")
    return before + underscore + _of_word(word)


def _of_word(word: str) -> str:
    if word in _SAME:
        return word
    if word in _SPECIAL:
        return _SPECIAL[word]
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("fe"):
        return word[:-2] + "ves"
    return word + "s"
