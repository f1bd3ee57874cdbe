"""Texts of facts as far as they can be told without looking anything up."""

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


def written(text: Text) -> str:
    """A text as a person would write it."""
    return "".join(map(_piece_written, text))


def _piece_written(piece: Piece) -> str:
    if piece.kind == "text":
        return piece.value
    return "${" + piece.value + "}" if piece.kind in ("env", "setting") else f"{{{piece.value}}}"
