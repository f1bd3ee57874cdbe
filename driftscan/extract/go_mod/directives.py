"""The lines of a go.mod or go.work file: a verb and its words, alone or in a block of its verb."""

import re
from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.fact import Problem

_TOKEN = re.compile(
    r"//(?P<comment>.*)"
    r'|"(?P<quoted>[^"\n]*)"'
    r"|`(?P<raw>[^`\n]*)`"
    r"|(?P<word>[()]|(?:(?!//)[^\s\"`()])+)"
)
_MARK = b"\xef\xbb\xbf"


class Directive(Struct, frozen=True):
    """words: without the verb and without quotes. comment: what stands behind `//`, stripped."""

    verb: str
    words: tuple[str, ...]
    line: int
    comment: str = ""


class Directives(Struct, frozen=True):
    """All of one file, in the order of the text."""

    lines: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, verb: str) -> list[Directive]:
        """Those of one verb."""
        return [each for each in self.lines if each.verb == verb]


def read_directives(content: bytes) -> Directives:
    """What a file says, line by line; what is no text is one fatal problem."""
    try:
        text = content.removeprefix(_MARK).decode()
    except UnicodeDecodeError:
        return Directives(problems=(Problem("encoding", "is no UTF-8 text", fatal=True),))
    found: list[Directive] = []
    block, opened = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        words, comment = _tokens(line)
        if words[:1] == [")"]:
            block = ""
        elif words[-1:] == ["("] and not block:
            block, opened = words[0], number
        elif words:
            verb, said = (block, words) if block else (words[0], words[1:])
            found.append(Directive(verb, tuple(said), number, comment))
    unclosed = [Problem("syntax", f"the block of {block[:40]} has no end", opened)] if block else []
    return Directives(tuple(found), tuple(unclosed))


def split_at_arrow(words: Sequence[str]) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Both sides of `replace old [version] => new [version]`, '' for no version; None if it is
    none."""
    if words.count("=>") != 1:
        return None
    at = list(words).index("=>")
    old, new = words[:at], words[at + 1 :]
    if len(old) not in (1, 2) or len(new) not in (1, 2):
        return None
    return (old[0], "".join(old[1:])), (new[0], "".join(new[1:]))


def _tokens(line: str) -> tuple[list[str], str]:
    words, comment = [], ""
    for match in _TOKEN.finditer(line):
        if match["comment"] is not None:
            comment = match["comment"].strip()
        else:
            words.append(match["quoted"] or match["raw"] or match["word"] or "")
    return words, comment
