"""A Dockerfile as instructions: lines joined, comments and here-documents left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIRECTIVE = re.compile(r"#\s*escape\s*=\s*(.)")
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_HERE = re.compile(r"(?:^|\s)<<-?[\"']?([A-Za-z_]\w*)")
_HAS_HERE = frozenset({"RUN", "COPY", "ADD"})


@dataclass(frozen=True, slots=True)
class Instruction:
    """word: in capitals. rest: what follows it, without line ends. line: where it begins."""

    word: str
    rest: str
    line: int


def instructions(text: str) -> Iterator[Instruction]:
    """Every instruction in the order of the file."""
    first = _DIRECTIVE.match(text)
    escape = first[1] if first else "\\"
    lines = enumerate(text.split("\n"), start=1)
    for line, written in lines:
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        found = _INSTRUCTION.fullmatch(_joined(written, escape, lines))
        if not found:
            continue
        word, rest = found[1].upper(), found[2].strip()
        if word in _HAS_HERE:
            _pass_documents(rest, lines)
        yield Instruction(word, rest, line)


def _joined(written: str, escape: str, lines: Iterator[tuple[int, str]]) -> str:
    """An instruction with the lines that it goes on for; comments may stand between them."""
    parts: list[str] = []
    while written.rstrip().endswith(escape):
        parts.append(written.rstrip()[:-1])
        written = next((text for _, text in lines if not text.lstrip().startswith("#")), "")
    return " ".join([*parts, written])


def _pass_documents(rest: str, lines: Iterator[tuple[int, str]]) -> None:
    for end in _HERE.findall(rest):
        for _, text in lines:
            if text.strip() == end:
                break
