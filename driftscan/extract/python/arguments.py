"""The arguments of one call, as far as they are literals and plain names."""

from driftscan.extract.possessive import compiled
from driftscan.extract.python.tokens import BRACKET_GAP, IDENTIFIER_CHARACTER

# A module name has no use for escapes: a literal with a backslash is not read.
_LITERAL = (
    r"[rRuU]?+(?:\"\"\"[^\"\\]*+\"\"\"|'''[^'\\]*+'''"
    r"|\"(?!\"\")[^\"\\\n]*+\"|'(?!'')[^'\\\n]*+')"
)
_LITERALS = rf"{_LITERAL}(?:{BRACKET_GAP}{_LITERAL})*+"
_ITEMS = rf"(?:{_LITERALS}{BRACKET_GAP}(?:,{BRACKET_GAP}{_LITERALS}{BRACKET_GAP})*+,?+)?+"
_NAME = rf"{IDENTIFIER_CHARACTER}++"
_VALUE = (
    rf"{_LITERALS}|[\[(]{BRACKET_GAP}{_ITEMS}{BRACKET_GAP}[\])]|[\[(][^\[\](){{}}'\"#]*+[\])]"
    rf"|{_NAME}(?:\.{_NAME})*+(?:\({BRACKET_GAP}\))?+|\{{\}}"
)
_ARGUMENT = compiled(
    rf"{BRACKET_GAP}(?:({_NAME}){BRACKET_GAP}=(?!=){BRACKET_GAP})?+({_VALUE}){BRACKET_GAP}([,)])"
)
_NEXT_LITERAL = compiled(rf"{BRACKET_GAP}({_LITERAL})")
_NEXT_ITEM = compiled(rf"{BRACKET_GAP}(?:[,\[(]{BRACKET_GAP})?+({_LITERALS})")


def read_arguments(text: str, start: int, parameters: tuple[str, ...]) -> dict[str, str]:
    """Values as written, by parameter; start is the position after the opening bracket.

    Reading ends at the first argument that is neither a literal nor a plain name or call, so
    parameters from there on are missing.
    """
    values: dict[str, str] = {}
    position = start
    for parameter in parameters:
        argument = _ARGUMENT.match(text, position)
        if argument is None:
            break
        values[argument[1] or parameter] = argument[2]
        position = argument.end()
        if argument[3] == ")":
            break
    return values


def literal(value: str) -> str | None:
    """The text of one or several adjacent string literals; None for anything else."""
    parts = []
    position = 0
    while found := _NEXT_LITERAL.match(value, position):
        body = found[1].lstrip("rRuU")
        quotes = 3 if body[:3] in ('"""', "'''") else 1
        parts.append(body[quotes:-quotes])
        position = found.end()
    return "".join(parts) if parts and position == len(value) else None


def literal_items(value: str) -> list[str]:
    """Texts of the string literals in a list or tuple of them; [] for anything else."""
    items = []
    position = 0
    while found := _NEXT_ITEM.match(value, position):
        items.append(literal(found[1]) or "")
        position = found.end()
    return items if value[:1] in ("[", "(") else []
