"""python -m benchmarks.duplicates.seen LANGUAGE TREE...: of the functions that tree-sitter finds in
real files, how many our scan of the text finds, too. One that it misses can be in no family.

Functions with a body in braces (of Ruby: with an end), ten lines and longer, production code alone.
`--show N` prints where so many of the missed ones stand, for reading.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from tree_sitter import Query, QueryCursor

from driftscan.extract.fragments.extractor import extract
from driftscan.extract.syntax.grammars import grammar, parser

_SCRIPT = """[(function_declaration) (method_definition)] @f
(variable_declarator value: (arrow_function body: (statement_block))) @f"""
# Its grammar, suffix and functions; the lexicon is called like the language, of tsx as said.
LANGUAGES = {
    "csharp": (
        "c_sharp",
        ".cs",
        "[(method_declaration body: (block)) (constructor_declaration body: (block))] @f",
    ),
    "go": ("go", ".go", "[(function_declaration) (method_declaration)] @f"),
    "java": (
        "java",
        ".java",
        "[(method_declaration body: (block)) (constructor_declaration)] @f",
    ),
    "javascript": ("javascript", ".js", _SCRIPT),
    "kotlin": ("kotlin", ".kt", "(function_declaration (function_body)) @f"),
    "php": ("php", ".php", "[(function_definition) (method_declaration body: (_))] @f"),
    "ruby": ("ruby", ".rb", "(method) @f"),
    "rust": ("rust", ".rs", "(function_item) @f"),
    "tsx": ("tsx", ".tsx", _SCRIPT),
    "typescript": ("typescript", ".ts", _SCRIPT),
}
_LEXICON = {"tsx": "typescript"}
_LINES = 10
_FILES = 1500
_LARGEST = 300_000
_MOSTLY = 0.7
_SKIPPED = ("test", "Test", "vendor", "node_modules", ".min.")

Lines = tuple[int, int]


def main() -> None:
    """Read the arguments, print how many there are and how many are missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("language", choices=LANGUAGES)
    asked.add_argument("trees", nargs="+", type=Path)
    asked.add_argument("--show", type=int, default=0)
    given = asked.parse_args()
    there, missed = 0, []
    for path in _files(given.trees, LANGUAGES[given.language][1]):
        content = path.read_bytes()
        found = extract(content, _LEXICON.get(given.language, given.language)).fragments
        for lines in _functions(content, given.language):
            there += 1
            if not any(_is_same(lines, (each.start, each.end)) for each in found):
                missed.append(f"{path}:{lines[0]}-{lines[1]}")
    share = 1 - len(missed) / there if there else 0.0
    print(f"{given.language}: {there} functions, {len(missed)} missed, {share:.4f} found")
    print(*sorted(missed)[: given.show], sep="\n")


def _files(trees: list[Path], suffix: str) -> list[Path]:
    """At most 1,500 of them, drawn by seed."""
    found = sorted(
        path
        for tree in trees
        for path in tree.rglob(f"*{suffix}")
        if path.is_file() and not any(word in str(path.relative_to(tree)) for word in _SKIPPED)
    )
    random.Random(1).shuffle(found)
    return [path for path in found[:_FILES] if path.stat().st_size <= _LARGEST]


def _functions(content: bytes, language: str) -> Iterator[Lines]:
    name, _, wanted = LANGUAGES[language]
    tree = parser(name).parse(content)
    for node in QueryCursor(Query(grammar(name), wanted)).captures(tree.root_node).get("f", []):
        first, last = node.start_point.row + 1, node.end_point.row + 1
        if last - first + 1 >= _LINES and not node.has_error:
            yield first, last


def _is_same(one: Lines, other: Lines) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0]) + 1
    longer = max(one[1] - one[0], other[1] - other[0]) + 1
    return common >= _MOSTLY * longer


if __name__ == "__main__":
    main()
