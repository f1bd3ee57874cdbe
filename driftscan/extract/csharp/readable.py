"""A text that C# reads alike and the grammar can read.

The grammar takes some names for keywords, and has no words for some of what newer versions of C#
allow. Of such a place it may lose the whole class around. So a file in which it found one is
written anew: no line is added or taken away, and what the code names stays the same.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from driftscan.extract.possessive import compiled

# Each begins with one certain character, and what has to stand before it is looked at afterwards:
# so a search hurries from one such character to the next.
# A comment may say why a finding is allowed. What begins like one in `"http://..."` and `"*/*"` is
# none.
_COMMENT = rb"/(?:(?<!:/)/[^\n]*+|\*(?![\"'])[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+)"
_KINDS: Mapping[str, bytes] = {
    # `if (async)`: what it marks as a keyword is a word, or begins with `(` or `[`.
    "name": rb"async(?<![@\w]async)(?=\s*+[]),;:.!?&|+}=])(?P<name>)",
    # `[property]`: behind the target of an attribute stands a colon.
    "first": rb"\[(?P<space>\s*+)"
    rb"(?P<first>assembly|module|field|method|param|property|type|typevar)"
    rb"(?=\s*+(?:[],.!?(]|=>))",
    # `$@"""{name}"""`: quotes written twice at the ends of a string, not a raw one of three quotes.
    "inside": rb'[$@](?P<opening>(?<=\$)@"|(?<=@)\$")(?P<inside>(?:[^"]|"")*+)(?="|\Z)',
    # `$"{{{name}}}"`: braces that stand for themselves before one that does not.
    "braced": rb'\$(?P<braced>@?"(?:\w[\w ]*+)?)\{\{(?=\{[^{])',
    # `node?.Next = other`
    "mark": rb"\?(?<=[\w\])>!]\?)(?P<mark>)(?=(?=\.@?\w|\[)"
    rb"(?:[\w@]++|!(?!=)|\??\.|\??\[[^]\[\n]*+\]|\([^()\n]*+\)){1,60}+"
    rb"\s*+(?:[-+*/%&|^]|<<|>>>?|\?\?)?=(?![=>]))",
    # `order => Total(order.Lines) = 1`, of a method that returns a reference
    "returned": rb"=>(?P<returned>\s*+[\w.]++(?:<[\w.<>?, ]*>[\w.]*+)?\([\w., ]*+\)\s*+)=(?![=>])",
    # `is [.., 1]`; behind a value `[..]` is a range, and what a list takes in stands behind `..`.
    "list": rb"\[(?<![\w\])>!?\"]\[)(?P<list>\s*+)\.\.(?=\s*+[],])",
    # `case [] when late:`, where it takes the word for the name of the list
    "guarded": rb"\](?P<guarded>\s++)(?=when\b)",
}
_SEARCHED = {kind: compiled(pattern, re.ASCII) for kind, pattern in _KINDS.items()}
_KEYWORDS = ("name", "inside")  # a name inside a string is none


def readable(content: bytes) -> bytes:
    """The text of a file that the grammar could not read as it is."""
    there = _there(content, _KINDS)
    return _any_of(there).sub(_written, content) if there else content


def is_unreadable(content: bytes) -> bool:
    """Whether the grammar surely can't read a file as it is: it calls something `async`, as most
    of them do. To see that takes a twentieth of the time of an attempt."""
    if not _SEARCHED["name"].search(content):
        return False
    places = _any_of(_there(content, _KEYWORDS)).finditer(content)
    return any(found.lastgroup == "name" for found in places)


def _there(content: bytes, kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if _SEARCHED[kind].search(content))


@lru_cache
def _any_of(kinds: tuple[str, ...]) -> re.Pattern[bytes]:
    """Of a kind that is nowhere in the text, nothing has to be tried at every character."""
    return compiled(b"|".join((_COMMENT, *(_KINDS[kind] for kind in kinds))), re.ASCII)


def _written(found: re.Match[bytes]) -> bytes:
    kind = found.lastgroup or ""
    if kind == "first":
        return b"[" + found["space"] + b"@" + found["first"]
    if kind == "inside":
        opening = found[0][:1] + found["opening"]
        return opening + _with_other_quotes(found["inside"])
    if kind in _BEHIND:
        before, behind = _BEHIND[kind]
        return before + found[kind] + behind
    return found[0]  # a comment


_BEHIND = {
    "name": (b"@async", b""),
    "mark": (b"", b""),
    "braced": (b"$", b"''"),
    "returned": (b"=>", b"=="),
    "list": (b"[", b"_"),
    "guarded": (b"]", b"and _ "),
}


def _with_other_quotes(inside: bytes) -> bytes:
    """At both ends."""
    at_end = inside.lstrip(b'"')
    middle = at_end.rstrip(b'"')
    return b"'" * (len(inside) - len(at_end)) + middle + b"'" * (len(at_end) - len(middle))
