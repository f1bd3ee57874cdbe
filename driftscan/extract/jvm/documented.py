"""Imports that only documentation needs: `{@link Invoice}`, `@see Invoice`, KDoc's `[Invoice]`.

Such a line has to compile, but no code of the file does anything with what it names: javac leaves
nothing of it in a class file, and whoever reads the code sees no dependency. What nothing at all
names is told as ever: that is a statement that can go.
"""

import re
from collections.abc import Iterable, Sequence, Set

from msgspec.structs import replace

from driftscan.extract.jvm.found import Found, captures, in_order
from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.fact import ImportContext, ImportFact

_DOCUMENTED, _STATIC = int(ImportContext.DOCUMENTED), int(ImportContext.STATIC)
_COMMENTS = "[(block_comment) (line_comment)] @comment"
_OPENS = (b"/**", b"///")
_WORD = re.compile(rb"[\w$\x80-\xff]+")


def with_documented(
    imports: Sequence[ImportFact], parsed: Parsed, found: Found, names: Iterable[str]
) -> Sequence[ImportFact]:
    """The imports, those marked that nothing but documentation needs.

    found: what is known of the tree, its statements under "import". names: captures of names in
    code; only where an import is none of them the whole text is looked at.
    """
    if not any(mark in parsed.content for mark in _OPENS) or parsed.problems:
        return imports
    asked = {_bound(fact) for fact in imports} - {b""}
    behind = max((node.end_byte for node in found["import"]), default=0)
    for name in names:
        told = (node.text for node in found[name] if node.start_byte >= behind)
        asked.difference_update(text for text in told if text)
    if not asked:
        return imports
    only = _only_documented(asked, parsed, found)
    return [
        replace(fact, context=fact.context | _DOCUMENTED) if _bound(fact) in only else fact
        for fact in imports
    ]


def _bound(fact: ImportFact) -> bytes:
    """The simple name that an import gives to one type, else nothing: a function may be asked for
    by an operator, and what is called as one begins with no capital."""
    if fact.name or fact.context & _STATIC:
        return b""
    simple = fact.alias or fact.module.rpartition(".")[2]
    return simple.encode() if simple[:1].isupper() else b""


def _only_documented(asked: Set[bytes], parsed: Parsed, found: Found) -> Set[bytes]:
    """Names that stand in documentation and nowhere in the code; what stands in a text may be
    code, as in Kotlin's `"${Invoice.of(it)}"`."""
    comments = captures(parsed, _COMMENTS)["comment"]
    documentation = b" ".join(
        node.text or b"" for node in comments if (node.text or b"").startswith(_OPENS)
    )
    code, at = [], 0
    for node in in_order([*comments, *found["import"]]):
        code.append(parsed.content[at : node.start_byte])
        at = max(at, node.end_byte)
    code.append(parsed.content[at:])
    documented = asked & set(_WORD.findall(documentation))
    return documented - set(_WORD.findall(b" ".join(code)))
