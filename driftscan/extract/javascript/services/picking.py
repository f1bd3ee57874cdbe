"""Arguments of calls as texts, chosen by short words of the tables.

`0` is the first argument unless it is an object, `1.url` the property `url` of the second, `0[]`
each item of a list or else the argument itself; blanks part alternatives, the first found counts.
`host:port` behind a number means two properties that make an address.
"""

from functools import cached_property

from tree_sitter import Node

from driftscan.extract.javascript.services.nodes import bare, called, entries
from driftscan.extract.javascript.services.program import Call, Program, name_of
from driftscan.extract.javascript.services.texts import Texts
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.alternatives import host_and_port
from driftscan.model.service_fact import Text

_DEEPEST = 4
_HOSTS = ("host", "hostname", "server")
_ADDRESSES = """connectionString connectionUri url uri node nodes host hostname server brokers
    servers contactPoints cloud clusterEndpoint endpoint""".split()


class Picker:
    """Arguments of the calls of one file."""

    def __init__(self, program: Program, texts: Texts) -> None:
        self.program = program
        self.texts = texts
        self._makers: dict[int, Node | None] = {}

    def text(self, call: Call, words: str) -> Text:
        """The first of several arguments of which something is known."""
        for node in self.nodes(call, words):
            if text := self.texts.known(node):
                return text
        return ()

    def texts_of(self, call: Call, words: str) -> list[Text]:
        """All of what is known of the first alternative that is there."""
        for word in words.split():
            if found := [t for n in self.nodes(call, word) if (t := self.texts.known(n))]:
                return found
        return []

    def word(self, call: Call, words: str) -> str:
        """A literal; '' for anything else."""
        return next((said for n in self.nodes(call, words) if (said := literal(n))), "")

    def nodes(self, call: Call, words: str) -> list[Node]:
        """The expressions that the words name, in their order."""
        found: list[Node] = []
        for word in words.split():
            place, _, keys = word.partition(".")
            at = int(place.removesuffix("[]"))
            if at >= len(call.arguments):
                continue
            here: list[Node | None] = [call.arguments[at]]
            if place.endswith("[]"):
                here = list(self.items(call.arguments[at]))
            for key in keys.split(".") if keys else ():
                here = [self._property(node, key) for node in here]
            for node in here:
                if node is not None and (keys or node.type != "object"):
                    found += self.items(node)
        return found

    def options(self, node: Node | None) -> dict[str, Node]:
        """The properties of an object that an argument stands for."""
        inside = self.program.object_of(node)
        return dict(entries(inside)) if inside is not None else {}

    def address(self, node: Node | None, depth: int = 0) -> Text:
        """Where a client connects to: a text, an object with a host or URL in it, a list of
        either (its first)."""
        options = self.options(node)
        if depth > _DEEPEST:
            return ()
        if not options:
            first = next(iter(self.items(node)), None) if node is not None else None
            if first is not None and first.type == "object":
                return self.address(first, depth + 1)
            return self.texts.known(first) if first is not None else ()
        for key in ("connection", "socket", "dbCredentials"):
            if key in options and (found := self.address(options[key], depth + 1)):
                return found
        for key in _ADDRESSES:
            if key in options and (found := self._at(key, options, depth)):
                return found
        return ()

    def made_by(self, node: Node | None) -> Node | None:
        """The call that made what an expression stands for."""
        node = bare(node)
        if node is None or node.type in ("call_expression", "new_expression"):
            return node
        name = name_of(node)
        if name and node.id not in self._makers:
            self._makers[node.id] = None
            known = self.program.bindings(name, node.start_byte)
            makers = (self.made_by(each.value) for each in known if not each.steps)
            self._makers[node.id] = next((each for each in makers if each is not None), None)
        return self._makers.get(node.id)

    def _at(self, key: str, options: dict[str, Node], depth: int) -> Text:
        if key in _HOSTS:
            port = self.texts.known(options["port"]) if "port" in options else ()
            return host_and_port(self.texts.known(options[key]), port)
        return self.address(options[key], depth + 1)

    def _property(self, node: Node | None, key: str) -> Node | None:
        return self.options(node).get(key)

    @cached_property
    def uses(self) -> dict[int, Node]:
        """Of calls that are arguments of `app.use('/path', ...)`: that path."""
        return {
            each.id: call.arguments[0]
            for call in self.program.calls
            if call.method in ("use", "all", "register") and len(call.arguments) > 1
            for each in call.arguments[1:]
        }

    def items(self, node: Node | None) -> list[Node]:
        """The items of a list, which a name may stand for; anything else is its own only item."""
        inner = bare(node)
        if inner is not None and inner.type == "identifier":
            for binding in self.program.bindings(name_of(inner), inner.start_byte):
                if binding.value is not None and binding.value.type == "array":
                    inner = binding.value
        if inner is None or inner.type != "array":
            return [node] if node is not None else []
        return [each for each in map(bare, inner.named_children[:200]) if each is not None]


def holder_of(call: Call) -> Node | None:
    """The expression whose method is called."""
    callee = called(call.node)
    if callee is None or callee.type != "member_expression":
        return None
    return bare(callee.child_by_field_name("object"))
