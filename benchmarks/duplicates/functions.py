"""Real functions from source trees, taken out by tree-sitter: not by what is measured here."""

import random
import textwrap
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from tree_sitter import Node, Query, QueryCursor

from driftscan.extract.syntax.grammars import grammar, parser


class Language(Struct, frozen=True):
    """What has to be known to take functions of a language and to put them into a file."""

    grammar: str
    suffix: str
    functions: str
    top: str = ""
    bottom: str = ""


LANGUAGES = {
    "java": Language(
        "java", ".java", "(method_declaration body: (block)) @f", "class Planted {\n", "}\n"
    ),
    "go": Language(
        "go", ".go", "[(function_declaration) (method_declaration)] @f", "package planted\n\n"
    ),
    "typescript": Language("typescript", ".ts", "(function_declaration) @f"),
}
_LINES = range(12, 61)
_TOKENS = range(80, 701)
_MOST_OF_A_FILE = 3
_SKIPPED = ("test", "Test", "spec", "generated", "vendor", "node_modules", ".pb.", ".d.ts", "mock")
_WIDE = 5


class Leaf(Struct, frozen=True):
    """A token: the type of its node, its text and where it begins."""

    kind: str
    text: str
    at: int


class Function(Struct, frozen=True):
    """A function by itself, its first column being 0."""

    text: str
    shape: frozenset[tuple[str, ...]]


def leaves(text: str, language: Language) -> list[Leaf]:
    """Tokens of a text, comments and all."""
    content = text.encode()
    cursor = parser(language.grammar).parse(content).walk()
    found: list[Leaf] = []
    going = True
    while going:
        node = cursor.node
        assert node is not None
        whole = not node.child_count or "string" in node.type or "literal" in node.type
        if whole and node.end_byte > node.start_byte:
            written = content[node.start_byte : node.end_byte].decode("utf-8", "replace")
            found.append(Leaf(node.type, written, node.start_byte))
        going = (not whole and cursor.goto_first_child()) or cursor.goto_next_sibling()
        while not going and cursor.goto_parent():
            going = cursor.goto_next_sibling()
    return found


def blind(text: str, language: Language) -> list[str]:
    """Tokens without names and literals."""
    return [_blinded(leaf) for leaf in leaves(text, language) if "comment" not in leaf.kind]


def _blinded(leaf: Leaf) -> str:
    if "identifier" in leaf.kind:
        return "name"
    return "literal" if "literal" in leaf.kind or "string" in leaf.kind else leaf.text


def dissimilar(language: Language, trees: list[Path], wanted: int, seed: int) -> list[Function]:
    """So many functions that no two of are alike, in an order that the seed decides."""
    files = sorted(
        path
        for tree in trees
        for path in tree.rglob(f"*{language.suffix}")
        if not any(word in str(path.relative_to(tree)) for word in _SKIPPED)
    )
    random.Random(seed).shuffle(files)
    chosen: list[Function] = []
    index: dict[tuple[str, ...], list[int]] = {}
    for path in files:
        new = 0
        for function in _functions(path, language):
            if not _is_like(function, chosen, index):
                for gram in function.shape:
                    index.setdefault(gram, []).append(len(chosen))
                chosen.append(function)
                new += 1
            if new == _MOST_OF_A_FILE or len(chosen) == wanted:
                break
        if len(chosen) == wanted:
            break
    return chosen


def _functions(path: Path, language: Language) -> Iterator[Function]:
    content = path.read_bytes()
    tree = parser(language.grammar).parse(content)
    query = Query(grammar(language.grammar), language.functions)
    found = QueryCursor(query).captures(tree.root_node).get("f", [])
    for node in sorted(found, key=lambda each: each.start_byte):  # they come in any order
        text = _text(node, content)
        if text is not None and text.count("\n") in _LINES:
            tokens = blind(text, language)
            if len(tokens) in _TOKENS:
                yield Function(text, _grams(tokens))


def _text(node: Node, content: bytes) -> str | None:
    begin = content.rfind(b"\n", 0, node.start_byte) + 1
    try:
        text = textwrap.dedent(content[begin : node.end_byte].decode()) + "\n"
    except UnicodeDecodeError:
        return None
    return None if node.has_error or "`" in text or "/*" in text else text


def _grams(tokens: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(tokens[at : at + _WIDE]) for at in range(len(tokens) - _WIDE + 1))


def _is_like(
    function: Function, chosen: list[Function], index: dict[tuple[str, ...], list[int]]
) -> bool:
    shared: dict[int, int] = {}
    for gram in function.shape:
        for at in index.get(gram, ()):
            shared[at] = shared.get(at, 0) + 1
    return any(
        count > 0.25 * len(function.shape | chosen[at].shape)
        or count > 0.5 * min(len(function.shape), len(chosen[at].shape))
        for at, count in shared.items()
    )
