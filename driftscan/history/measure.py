"""What the text of a file says of its size: lines, and how deep they are indented.

Lines that are blank are not counted. Indentation in levels, summed over the lines, stands for
complexity in the ranking by Tornhill, which ours is compared with.
"""

import re

from msgspec import Struct

from driftscan.history.releases import SCRIPTS, says_release

_HEAD = 600
# A word of its own: `@GeneratedValue` of JPA stands in what people write.
_MARKS = re.compile(rb"\bcode generated\b|@generated\b|\bdo not edit\b")
# gqlgen keeps what people write in the bodies of its functions.
_KEPT = b"implementations\n// will be copied through when generating"
# How dumps of databases begin, comment signs apart; Rails takes the comments of PostgreSQL's away.
_DUMPS = (b"postgresql database dump", b"set statement_timeout = 0;", b"mysql dump ")
_LONGEST_LINE = 5000
_TWO_SPACES = frozenset(b"js jsx ts tsx vue rb mjs svelte".split())


class Measure(Struct, frozen=True, array_like=True, gc=False):
    """Of one content. is_written: by people, as far as it says; else the rest is 0. is_release: of
    a script, whether it says which version of what it is."""

    lines: int
    indentation: int
    is_written: bool
    is_release: bool = False


NOT_WRITTEN = Measure(0, 0, False)


def measure(content: bytes, path: bytes) -> Measure:
    """The size of a file's content. path: by its ending two or four spaces are a level."""
    head = content[:_HEAD].lower()
    if (_MARKS.search(head) and _KEPT not in head) or head.lstrip(b"-\n ").startswith(_DUMPS):
        return NOT_WRITTEN
    lines = [line for line in content.split(b"\n") if line and not line.isspace()]
    if not lines or len(max(lines, key=len)) > _LONGEST_LINE:
        return NOT_WRITTEN
    width = 2 if path[path.rfind(b".") + 1 :] in _TWO_SPACES else 4
    levels = 0
    for line in lines:
        if line[0] in b" \t":
            blank = line[: len(line) - len(line.lstrip(b" \t"))]
            tabs = blank.count(b"\t")
            levels += tabs + (len(blank) - tabs) // width
    return Measure(len(lines), levels, True, path.endswith(SCRIPTS) and says_release(content))
