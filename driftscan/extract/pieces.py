"""Texts in which something else is put in when a program runs, taken apart; see model.service_fact.

Three ways of writing it are common to many formats: `${NAME:-default}` of shells and compose,
`${key:default}` of Spring, `$(NAME)` of Kubernetes. All may be nested in a default.
"""

import re
from collections.abc import Callable, Iterable

from driftscan.model.service_fact import Piece, Text

_DEEPEST = 8
_SPRING_KEY = re.compile(r"[^:}{$]+")
_NAME_GOES_ON = re.compile(r"^(?:\$\{[^{}]*\}[^:}{$]*)+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def plain(text: str) -> Text:
    """A text with nothing to put in."""
    return (Piece("text", text),) if text else ()


def joined(parts: Iterable[Text]) -> Text:
    """Texts one after the other, neighbouring plain pieces as one."""
    found: list[Piece] = []
    for part in parts:
        for piece in part:
            if piece.kind == "text" and found and found[-1].kind == "text":
                found[-1] = Piece("text", found[-1].value + piece.value)
            else:
                found.append(piece)
    return tuple(found)


def shell_text(text: str) -> Text:
    """`$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`; `$$` is a dollar.

    `${NAME:?message}` and `${NAME:+other}` have no default.
    """
    return _taken_apart(text, _shell_opening)


def spring_text(text: str) -> Text:
    """`${key}` and `${key:default}`; a key in capitals may be an environment variable as well as a
    setting, which linking tries both ways. `#{...}` is computed."""
    return _taken_apart(text, _spring_opening)


def kubernetes_text(text: str) -> Text:
    """`$(NAME)`; `$$(NAME)` stands for itself."""
    return _taken_apart(text, _kubernetes_opening)


_Opening = tuple[int, str, str, str]
"""Where the name ends, kind and name, and the closing character that is looked for ('' if none)."""

_Opener = Callable[[str, int], _Opening | None]
"""What a dollar or hash at a place in a text opens; None if it is just one."""


def _shell_opening(text: str, at: int) -> _Opening | None:
    if text.startswith("${", at) and (name := _NAME.match(text, at + 2)):
        return (name.end(), "env", name.group(), "}")
    if text[at] == "$" and (name := _NAME.match(text, at + 1)):
        return (name.end(), "env", name.group(), "")
    return None


def _spring_opening(text: str, at: int) -> _Opening | None:
    if text.startswith("${", at) and (key := _SPRING_KEY.match(text, at + 2)):
        return (key.end(), "setting", key.group().strip(), "}")
    if text.startswith("#{", at):
        return (at + 2, "unknown", "", "}")
    return None


def _kubernetes_opening(text: str, at: int) -> _Opening | None:
    name = _NAME.match(text, at + 2) if text.startswith("$(", at) else None
    if name and text.startswith(")", name.end()):
        return (name.end(), "env", name.group(), ")")
    return None


def _taken_apart(text: str, opening: _Opener, depth: int = 0) -> Text:
    found: list[Text] = []
    at = begin = 0
    closings: dict[int, int] | None = None
    while at < len(text):
        if text[at] not in "$#":
            at += 1
            continue
        if text.startswith("$$", at):
            found += [plain(text[begin : at + 1])]
            at = begin = at + 2
            continue
        opened = opening(text, at)
        if opened is None or depth >= _DEEPEST:
            at += 1
            continue
        name_end, kind, name, closing = opened
        if closing and closings is None:
            closings = _closings(text)
        end = (closings or {}).get(at + 1, -1) if closing else name_end
        if end < 0:
            at += 1
            continue
        default = _default(text[name_end:end]) if closing == "}" and kind != "unknown" else ""
        inner = _taken_apart(default, opening, depth + 1)
        found += [plain(text[begin:at]), (Piece(kind, name, inner),)]
        at = begin = end + len(closing)
    return joined([*found, plain(text[begin:])])


def _default(rest: str) -> str:
    """What stands between a name and its closing brace: `:-x`, `-x` or `:x`; else there is none.

    Of `${a.${b}.c:x}` the name goes on behind another that is put into it."""
    rest = _NAME_GOES_ON.sub("", rest)
    for start in (":-", "-", ":"):
        if rest.startswith(start):
            value = rest[len(start) :]
            return "" if start == ":" and value[:1] in ("?", "+") else value
    return ""


def _closings(text: str) -> dict[int, int]:
    """Where each brace and parenthesis is closed; found for all at once, for a text may hold a
    million that are not."""
    found: dict[int, int] = {}
    open_: dict[str, list[int]] = {"}": [], ")": []}
    for position, character in enumerate(text):
        if character in "{(":
            open_["}" if character == "{" else ")"].append(position)
        elif character in "})" and open_[character]:
            found[open_[character].pop()] = position
    return found
