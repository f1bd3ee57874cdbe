"""What names stand for in the file and the function that a condition is written in."""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.meaning.phrase import Phrase, last_part

_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
_DEEPEST = 6
_NO_NAMES: Mapping[str, Phrase] = {}


class Surroundings(Struct, frozen=True):
    """constants: what the file gives names; local: what the function does. parameters: what
    whoever calls it gives. bare: whether a name without a holder may be a field, as in Java and
    SQL; else it is a variable."""

    constants: Mapping[str, Phrase] = _NO_NAMES
    local: Mapping[str, Phrase] = _NO_NAMES
    parameters: frozenset[str] = frozenset()
    bare: bool = True

    def inside(self, local: Mapping[str, Phrase], parameters: frozenset[str]) -> "Surroundings":
        """The same in a function of the file."""
        return replace(self, local=local, parameters=self.parameters | parameters)

    def is_variable(self, phrase: Phrase) -> bool:
        """Whether a phrase is a name that is no field of anything."""
        if phrase.kind != "name" or "." in phrase.word:
            return False
        word = phrase.word.removeprefix("$")
        return word in self.parameters or word in self.local or not self.bare

    def is_given(self, phrase: Phrase) -> bool:
        """Whether a phrase is what the caller gives."""
        return phrase.kind == "name" and phrase.word.removeprefix("$") in self.parameters

    def resolved(self, phrase: Phrase, depth: int = 0) -> Phrase:
        """What a name stands for where that is written here; else the phrase as it is."""
        if phrase.kind != "name" or depth > _DEEPEST:
            return phrase
        word = phrase.word.removeprefix("self.").removeprefix("this.").removeprefix("$")
        found = self.local.get(word)
        if found is None and word not in self.parameters:
            found = self.constants.get(word)
            owner, _, short = word.rpartition(".")
            if found is None and owner and is_constant(short):
                found = self.constants.get(short)
        return phrase if found is None or found == phrase else self.resolved(found, depth + 1)

    def spelled(self, phrase: Phrase, depth: int = 0) -> Phrase:
        """A phrase with the names in it resolved: `now - ACTIVE_WINDOW`."""
        if depth > _DEEPEST:
            return phrase
        plain = self.resolved(phrase)
        if plain.kind in ("sum", "product", "call"):
            parts = tuple(self.spelled(part, depth + 1) for part in plain.parts)
            return replace(plain, parts=parts)
        return plain


def is_constant(name: str) -> bool:
    """Whether a name is spelled as constants are."""
    return len(name) > 1 and bool(_CONSTANT.fullmatch(last_part(name)))
