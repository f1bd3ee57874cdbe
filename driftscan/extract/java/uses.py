"""Names in a Java file that may lead to another one without an import."""

from collections.abc import Set

from driftscan.extract.java.scoping import Scoping
from driftscan.extract.jvm.chains import chain_at, type_in, without_blanks
from driftscan.extract.jvm.found import Found, Uses
from driftscan.model.fact import ImportContext, UseFact

# The grammar puts in a name without text where it misses one.
_NO_NAMES = frozenset((b"", b"var", b"record", b"yield"))
_INHERITS = int(ImportContext.INHERITS)
_BY_SOME = int(ImportContext.INHERITS | ImportContext.CONDITIONAL)


def uses_of(content: bytes, found: Found, scoping: Scoping, bound: Set[str]) -> tuple[UseFact, ...]:
    """Types by the names they are written with, but for those that the file declares itself.

    bound: simple names that single imports give a meaning; of these only supertypes and what is
    nested in them count.
    """
    reading = _Reading(content, scoping, bound)
    reading.types(found)
    reading.heads(found)
    return reading.uses.facts()


class _Reading:
    def __init__(self, content: bytes, scoping: Scoping, bound: Set[str]) -> None:
        self._content = content
        self._scoping = scoping
        self._bound = bound
        self.uses = Uses()

    def types(self, found: Found) -> None:
        """Names where only types may stand."""
        supers = {node.start_byte for node in found["super"]}
        of_all = self._scoping.supers_of_all(found["super"])
        chains = {node.start_byte for node in found["chain"]}
        parts = {node.start_byte for node in found["part"]}
        own = self._scoping.types
        for node in found["type"]:
            start, text = node.start_byte, node.text or b""
            if start in parts or text in _NO_NAMES:
                continue
            simple = text.decode("utf-8", "replace")
            name = type_in(chain_at(self._content, start)) if start in chains else simple
            inherits = _INHERITS if name in of_all else _BY_SOME
            context = inherits if start in supers else 0
            if not own.holds(text, start):
                if context or name != simple or simple not in self._bound:
                    self.uses.add(name, node, context)
            elif context and (qualified := self._scoping.own_type(simple)):
                self.uses.add(qualified + name[len(simple) :], node, context)
        for node in found["named"]:
            name = without_blanks(node.text or b"")
            simple = name.partition(".")[0]
            if name not in self._bound and not own.holds(simple.encode(), node.start_byte):
                self.uses.add(name, node)

    def heads(self, found: Found) -> None:
        """Names before a dot: a variable hides a type, and a type hides a package (JLS 6.4.2)."""
        variables, types = self._scoping.variables, self._scoping.types
        for node in found["head"]:
            start, text = node.start_byte, node.text or b""
            if variables.holds(text, start) or types.holds(text, start):
                continue
            name = type_in(chain_at(self._content, start))
            if name and name not in self._bound:
                self.uses.add(name, node)
