"""The words of one rule spelled out: concrete names for kinds, tags, globs and patterns."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.rule import Layer, Side
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.words import TAG, is_glob
from driftscan.spec.problem import quoted, suggestion
from driftscan.spec.vocabulary import KIND_BY_PLURAL


class Speller:
    """Knows what words mean in a tree and notes those that mean nothing.

    names: concrete ones. idle: patterns that match nothing; words for these are not noted, for
    the pattern itself is. After use, unknown holds one message for each word, and excused says
    that a word was for an idle pattern.
    """

    def __init__(self, names: Names, idle: Names) -> None:
        self._names = names
        self._idle = idle
        self.unknown: list[str] = []
        self.excused = False

    def names(self, words: Sequence[str]) -> tuple[str, ...]:
        """In the order written; the names of one word sorted."""
        return tuple(name for word in words for name in self._meant_by(word))

    def side(self, side: Side) -> Side:
        """The side of an arrow, its names sorted, each once."""
        return replace(side, components=tuple(sorted(set(self.names(side.components)))))

    def layer(self, layer: Layer) -> Layer:
        """One layer of components."""
        members, optional = self.names(layer.members), self.names(layer.optional)
        return replace(layer, members=members, optional=optional)

    def _meant_by(self, word: str) -> tuple[str, ...]:
        found = self._names.meant_by(word)
        if not found and (self._idle.meant_by(word) or self._idle.may_be_made(word)):
            self.excused = True
        elif not found:
            self.unknown.append(self._unknown(word))
        return found

    def _unknown(self, word: str) -> str:
        if word in KIND_BY_PLURAL:
            what = f"no component has the kind {KIND_BY_PLURAL[word]}"
        elif word.startswith(TAG):
            what = f"no component has the tag {quoted(word.removeprefix(TAG))}"
        elif is_glob(word):
            what = f"no component has a name like {quoted(word)}"
        else:
            what = f"no component is called {quoted(word)}"
        near = suggestion(word, self._names.known)
        remedy = f"did you mean {quoted(near)}?" if near else "correct the word, or remove it"
        return f"{what}; {remedy}"
