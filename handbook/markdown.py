"""Small pieces of Markdown that several pages need."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

_LANGUAGES = {
    "": "text",
    ".cs": "csharp",
    ".go": "go",
    ".java": "java",
    ".js": "javascript",
    ".json": "json",
    ".kt": "kotlin",
    ".mod": "text",
    ".php": "php",
    ".py": "python",
    ".rb": "ruby",
    ".rs": "rust",
    ".sql": "sql",
    ".toml": "toml",
    ".ts": "typescript",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def code(text: str) -> str:
    """Inline code that may hold backticks, and bars of tables."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    padded = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{padded}{fence}"


def cell(text: str) -> str:
    """Text in a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def block(text: str, language: str) -> list[str]:
    """A fenced block."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return [f"{fence}{language}", *text.strip("\n").split("\n"), fence]


def language_of(path: str) -> str:
    """The word that colours a file's text."""
    return _LANGUAGES.get(PurePosixPath(path).suffix, "text")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(map(cell, line)) + " |" for line in lines]
