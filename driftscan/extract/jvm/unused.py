"""Imports of types that no code of the file names: forgotten ones, and those that only
documentation needs (`{@link Invoice}`, KDoc's `[Invoice]`).

Such a line has to compile, but nothing is done with what it names: javac leaves nothing of it in a
class file, and whoever reads the code sees no dependency.
"""

import re
from collections.abc import Iterable, Sequence, Set

from msgspec.structs import replace

from driftscan.extract.jvm.found import Found, captures, in_order
from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.fact import ImportContext, ImportFact

_UNUSED, _STATIC = int(ImportContext.UNUSED), int(ImportContext.STATIC)
_COMMENTS = "[(block_comment) (line_comment)] @comment"
_WORD = re.compile(rb"[\w$\x80-\xff]+")


def with_unused(
    imports: Sequence[ImportFact], parsed: Parsed, found: Found, names: Iterable[str]
) -> Sequence[ImportFact]:
    """The imports, those of types marked that no code names. A file that declares no type has no
    code to ask, and one that is read in part may use anything.

    found: what is known of the tree, its statements under "import", types under "declared".
    names: captures of names in code; only where an import is none of them all of it is looked at.
    """
    if parsed.problems or not found["declared"]:
        return imports
    asked = {_bound(fact) for fact in imports} - {b""}
    behind = max((node.end_byte for node in found["import"]), default=0)
    for name in names:
        told = (node.text for node in found[name] if node.start_byte >= behind)
        asked.difference_update(text for text in told if text)
    unused = asked - _words_of_code(parsed, found) if asked else asked
    return [
        replace(fact, context=fact.context | _UNUSED) if _bound(fact) in unused else fact
        for fact in imports
    ]


def _bound(fact: ImportFact) -> bytes:
    """The simple name that an import gives to one type, else nothing: a function may be asked for
    by an operator, and what is called as one begins with no capital."""
    if fact.name or fact.context & _STATIC:
        return b""
    simple = fact.alias or fact.module.rpartition(".")[2]
    return simple.encode() if simple[:1].isupper() else b""


def _words_of_code(parsed: Parsed, found: Found) -> Set[bytes]:
    """All but comments and imports; what stands in a text may be code, as in Kotlin's
    `"${Invoice.of(it)}"`."""
    code, at = [], 0
    for node in in_order([*captures(parsed, _COMMENTS)["comment"], *found["import"]]):
        code.append(parsed.content[at : node.start_byte])
        at = max(at, node.end_byte)
    code.append(parsed.content[at:])
    return set(_WORD.findall(b" ".join(code)))
