"""Words on lines of 80 columns, and the few colours that add emphasis to them."""

import posixpath
import shlex
import textwrap
from collections.abc import Iterator, Sequence

from driftscan.model.scan import Scan
from driftscan.report.escape import terminal
from driftscan.report.view import View

WIDTH = 80

BOLD, FAINT, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"


def painted(text: str, code: str, view: View) -> str:
    """The text in a colour, where colour is wanted. Only for text that is escaped already."""
    return f"\x1b[{code}m{text}\x1b[0m" if view.color else text


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> list[str]:
    """Text wrapped at 80 columns; words longer than a line (paths) stay in one piece.

    indent: columns before every line; hanging: further columns before all but the first.
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def pieces(parts: Sequence[str], indent: int, hanging: int = 4) -> Iterator[str]:
    """Parts side by side, two columns apart; a part that does not fit begins a new line.

    A part too long for any line is broken before its arrow, if it has one.
    """
    line = " " * indent
    is_empty = True
    for part in _fitting(parts, WIDTH - indent - hanging):
        if not is_empty and len(line) + 2 + len(part) > WIDTH:
            yield line
            line, is_empty = " " * (indent + hanging), True
        line += part if is_empty else f"  {part}"
        is_empty = False
    yield line


def _lines(text: str, width: int) -> list[str]:
    """A text that stands where a name does, such as a list of names, in lines."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [text]


def _fitting(parts: Sequence[str], width: int) -> Iterator[str]:
    for part in parts:
        source, arrow, target = part.partition(" -> ")
        if arrow and len(part) > width:
            yield from _lines(source, width)
            yield f"-> {target}"
        else:
            yield part


def same_arguments(scan: Scan) -> str:
    """What a proposed command line needs after it to speak of the same scan, '' for here."""
    words = [] if scan.root in ("", ".") else [scan.root]
    if scan.revision:
        words += ["--rev", scan.revision[:12]]
    if scan.staged:
        words.append("--staged")
    if scan.comparison:
        words += ["--base", scan.comparison.base]
    if scan.spec_file and not _is_found_by_itself(scan):
        words += ["--config", scan.spec_file]
    return "".join(f" {shlex.quote(terminal(word))}" for word in words)


def _is_found_by_itself(scan: Scan) -> bool:
    """Whether the spec lies at the top of what was scanned, or inside the scanned revision."""
    if scan.revision and scan.spec_file.startswith(f"{scan.revision[:12]}:"):
        return True
    directory, name = posixpath.split(scan.spec_file)
    beside = posixpath.normpath(directory or ".") == posixpath.normpath(scan.root or ".")
    return beside and name in ("driftscan.yaml", "driftscan.yml")


def counted(count: int, noun: str) -> str:
    """`1 file`, `2,000 files`; a noun in y takes ies, unless a vowel stands before it (`days`)."""
    if count == 1:
        return f"1 {noun}"
    takes_ies = noun.endswith("y") and noun[-2:-1] not in "aeou"
    plural = f"{noun[:-1]}ies" if takes_ies else f"{noun}s"
    return f"{count:,} {plural}"
