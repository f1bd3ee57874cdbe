"""Names of classes that are only mentioned: PHP loads a class when something is done with it, not
when it is named. And imports of which no code says the name at all, at most a docblock does."""

import re
from collections.abc import Iterable, Iterator, Set

from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.php.spaces import alias_of
from driftscan.extract.syntax.parsed import Parsed, text_of
from driftscan.model.fact import ImportContext, ImportFact

_STATIC, _DYNAMIC = int(ImportContext.STATIC), int(ImportContext.DYNAMIC)
_TYPE_ONLY, _UNUSED = int(ImportContext.TYPE_ONLY), int(ImportContext.UNUSED)
_NAMED = "class_constant_access_expression"
_COMPARED = frozenset({"===", "!==", "==", "!=", "<>"})
_COMMENTS = "(comment) @comment"
# `@ORM\Entity`, `@Inject`: phpDocumentor's own tags begin with a small letter.
_ANNOTATION = re.compile(r"(?<![\w.])@[A-Z]\w*")
_WORD = re.compile(r"[^\W\d]\w*")
# What may stand between `X::class` and the attribute that it is handed to.
_ARGUMENTS = frozenset(
    {"argument", "arguments", "array_creation_expression", "array_element_initializer"}
)


def is_mentioned(name: Node) -> bool:
    """Whether a name stands in an `X::class` that is only a text: what an attribute is told, which
    is kept until somebody reads it by reflection, or what another text is compared with.

    Elsewhere `X::class` may well be loaded by whoever it is handed to, so that is not said of it.
    """
    access = name.parent
    if access is None or access.type != _NAMED or text_of(access.children[-1]).lower() != "class":
        return False
    above = access.parent
    if above is not None and above.type == "binary_expression":
        operator = above.child_by_field_name("operator")
        return operator is not None and text_of(operator) in _COMPARED
    while above is not None and above.type in _ARGUMENTS:
        above = above.parent
    return above is not None and above.type == "attribute"


def with_mentions(
    imports: Iterable[ImportFact], loading: Set[str], named: Set[str], parsed: Parsed
) -> Iterator[ImportFact]:
    """Imports of classes that no code does anything with are marked: a `use` alone loads nothing.

    loading: imports, as alias_of() says, that code does something with. named: those that it says
    at all. What could not be read may do something with any of them.
    """
    whole = not (parsed.problems or parsed.overrun)
    read: Set[str] | None = None
    for fact in imports:
        called = fact.alias or fact.module.rpartition("\\")[2]
        alias, is_class = alias_of(fact.module, called), not fact.context & (_STATIC | _DYNAMIC)
        if not (whole and is_class) or alias in loading:
            yield fact
            continue
        context = fact.context | _TYPE_ONLY
        if alias not in named:
            read = _annotated(parsed) if read is None else read
            context |= 0 if called in read else _UNUSED
        yield replace(fact, context=context)


def _annotated(parsed: Parsed) -> Set[str]:
    """The words of comments that hold an annotation, which libraries read as code while the program
    runs: its own name, what it is told, and the type of the `@var` beside an `@Inject`."""
    remarks = (text_of(m["comment"][0]) for m in parsed.matches(_COMMENTS))
    return {word for each in remarks if _ANNOTATION.search(each) for word in _WORD.findall(each)}
