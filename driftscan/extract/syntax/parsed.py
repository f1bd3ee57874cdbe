"""Bytes to a syntax tree, and what in them could not be read."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node, QueryCursor, Tree, TreeCursor

from driftscan.extract.syntax.grammars import parser, query
from driftscan.model.fact import Problem

_UTF8_MARK = b"\xef\xbb\xbf"
# A text may hold one, as a separator in a string; what is no text is full of them.
_TEXT_FOR_A_NUL = 1000
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# A query keeps each match that has begun and holds a capture; every node that it looks at is held
# against all of them, so in deep nesting time would grow with the square.
_MOST_BEGUN = 2048
_MESSAGE = "a part that begins here could not be read, so imports in it may be missing"

Captured = dict[str, list[Node]]


class Parsed(Struct, frozen=True):
    """One file. content: in UTF-8, with all its lines. problems: at most one, of the first place
    that the grammar has no words for. tree: kept, for its nodes are only views of it.
    overrun: the queries that lost a match so far, see matches().
    """

    tree: Tree
    content: bytes
    grammar: str
    problems: tuple[Problem, ...] = ()
    overrun: list[str] = []

    @property
    def root(self) -> Node:
        """The whole file."""
        return self.tree.root_node

    def matches(self, text: str, node: Node | None = None) -> Iterator[Captured]:
        """What a query finds, in the order of the text: for each match the nodes by capture name.

        node: where to look, else everywhere. More than 2,048 matches that have begun to capture and
        are open at once lose the outermost of them.
        """
        for _, captured in self._found(text, node):
            yield captured

    def around(self, text: str, start: int, end: int) -> Iterator[Captured]:
        """What a query finds that overlaps a part of the text, from start to before end."""
        cursor = QueryCursor(query(self.grammar, text), match_limit=_MOST_BEGUN)
        cursor.set_byte_range(start, end)
        for _, captured in self._told(cursor, text, self.root):
            yield captured

    def by_pattern(self, text: str) -> dict[int, list[Captured]]:
        """The same, of the whole file, by the number of the pattern in the query; those of each
        pattern in the order of the text."""
        sorted_out: dict[int, list[Captured]] = defaultdict(list)
        for pattern, captured in self._found(text, None):
            sorted_out[pattern].append(captured)
        return sorted_out

    def _found(self, text: str, node: Node | None) -> list[tuple[int, Captured]]:
        cursor = QueryCursor(query(self.grammar, text), match_limit=_MOST_BEGUN)
        return self._told(cursor, text, node or self.root)

    def _told(self, cursor: QueryCursor, text: str, node: Node) -> list[tuple[int, Captured]]:
        found = cursor.matches(node)
        if cursor.did_exceed_match_limit:
            self.overrun.append(text)
        return found


def parse(content: bytes, grammar: str) -> Parsed | Problem:
    """The syntax tree of a file's content; a fatal Problem if it is no text."""
    text = _as_utf8(content)
    if isinstance(text, Problem):
        return text
    tree = _tree(text, grammar)
    line = _first_error(tree)
    problems = (Problem("syntax", _MESSAGE, line),) if line else ()
    return Parsed(tree, text, grammar, problems)


def has_just_parsed(content: bytes) -> bool:
    """Whether the tree at hand is one of this content, as far as its text begins with it."""
    return any(text.startswith(content.removeprefix(_UTF8_MARK)) for _, text in _at_hand)


def _tree(text: bytes, grammar: str) -> Tree:
    """The tree of the last text is kept: two journeys may ask for a file one after the other."""
    if (grammar, text) not in _at_hand:
        _at_hand.clear()
        _at_hand[grammar, text] = parser(grammar).parse(text)
    return _at_hand[grammar, text]


_at_hand: dict[tuple[str, bytes], Tree] = {}


def text_of(node: Node) -> str:
    """The text of a node; what is not UTF-8 names nothing."""
    return (node.text or b"").decode("utf-8", "replace")


def line_of(node: Node) -> int:
    """1-based line where a node begins."""
    return int(node.start_point[0]) + 1


def last_line_of(node: Node) -> int:
    """1-based line where a node ends."""
    return int(node.end_point[0]) + 1


def nodes_of(root: Node) -> Iterator[Node]:
    """Every node below and including the root, in the order of the text, without recursion."""
    cursor = root.walk()
    while True:
        if cursor.node is not None:
            yield cursor.node
        if cursor.goto_first_child():
            continue
        if not _goto_next(cursor):
            return


def _as_utf8(content: bytes) -> bytes | Problem:
    if content.startswith(_UTF8_MARK):
        return content[len(_UTF8_MARK) :]
    encoding = _MARKS.get(content[:2])
    if encoding:
        return content[2:].decode(encoding, "replace").encode()
    if b"\0" not in content:
        return content
    if content.count(b"\0") * _TEXT_FOR_A_NUL > len(content):
        return Problem("encoding", "is no text: it holds a NUL byte", fatal=True)
    return content.replace(b"\0", b" ")


def _first_error(tree: Tree) -> int:
    """1-based line of the first place that could not be parsed, 0 for none."""
    if not tree.root_node.has_error:
        return 0
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is None or node.is_error or node.is_missing:
            return 1 if node is None else line_of(node)
        # Only what has an error is looked into; of its children one must be it.
        if node.has_error and cursor.goto_first_child():
            continue
        if not _goto_next(cursor):
            return 1


def _goto_next(cursor: TreeCursor) -> bool:
    """To the next node that is not inside this one."""
    while not cursor.goto_next_sibling():
        if not cursor.goto_parent():
            return False
    return True
