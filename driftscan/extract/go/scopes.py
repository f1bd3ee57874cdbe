"""Which identifiers of a Go file no local name hides: one sweep over the places in its text."""

from collections import Counter, defaultdict

from tree_sitter import Node

from driftscan.extract.syntax.parsed import Captured, line_of, text_of
from driftscan.model.fact import UseFact

# What happens at one byte, in this order: names come to be before a block ends there.
_BIND, _CLAUSE, _LEAVE, _ENTER, _BODY, _FUNCTION, _PARAMETER, _ALIAS, _USE = range(9)


class Sweep:
    """Collects what a query found of blocks, local names and uses; uses() tells the free ones."""

    def __init__(self) -> None:
        self._events: list[tuple[int, int, str, int]] = []
        self._declaring: set[int] = set()

    def take(self, found: Captured) -> None:
        """One match of queries.FILE, if it is about blocks, local names or uses."""
        if "use" in found:
            self.use(_qualified(found["use"][0]), found["use"][0])
        elif "scope" in found:
            self._scope(found["scope"][0])
        elif "bound" in found:
            self._declare(found["bound"][0], found["until"][0].end_byte, _BIND)
        elif "parameter" in found:
            self._declare(found["parameter"][0], found["parameter"][0].end_byte, _PARAMETER)
        elif "function" in found:
            self._events.append((found["function"][0].start_byte, _FUNCTION, "", 0))
        elif "body" in found:
            self._events.append((found["body"][0].start_byte, _BODY, "", 0))
        elif "alias" in found:
            self._declare(found["alias"][0], found["alias"][0].end_byte, _ALIAS)
        elif "colon" in found:
            self._events.append((found["colon"][0].end_byte, _CLAUSE, "", 0))

    def use(self, name: str, node: Node) -> None:
        """A name that stands in the code, after all local ones were taken; only exported ones can
        be another package's."""
        exported = name.rpartition(".")[2][:1].isupper()
        if exported and node.start_byte not in self._declaring:
            self._events.append((node.start_byte, _USE, name, line_of(node)))

    def uses(self) -> tuple[UseFact, ...]:
        """The names whose first part no local name hides where they stand, sorted."""
        lines: dict[str, list[int]] = defaultdict(list)
        blocks = _Blocks()
        for _, what, name, line in sorted(self._events):
            if what == _USE:
                if not blocks.hidden[name.partition(".")[0]]:
                    lines[name].append(line)
            else:
                blocks.take(what, name)
        return tuple(UseFact(name, tuple(dict.fromkeys(lines[name]))) for name in sorted(lines))

    def _declare(self, name: Node, holds_from: int, what: int) -> None:
        self._declaring.add(name.start_byte)
        self._events.append((holds_from, what, text_of(name), 0))

    def _scope(self, node: Node) -> None:
        if node.start_byte < node.end_byte:  # one that is missing in the text has no inside
            self._events.append((node.start_byte, _ENTER, "", 0))
            self._events.append((node.end_byte, _LEAVE, "", 0))


class _Blocks:
    """The blocks around one place of the text, outermost first.

    hidden: how many local declarations of a name are known there. _aliases: for each block the name
    that it declares anew in each of its clauses, as type switches do, else ''.
    """

    def __init__(self) -> None:
        self.hidden: Counter[str] = Counter()
        self._aliases = [""]
        self._names: list[list[str]] = [[]]
        self._parameters: list[str] = []

    def take(self, what: int, name: str) -> None:
        """On to the next event."""
        if what == _BIND:
            self._bind(name)
        elif what == _ENTER:
            self._aliases.append("")
            self._names.append([])
        elif what == _LEAVE:
            self._aliases.pop()
            self.hidden.subtract(self._names.pop())
        elif what == _PARAMETER:
            self._parameters.append(name)
        elif what == _ALIAS:
            self._aliases[-1] = name
        elif what == _CLAUSE:
            self._begin_clause()
        else:
            self._begin_function(has_body=what == _BODY)

    def _bind(self, name: str) -> None:
        self.hidden[name] += 1
        self._names[-1].append(name)

    def _begin_clause(self) -> None:
        """The block around it is its switch."""
        if len(self._aliases) > 1 and self._aliases[-2]:
            self._bind(self._aliases[-2])

    def _begin_function(self, has_body: bool) -> None:
        """Its body takes the parameters; those of a function without one are nobody's."""
        for name in self._parameters if has_body else ():
            self._bind(name)
        self._parameters.clear()


def _qualified(node: Node) -> str:
    """`pkg.Name`, without the blanks and comments that may stand in it."""
    text = text_of(node)
    if text.replace(".", "", 1).isidentifier():
        return text
    first, last = node.child(0), node.child(node.child_count - 1)
    return f"{text_of(first)}.{text_of(last)}" if first and last else ""
