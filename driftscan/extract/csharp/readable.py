"""A text that C# reads alike and the grammar can read.

The grammar takes some names for keywords, and has no words for some of what newer versions of C#
allow. Of such a place it may lose the whole class around. So a file in which it found one is
written anew: no line is added or taken away, and what the code names stays the same.
"""

import re

from driftscan.extract.possessive import compiled

# It may say why a finding is allowed. What begins like one in `"http://..."` and `"*/*"` is none.
_COMMENT = rb"(?P<comment>(?<!:)//[^\n]*+|/\*(?![\"'])(?:[^*]|\*(?!/))*+(?:\*/)?+)"
# `if (async)`: what it marks as a keyword is a word, or begins with `(` or `[`.
# `[property]`: behind the target of an attribute stands a colon.
_NAME = (
    rb"(?<![@\w])(?P<name>async)(?=\s*+[]),;:.!?&|+}=])"
    rb"|(?P<bracket>\[\s*+)"
    rb"(?P<first>assembly|module|field|method|param|property|type|typevar)(?=\s*+(?:[],.!?(]|=>))"
)
# `$@"""{name}"""`: quotes written twice at the ends of a string, not a raw one of three quotes.
_STRING = rb'(?P<opening>(?:\$@|@\$)")(?P<inside>(?:[^"]|"")*+)(?="|\Z)'
# `$"{{{name}}}"`: braces that stand for themselves before one that does not.
_BRACES = rb'(?P<braced>\$@?"(?:\w[\w ]*+)?)\{\{(?=\{[^{])'
# `node?.Next = other`
_ASSIGNED = (
    rb"(?P<mark>(?<=[\w\])>!]))\?(?=(?=\.@?\w|\[)"
    rb"(?:[\w@]++|!(?!=)|\??\.|\??\[[^]\[\n]*+\]|\([^()\n]*+\)){1,60}+"
    rb"\s*+(?:[-+*/%&|^]|<<|>>>?|\?\?)?=(?![=>]))"
)
# `order => Total(order.Lines) = 1`, of a method that returns a reference
_RETURNED = rb"(?P<returned>=>\s*+[\w.]++(?:<[\w.<>?, ]*>[\w.]*+)?\([\w., ]*+\)\s*+)=(?![=>])"
# `is [.., 1]`; behind a value `[..]` is a range, and what a list takes in stands behind `..`.
_SLICE = rb"(?<![\w\])>!?\"])(?P<list>\[\s*+)\.\.(?=\s*+[],])"
# `case [] when late:`, where it takes the word for the name of the list
_GUARDED = rb"(?P<guarded>\]\s++)(?=when\b)"
_UNREADABLE = compiled(
    rb"|".join((_COMMENT, _NAME, _STRING, _BRACES, _ASSIGNED, _RETURNED, _SLICE, _GUARDED)),
    re.ASCII,
)


def readable(content: bytes) -> bytes:
    """The text of a file that the grammar could not read as it is."""
    return _UNREADABLE.sub(_written, content)


def _written(found: re.Match[bytes]) -> bytes:
    kind = found.lastgroup or ""
    if kind == "first":
        return found["bracket"] + b"@" + found["first"]
    if kind == "inside":
        return found["opening"] + _with_other_quotes(found["inside"])
    return _BEFORE.get(kind, b"") + (found[kind] or b"") + _BEHIND.get(kind, b"")


_BEFORE = {"name": b"@"}
_BEHIND = {"braced": b"''", "returned": b"==", "list": b"_", "guarded": b"and _ "}


def _with_other_quotes(inside: bytes) -> bytes:
    """At both ends."""
    at_end = inside.lstrip(b'"')
    middle = at_end.rstrip(b'"')
    return b"'" * (len(inside) - len(at_end)) + middle + b"'" * (len(at_end) - len(middle))
