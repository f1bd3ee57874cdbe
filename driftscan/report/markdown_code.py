"""The escaper of Markdown: all text that is not driftscan's own stands in a code span."""

import re

from driftscan.report.escape import terminal, terminal_sentence

_BACKTICKS = re.compile("`+")


def code(text: str) -> str:
    """Text as a code span, where mentions, markup, HTML and references are plain characters.

    The fence is longer than any run of backticks inside, as CommonMark 6.1 asks for; line breaks
    and what cannot be seen are spelled out; a text beyond 300 characters is shortened. Not for
    cells of tables, in which `|` ends a cell even inside of code.
    """
    return _spanned(terminal(text))


def code_sentence(text: str) -> str:
    """The same of what is said of a finding, which may be longer."""
    return _spanned(terminal_sentence(text))


def _spanned(plain: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(plain)), default=0)
    fence = "`" * (longest + 1)
    needs_room = not plain.strip(" ") or plain[0] in "` " or plain[-1] in "` "
    room = " " if needs_room else ""
    return f"{fence}{room}{plain}{room}{fence}"
