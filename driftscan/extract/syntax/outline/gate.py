"""Whether a file with these words may hold a call that tells anything, asked before it is parsed.

The words come of the vocabulary itself, so that a line in a table opens the gate for what it says:
`IDatabase.StringGet` needs the word `StringGet`, and one by which something becomes an `IDatabase`.
What a language tells besides its tables it has to look for by itself. Types that the tables have a
name of their own for, in small letters, must not be types of the language.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from driftscan.extract.syntax.outline.vocabulary import Signatures, Vocabulary
from driftscan.extract.syntax.words import Words, may_hold_sql

_NAME = re.compile(r"\w+")
# What says something of a text or a receiver, but makes no fact by itself.
_ONLY_HELPS = frozenset(["env", "setting", "same", "format", "base", "group", "within"])
_STATING = frozenset(["sql"])


class Gate(Struct, frozen=True, dict=True):
    """What opens for the calls that a vocabulary knows."""

    vocabulary: Vocabulary

    def opens_for(self, words: Words, code: bytes) -> bool:
        """Whether a call among these words of a code may make a fact."""
        if not self._alone.isdisjoint(words):
            return True
        owners = {owner for word in words & self._owned.keys() for owner in self._owned[word]}
        if any(self.is_given(owner, words) for owner in owners):
            return True
        return not self._stating.isdisjoint(words) and may_hold_sql(code)

    @cached_property
    def _alone(self) -> Words:
        """Methods and functions that tell something, whoever has them."""
        return self._of_anybody(_STATING, is_wanted=False)

    @cached_property
    def _stating(self) -> Words:
        """Those that tell something if they are given a statement."""
        return self._of_anybody(_STATING, is_wanted=True)

    def _of_anybody(self, does: frozenset[str], is_wanted: bool) -> Words:
        return frozenset(
            name.encode()
            for key in _telling(self.vocabulary.signatures)
            if (name := _method(key)) and not _owner(key)
            if all(each.does in does for each in self.vocabulary.signatures[key]) == is_wanted
        )

    @cached_property
    def _owned(self) -> Mapping[bytes, frozenset[str]]:
        """By the name of a method, whose it has to be; by all that gives a type, the type that is
        made."""
        found: dict[bytes, set[str]] = defaultdict(set)
        for key in _telling(self.vocabulary.signatures):
            if not (owner := _owner(key)):
                continue
            if name := _method(key):
                found[name.encode()].add(owner)
            else:
                for giving in self._givers.get(owner, ()):
                    found[min(giving)].add(owner)
        return {name: frozenset(owners) for name, owners in found.items()}

    @cached_property
    def _givers(self) -> Mapping[str, tuple[Words, ...]]:
        """By type the words that have to be there together for anything to be of it."""
        types = self.vocabulary.types
        made = {*types.values(), *(origin for _, origin in self.vocabulary.guesses), "*"}
        found: dict[str, list[Words]] = defaultdict(list)
        for owner in {*map(_owner, self.vocabulary.signatures), *made} - {""}:
            if owner not in made or not owner.islower():  # a name of the tables' own
                found[owner].append(_words(owner))
        for written, owner in types.items():
            before, _, last = written.rpartition(".")
            if before != owner:
                found[owner].append(_words(last if before in made else written))
        return {owner: tuple(ways) for owner, ways in found.items()}

    def is_given(self, owner: str, words: Words) -> bool:
        """Whether anything among these words may be of a type."""
        if any(giving <= words for giving in self._givers.get(owner, ())):
            return True
        guess = self._guesses.get(owner)
        return guess is not None and any(guess.fullmatch(word.lstrip(b"_")) for word in words)

    @cached_property
    def _guesses(self) -> Mapping[str, re.Pattern[bytes]]:
        """By type the names that suggest it."""
        found: dict[str, list[str]] = defaultdict(list)
        for pattern, owner in self.vocabulary.guesses:
            found[owner].append(pattern.pattern)
        return {
            owner: re.compile("|".join(patterns).encode(), re.IGNORECASE)
            for owner, patterns in found.items()
        }


def _telling(signatures: Signatures) -> Iterable[str]:
    """The names of all that makes a fact."""
    return [
        name
        for name, each in signatures.items()
        if any(signature.does not in _ONLY_HELPS for signature in each)
    ]


def _owner(name: str) -> str:
    """The type of `Type.method` or `Type()`; '' where any will do."""
    if name.endswith("()"):
        return name[:-2]
    return name.rpartition(".")[0].replace("*", "")


def _method(name: str) -> str:
    """The last word of a method's name, '' for what makes an object."""
    if name.endswith("()"):
        return ""
    return next(reversed(_NAME.findall(name.rpartition(".")[2])), "")


def _words(name: str) -> Words:
    return frozenset(word.encode() for word in _NAME.findall(name))
