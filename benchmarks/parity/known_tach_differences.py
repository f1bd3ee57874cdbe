"""Differences from tach that were looked into: who is right, and why."""

import ast
import re
from pathlib import Path

from benchmarks.parity.tach import Place

_DYNAMIC = "driftscan is right: import_module with a literal name imports it; tach does not look"
_BROKEN = "driftscan read the imports before the place that cannot be parsed; tach skips the file"
_ELSE = (
    "driftscan is right: it stands in the else of `if TYPE_CHECKING`, which is what runs; tach "
    "leaves out the whole statement"
)
_RESERVED = "told in docs/spec.md: names like __version__ are public everywhere"
_INSIDE = "more lenient, and told: x\\..* is public with x itself"


def explanation(root: Path, who: str, place: Place, configuration: str) -> str:
    """Why the tools differ at a place, '' if nobody has looked."""
    _, path, line = place
    content = (root / path).read_bytes()
    statement = _statement(content, line)
    if who == "only ours":
        if statement is None:
            return _BROKEN
        if line in _lines_that_run(content):
            return _ELSE
        return _DYNAMIC if "import_module(" in statement else ""
    names = re.findall(r"[\w.]+", (statement or "").partition(" import ")[2])
    if any(name.startswith("__") for name in names):
        return _RESERVED
    return _INSIDE if any(f"{name}\\..*'" in configuration for name in names) else ""


def _lines_that_run(content: bytes) -> set[int]:
    """Those in the else of an `if TYPE_CHECKING`."""
    return {
        line
        for node in ast.walk(ast.parse(content))
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in node.orelse
        for line in range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    }


def _statement(content: bytes, line: int) -> str | None:
    """The statement that begins in a line; None in a file that is no Python."""
    try:
        tree = ast.parse(content)
    except SyntaxError:
        return None
    text = content.decode("utf-8", "replace")
    found = [
        ast.get_source_segment(text, node) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt | ast.Call) and node.lineno == line
    ]
    return min(found, key=len, default=text.splitlines()[line - 1])
