"""Which identifiers of a Go file no local name hides: one sweep over the places in its text."""

from collections import Counter, defaultdict

from tree_sitter import Node

from driftscan.extract.syntax.parsed import Captured, line_of, text_of
from driftscan.model.fact import UseFact

# What happens at one byte, in this order: names come to be before a block ends there.
_BIND, _LEAVE, _ENTER, _USE = range(4)


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
            name = found["bound"][0]
            self._declaring.add(name.start_byte)
            self._events.append((_holds_from(found), _BIND, text_of(name), 0))

    def use(self, name: str, node: Node) -> None:
        """A name that stands in the code, after all local ones were taken; only exported ones can
        be another package's."""
        exported = name.rpartition(".")[2][:1].isupper()
        if exported and node.start_byte not in self._declaring:
            self._events.append((node.start_byte, _USE, name, line_of(node)))

    def uses(self) -> tuple[UseFact, ...]:
        """The names whose first part no local name hides where they stand, sorted."""
        lines: dict[str, list[int]] = defaultdict(list)
        hidden: Counter[str] = Counter()
        blocks: list[list[str]] = [[]]
        for _, what, name, line in sorted(self._events):
            if what == _USE:
                if not hidden[name.partition(".")[0]]:
                    lines[name].append(line)
            elif what == _BIND:
                hidden[name] += 1
                blocks[-1].append(name)
            elif what == _ENTER:
                blocks.append([])
            else:
                hidden.subtract(blocks.pop())
        return tuple(UseFact(name, tuple(dict.fromkeys(lines[name]))) for name in sorted(lines))

    def _scope(self, node: Node) -> None:
        if node.start_byte < node.end_byte:  # one that is missing in the text has no inside
            self._events.append((node.start_byte, _ENTER, "", 0))
            self._events.append((node.end_byte, _LEAVE, "", 0))


def _holds_from(found: Captured) -> int:
    """The byte from which on a local name is known."""
    if "body" in found:
        return int(found["body"][0].start_byte) + 1
    return int((found.get("until") or found["colon"])[0].end_byte)


def _qualified(node: Node) -> str:
    """`pkg.Name`, without the blanks and comments that may stand in it."""
    text = text_of(node)
    if text.replace(".", "", 1).isidentifier():
        return text
    first, last = node.child(0), node.child(node.child_count - 1)
    return f"{text_of(first)}.{text_of(last)}" if first and last else ""
