"""The lexical pieces of Python that decide where code is: one pattern, one match per event.

A match first runs over everything that cannot matter (words, operators, comments, plain strings,
lines that open no block) and ends with one event. All quantifiers are possessive and every branch
starts with another character, so matching never backtracks and is linear in the text.

The text is expected to begin with an added newline, so that each line is preceded by one.
"""

import re
from collections.abc import Iterable

from driftscan.extract.possessive import compiled

# Groups of an event; `Match.lastindex` tells which kind it is.
INDENT = 1  # of a line that begins with IMPORT or HEADER
IMPORT = 2  # line begins with import, from, lazy import, lazy from
HEADER = 3  # line begins with the keyword of a compound statement
OPENER = 4
CLOSER = 5
INLINE_IMPORT = 6  # the same keywords as IMPORT, after ':' or ';'
QUOTE = 7  # of a string that needs a closer look: f-string, raw string, unterminated
NEXT_LINE = 8  # thorough only, as are all below: indent of any other line
PUNCTUATION = 9  # : ; ,
LAMBDA = 10
CALL = 11  # a callee that may be importlib's

# All but the ASCII characters that no identifier has. (Naming the others would take each pattern
# a millisecond to compile.)
IDENTIFIER_CHARACTER = r"[^\x00-/:-@\[-^`{-\x7f]"
BLANK = r"(?:[ \t\f]|\\\n)"

_IMPORT = rf"(?:import|from|lazy{BLANK}++(?:import|from))(?!{IDENTIFIER_CHARACTER})"
_HEADER = (
    rf"(?:async{BLANK}++)?+(?:def|class|if|elif|else|try|except|finally|for|while|with|match|case)"
    rf"(?!{IDENTIFIER_CHARACTER})"
)

STRING = (
    r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""'
    r"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''"
    r'|"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
    r"|'(?!'')[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
)
COMMENT = r"#[^\n]*+"
BRACKET_GAP = rf"(?:[ \t\f\n]|\\\n|{COMMENT}\n)*+"  # what may stand between tokens in brackets

# Any of these letters before a quote may belong to an f or t prefix.
_PLAIN_STRING = rf"(?<![fFtTrR])(?:{STRING})"
_FLAT_BRACKETS = r"\([^\n#'\"()\[\]{}\\]*+\)"
_OPERATOR = r"[\x00-\x09\x0b-!$%&*+\-./<-@^`|~\x7f]"
_QUOTE = r"\"\"\"|'''|\"|'"
_EVENTS = (
    rf"\n({BLANK}*+)(?:({_IMPORT})|({_HEADER}))"
    rf"|([(\[{{])|([)\]}}])"
    rf"|[:;]{BLANK}*+({_IMPORT})"
    rf"|({_QUOTE})"
)

EVENT = compiled(
    r"(?:[^\n#'\"()\[\]{}:;\\]++"
    rf"|\n(?!{BLANK}*+(?:{_IMPORT}|{_HEADER}))"
    rf"|[:;](?!{BLANK}*+{_IMPORT})"
    rf"|{_PLAIN_STRING}|{_FLAT_BRACKETS}|{COMMENT}|\\\n?+)*+"
    rf"(?:{_EVENTS})",
    re.ASCII | re.DOTALL,
)


def line_event(word: str) -> re.Pattern[str]:
    """An event pattern that stops where a line begins with one word, and at brackets and quotes.

    Its groups are those of the same numbers; lines that open a block are not told.
    """
    begins = rf"{word}(?!{IDENTIFIER_CHARACTER})"
    return compiled(
        rf"(?:[^\n#'\"()\[\]{{}}\\]++|\n(?!{begins})"
        rf"|{_PLAIN_STRING}|{_FLAT_BRACKETS}|{COMMENT}|\\\n?+)*+"
        rf"(?:\n()({begins})|((?!))|([(\[{{])|([)\]}}])|((?!))|({_QUOTE}))",
        re.ASCII | re.DOTALL,
    )


def thorough_event(receivers: Iterable[str], functions: Iterable[str]) -> re.Pattern[str]:
    """The event pattern that also stops at each line, at punctuation, lambdas and calls.

    receivers: names that may be bound to importlib; functions: names that may be bound to one of
    its import functions.
    """
    return _thorough(
        rf"(?:(?:{_any_of(receivers)}){BRACKET_GAP}\.{BRACKET_GAP})?(?:{_any_of(functions)})"
        rf"(?!{IDENTIFIER_CHARACTER})(?={BRACKET_GAP}\()"
    )


def word_event(word: str) -> re.Pattern[str]:
    """The same, but instead of calls it stops at one word wherever it stands in code."""
    return _thorough(rf"{word}(?!{IDENTIFIER_CHARACTER})")


def _thorough(stop: str) -> re.Pattern[str]:
    keyword = rf"lambda(?!{IDENTIFIER_CHARACTER})"
    return compiled(
        rf"(?:{_OPERATOR}++"
        rf"|(?!{keyword}|{stop}){IDENTIFIER_CHARACTER}++"
        rf"|\n(?={BLANK}*+(?:[\n#]|\Z))"
        rf"|{_PLAIN_STRING}|{COMMENT}|\\\n?+)*+"
        rf"(?:{_EVENTS}|\n({BLANK}*+)|([:;,])|({keyword})|({stop}))",
        re.ASCII | re.DOTALL,
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names))
