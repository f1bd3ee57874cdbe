"""Texts of facts as far as they can be told without looking anything up."""

import re

from driftscan.model.service_fact import Piece, Text


def literal(text: Text) -> str:
    """A text without anything to put in, a default in its place; '' where there is none."""
    parts = []
    for piece in text:
        value = piece.value if piece.kind == "text" else literal(piece.default)
        if not value:
            return ""
        parts.append(value)
    return "".join(parts).strip()


def is_argument(text: Text) -> bool:
    """Whether a text is what a type is made with in another file, if anywhere."""
    return len(text) == 1 and text[0].kind == "name" and text[0].value.startswith("new ")


_HOLE = "\x00"
_TAG = re.compile(r":[^/]*\x00[^/]*$")


def image_name(text: Text) -> str:
    """An image as far as its name goes: its registry and tag may be left to whoever deploys it."""
    parts = [p.value if p.kind == "text" else literal(p.default) or _HOLE for p in text]
    named = "".join(parts)
    if _HOLE in named:
        named = _TAG.sub("", named).removeprefix(_HOLE + "/")
    return "" if _HOLE in named else named.strip()


_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-([^}]*))?[^}]*\}|(\w+))")


def command(words: str) -> Text:
    """A command line as a shell reads it, as far as variables go."""
    found: list[Piece] = []
    at = 0
    for match in _VARIABLE.finditer(words):
        default = (Piece("text", match[2]),) if match[2] else ()
        found += [
            Piece("text", words[at : match.start()]),
            Piece("env", match[1] or match[3], default),
        ]
        at = match.end()
    return tuple(piece for piece in (*found, Piece("text", words[at:])) if piece.value)


def written(text: Text) -> str:
    """A text as a person would write it."""
    return "".join(map(_piece_written, text))


def _piece_written(piece: Piece) -> str:
    if piece.kind == "text":
        return piece.value
    return "${" + piece.value + "}" if piece.kind in ("env", "setting") else f"{{{piece.value}}}"
