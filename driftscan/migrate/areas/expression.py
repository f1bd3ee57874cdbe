"""Regular expressions over paths and names, as far as globs can say the same."""

from driftscan.migrate.areas.classes import class_of, escape_of
from driftscan.migrate.areas.parts import (
    ANY,
    END,
    ONE,
    START,
    WITHIN,
    Arms,
    NotPlainError,
    either,
    joined,
)

_DEEPEST = 20
_LONGEST = 2000
_LOOKING = ("(?=", "(?!", "(?<=", "(?<!")
_NOTHING = Arms(("",))


def arms_of(text: str) -> Arms:
    """The alternatives of an expression that is searched for in a path. Raises NotPlainError.

    An unescaped dot that is not repeated is taken for a dot. Classes of characters that repeat
    are taken for anything within one part of a path; `widened` tells of these.
    """
    if len(text) > _LONGEST:
        raise NotPlainError("is too long")
    reader = _Reader(text)
    found = reader.choice(0)
    if reader.at < len(text):
        raise NotPlainError("has a ')' too many")
    return found


class _Reader:
    """Reads an expression from left to right; at: the position of what comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._is_dot = False

    def choice(self, depth: int) -> Arms:
        """Sequences with '|' between them."""
        if depth > _DEEPEST:
            raise NotPlainError("is nested too deeply")
        choices = [self._sequence(depth)]
        while self._takes("|"):
            choices.append(self._sequence(depth))
        return either(choices)

    def _sequence(self, depth: int) -> Arms:
        found = _NOTHING
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            found = joined(found, self._repeated(self._atom(depth)))
        return found

    def _atom(self, depth: int) -> Arms:
        char = self.text[self.at]
        self._is_dot = char == "."
        if char == "(":
            return self._group(depth)
        if char == "[":
            found, self.at = class_of(self.text, self.at)
            return found
        if char == "\\":
            found, self.at = escape_of(self.text, self.at)
            return found
        self.at += 1
        return Arms(({"^": START, "$": END}.get(char, char),))

    def _group(self, depth: int) -> Arms:
        if self.text.startswith(_LOOKING, self.at):
            raise NotPlainError("looks ahead or behind")
        self.at += 1
        if self._takes("?:"):
            pass
        elif self._takes("?<") or self._takes("?P<"):
            self.at = self.text.find(">", self.at) + 1 or len(self.text)
        elif self._takes("?"):
            raise NotPlainError("has a group with flags")
        found = self.choice(depth + 1)
        self._is_dot = False
        if not self._takes(")"):
            raise NotPlainError("has a '(' that is not closed")
        return found

    def _repeated(self, atom: Arms) -> Arms:
        """What stands before, as often as the signs behind it say."""
        signs = self._signs()
        if not signs:
            return atom
        if signs == "?":
            return either([atom, _NOTHING])
        if self._is_dot:
            return Arms((ANY,))
        if set(atom.arms) <= {ONE, WITHIN}:
            return Arms((WITHIN,), atom.widened)
        if set(atom.arms) <= {ANY}:
            return atom
        if all(arm in (f"{WITHIN}/", f"{ANY}/") for arm in atom.arms):
            return Arms(("", f"{ANY}/") if signs[0] == "*" else (f"{ANY}/",), atom.widened)
        raise NotPlainError(f"repeats something with '{signs}'")

    def _signs(self) -> str:
        """`*`, `+`, `?` or `{2,3}` at this place, without the '?' or '+' of how greedy it is."""
        begin = self.at
        if self.text[self.at : self.at + 1] == "{":
            end = self.text.find("}", self.at)
            inside = self.text[self.at + 1 : end].replace(",", "")
            if end < 0 or not inside.isdigit():
                return ""
            self.at = end + 1
        elif self.text[self.at : self.at + 1] in ("*", "+", "?"):
            self.at += 1
        else:
            return ""
        signs = self.text[begin : self.at]
        if self.text[self.at : self.at + 1] in ("?", "+"):
            self.at += 1
        return signs

    def _takes(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False
