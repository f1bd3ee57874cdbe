"""Declarations that begin a line, read without the grammar.

The grammar has no words for some of what Kotlin allows (`@A(x)` above an `annotation class`, a
supertype behind a constructor call of several lines). What it makes of these is no declaration, so
a file in which the tree has anything else at its top is searched by line beginnings, too.
"""

from collections.abc import Iterator

from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.parsed import Parsed

_DECLARING = frozenset(
    "class_declaration object_declaration function_declaration property_declaration type_alias "
    "package_header import file_annotation line_comment block_comment shebang".split()
)
_SKIPPED = rb'"""(?:[^"]|"(?!""))*+"{3,}|"(?:[^"\\\n]|\\.)*+"|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/'
_NAME = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*+"
_DECLARATION = compiled(
    rb"(?m)" + _SKIPPED + rb"|^(?P<modifiers>(?:[a-z]++[ \t]++)*?)"
    rb"(?:(?:class|interface|object|typealias)[ \t]++(?P<type>" + _NAME + rb")"
    rb"|(?:fun|va[lr])[ \t]++(?:<[^>\n]*+>[ \t]*+)?"
    rb"(?:(?P<receiver>" + _NAME + rb")(?:<[^>\n]*+>)?\??\.)?(?P<called>" + _NAME + rb"))"
)


def is_damaged(parsed: Parsed) -> bool:
    """Whether something at the top of the tree is no declaration."""
    if parsed.problems:
        return True
    return any(child.type not in _DECLARING for child in parsed.root.named_children)


def declared_at_line_begins(content: bytes) -> Iterator[tuple[str, bool]]:
    """Names as Scoping.declarations has them, without the package, and whether it is a type;
    none that is private to the file."""
    for found in _DECLARATION.finditer(content):
        kind, called = found["type"], found["called"]
        if (kind is None and called is None) or b"private" in found["modifiers"].split():
            continue
        name = (kind or called).decode("utf-8", "replace")
        if kind is None:
            receiver = (found["receiver"] or b"").decode("utf-8", "replace")
            name += f"() on {receiver}" if receiver else "()"
        yield name, kind is not None
