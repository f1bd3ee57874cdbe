"""Names in a Kotlin file that may lead to another one without an import."""

from collections.abc import Set

from tree_sitter import Node

from driftscan.extract.jvm.chains import chain_at, is_capital, type_in
from driftscan.extract.jvm.found import Found, Uses
from driftscan.extract.jvm.scopes import Reach, span_of
from driftscan.extract.kotlin.scoping import Scoping
from driftscan.model.fact import ImportContext, UseFact

_INHERITS = int(ImportContext.INHERITS)
_BY_SOME = int(ImportContext.INHERITS | ImportContext.CONDITIONAL)
# Words that mean something only in places, which the grammar takes for names.
_WORDS = frozenset(b"it field value this super class null true false annotation".split())
_DECLARING = ("declared", "alias", "parameter", "variable", "function", "label", "part")


def uses_of(content: bytes, found: Found, scoping: Scoping, bound: Set[str]) -> tuple[UseFact, ...]:
    """Names as they are written, but for those that the file declares itself; of what stands
    behind a dot the name with the dot, for it may be an extension.

    bound: simple names that imports give a meaning.
    """
    reading = _Reading(content, scoping, bound, scoping.supers_of_all(found["super"]))
    supers = {node.start_byte for node in found["super"]}
    chains = {node.start_byte for node in found["chain"]}
    members = {node.start_byte for node in found["member"]}
    done = {node.start_byte for name in _DECLARING for node in found[name]}
    skipped = Reach()
    for node in found["skipped"]:
        skipped.add(b"", span_of(node))
    for node in found["name"]:
        start = node.start_byte
        if start in done or skipped.holds(b"", start) or _is_label(content, node):
            continue
        if start in members:
            reading.member(node)
        elif start in chains:
            reading.type(node, start in supers)
        else:
            reading.name(node)
    return reading.uses.facts()


class _Reading:
    def __init__(
        self, content: bytes, scoping: Scoping, bound: Set[str], supers_of_all: Set[str]
    ) -> None:
        self._supers_of_all = supers_of_all
        self._content = content
        self._scoping = scoping
        self._bound = bound
        self.uses = Uses()

    def member(self, node: Node) -> None:
        """A name behind a dot."""
        simple = _simple(node)
        if simple not in self._bound and not is_capital(simple) and simple != "class":
            self.uses.add(f".{simple}", node)

    def type(self, node: Node, is_super: bool) -> None:
        """A name where only a type may stand."""
        simple = _simple(node)
        name = type_in(chain_at(self._content, node.start_byte)) or simple
        inherits = _INHERITS if name in self._supers_of_all else _BY_SOME
        context = inherits if is_super else 0
        if not self._scoping.types.holds(node.text or b"", node.start_byte):
            if context or name != simple or simple not in self._bound:
                self.uses.add(name, node, context)
        elif context and (qualified := self._scoping.own_type(simple)):
            self.uses.add(qualified + name[len(simple) :], node, context)

    def name(self, node: Node) -> None:
        """A name in an expression."""
        start, text = node.start_byte, node.text or b""
        scoping = self._scoping
        if text in _WORDS or self._content[start - 1 : start] == b"@":
            return
        if scoping.values.holds(text, start) or scoping.types.holds(text, start):
            return
        simple = _simple(node)
        name = type_in(chain_at(self._content, start))
        if not any(map(is_capital, name.split("."))):
            name = simple
        if name and name not in self._bound:
            self.uses.add(name, node)


def _simple(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace").strip("`")


def _is_label(content: bytes, node: Node) -> bool:
    """`return@name`, `name@ for`; an annotation's name is a type and comes before this."""
    return content[node.end_byte : node.end_byte + 1] == b"@"
