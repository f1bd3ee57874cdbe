"""A file's text with fewer comments, for asking whether it holds a word that matters.

What a licence or documentation speaks of says nothing of services: in some trees two files of three
hold such a word in comments only. Not every comment is found, but nothing is taken for one that is
code: only those that begin a line are taken out, and none but the first ones where a text may run
over several lines and hold what looks like a comment.
"""

from collections.abc import Callable

from driftscan.extract.possessive import compiled

_FIRST = compiled(rb"\A(?:\xef\xbb\xbf)?(?:\s++|//[^\n]*+|/\*(?s:.)*?\*/)*+")
# Each begins with the end of the line before, for that is found at once. Before the first line
# there is none, but what would be taken out of that is gone with the first comments.
_BLOCKS = compiled(rb"\n[ \t]*/\*(?s:.)*?\*/")
# A line that holds the end of a comment may itself stand in one, and code behind it.
_LINES = compiled(rb"\n[ \t]*+//(?![^\n]*\*/)[^\n]*+")


def without_remarks(content: bytes, holds_long_text: Callable[[bytes], object]) -> bytes:
    """Source of a language that has `//` and `/* */`, to be searched for words.

    holds_long_text: whether there may be a text of several lines in it.
    """
    begun = content[_end_of_first(content) :]
    if holds_long_text(begun):
        return begun
    # Behind the last end no comment ends: looking for one from every beginning would take for ever.
    last = begun.rfind(b"*/") + 2 if b"*/" in begun else 0
    return _LINES.sub(b"\n", _BLOCKS.sub(b"\n", begun[:last]) + begun[last:])


def _end_of_first(content: bytes) -> int:
    found = _FIRST.match(content)
    return found.end() if found else 0
