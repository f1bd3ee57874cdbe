"""Classes of characters in a regular expression, and what stands behind a backslash."""

from driftscan.migrate.areas.parts import ANY, ONE, Arms, NotPlainError

_MOST = 12  # characters of a class that are spelled out
_ONE_OF_MANY = "wdW"
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r"}


def escape_of(text: str, at: int) -> tuple[Arms, int]:
    """What the backslash at this place begins, and where it ends. Raises NotPlainError."""
    char = text[at + 1 : at + 2]
    if not char:
        raise NotPlainError("ends with a backslash")
    if char in _ONE_OF_MANY:
        return Arms((ONE,), (f"\\{char}",)), at + 2
    if char.isalnum() and char not in _CONTROLS:
        raise NotPlainError(f"has '\\{char}'")
    return Arms((_CONTROLS.get(char, char),)), at + 2


def class_of(text: str, at: int) -> tuple[Arms, int]:
    """What the '[' at this place begins, and where it ends. Raises NotPlainError."""
    end = _end(text, at)
    written = text[at:end]
    inside = written[1:-1]
    if inside.startswith("^"):
        return _negated(inside[1:], written), end
    chars = _spelled_out(inside)
    if chars is not None:
        return Arms(tuple(dict.fromkeys(chars))), end
    return Arms((ONE,), (written,)), end


def _negated(inside: str, written: str) -> Arms:
    plain = inside.replace("\\", "")
    if plain == "/":
        return Arms((ONE,))
    # Without the slash among them, the class reaches across directories.
    return Arms((ONE if "/" in plain else ANY,), (written,))


def _end(text: str, at: int) -> int:
    place = at + 1
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "]":
            return place + 1
        place += 1
    raise NotPlainError("has a '[' that is not closed")


def _spelled_out(inside: str) -> list[str] | None:
    """The characters, None for too many to list or for classes of them."""
    chars: list[str] = []
    place = 0
    while place < len(inside):
        char = inside[place]
        if char == "\\":
            place += 1
            char = inside[place : place + 1]
            if char.isalnum():
                return None
        elif inside[place + 1 : place + 2] == "-" and place + 2 < len(inside):
            last = inside[place + 2]
            if not 0 <= ord(last) - ord(char) < _MOST:
                return None
            chars += [chr(code) for code in range(ord(char), ord(last))]
            place += 2
            char = last
        chars.append(char)
        place += 1
    return chars if 0 < len(chars) <= _MOST else None
