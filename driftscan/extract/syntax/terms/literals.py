"""Texts, numbers and names of all grammars as phrases."""

import re

from tree_sitter import Node

from driftscan.extract.meaning.phrase import FALSE, NOTHING, TRUE, Phrase
from driftscan.extract.syntax.parsed import line_of, text_of

TEXTS = frozenset(
    "string string_literal interpreted_string_literal raw_string_literal template_string "
    "encapsed_string heredoc verbatim_string_literal interpolated_string_expression text_block "
    "multiline_string_literal character_literal char_literal rune_literal nowdoc bare_string "
    "simple_symbol bare_symbol heredoc_body hash_key_symbol delimited_symbol".split()
)
NUMBERS = frozenset(
    "number integer float int_literal float_literal decimal_integer_literal integer_literal "
    "real_literal number_literal decimal_floating_point_literal hex_integer_literal "
    "long_literal".split()
)
NAMES = frozenset(
    "identifier property_identifier type_identifier field_identifier name variable_name constant "
    "instance_variable global_variable this self shorthand_property_identifier simple_identifier "
    "package_identifier private_property_identifier class_variable this_expression qualified_name "
    "relative_scope super base".split()
)
WORDS = frozenset(
    "true false null nil undefined boolean_literal null_literal boolean none_literal".split()
)
_WORDS = {"true": TRUE, "false": FALSE}
_NO_VALUES = frozenset("null nil undefined none".split())
_CONTENT = ("content", "fragment", "escape_sequence", "text")
_SUFFIX = re.compile(r"(?<=[\d.])(?:[lLfFdDmMnN]|[uU][lL]?|[iuf]\d+)$")
_MARKS = "'\"`:@$"


def leaf_of(node: Node) -> Phrase | None:
    """What a node without structure says; None for another."""
    kind = node.type
    if kind in WORDS:
        return word_of(text_of(node))
    if kind in TEXTS:
        return Phrase("text", text_in(node), (), line_of(node))
    if kind in NUMBERS:
        return Phrase("number", number_in(text_of(node)), (), line_of(node))
    if kind in NAMES:
        return name_of(node)
    return None


def word_of(text: str) -> Phrase:
    """true, false or nothing."""
    return _WORDS.get(text.lower(), NOTHING)


def name_of(node: Node) -> Phrase:
    """A name without what marks it; Ruby's `active?` asks what others call `is_active`."""
    name = plain_name(text_of(node))
    if name.lower() in _NO_VALUES or name in _WORDS:
        return word_of(name)
    return Phrase("name", name, (), line_of(node))


def plain_name(text: str) -> str:
    """Without `$`, `@` and `?`."""
    name = text.lstrip("$@").replace("\\", ".")
    return f"is_{name[:-1]}" if name.endswith("?") and len(name) > 1 else name


def text_in(node: Node) -> str:
    """What stands between the quotes; what is put in when the program runs is a hole."""
    if not node.named_children:
        return text_of(node).strip(_MARKS)
    parts = [
        text_of(each) if each.type.endswith(_CONTENT) else "__hole__"
        for each in node.named_children
        if each.type not in ("string_start", "string_end", "heredoc_start", "heredoc_end")
    ]
    return "".join(parts)


def number_in(text: str) -> str:
    """Without separators and suffixes; '' for what is none."""
    plain = _SUFFIX.sub("", text.replace("_", ""))
    try:
        return plain if float(plain) == float(plain) else ""
    except ValueError:
        return ""
