"""Ruby's File.fnmatch with FNM_DOTMATCH and FNM_PATHNAME as a regular expression.

https://docs.ruby-lang.org/en/3.3/File.html#method-c-fnmatch: `*` and `?` stay within one part of
a path, `**/` crosses parts, `[a-z]` and `[^a-z]` are sets, a backslash takes a sign as it is.
"""

import re

_SIGN = re.compile(
    r"\*\*/|\*+|\?|\[(?P<set>[!^]?[^\]]+)\]|\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL
)


def fnmatch_regex(pattern: str) -> str:
    """The regular expression, to be matched against a whole path."""
    parts: list[str] = []
    for sign in _SIGN.finditer(pattern):
        begins_part = sign.start() == 0 or pattern[sign.start() - 1] == "/"
        parts.append(_translated(sign, begins_part))
    return "".join(parts)


def _translated(sign: re.Match[str], begins_part: bool) -> str:
    text = sign.group()
    if sign["set"]:
        return _set(sign["set"])
    if sign["escaped"] or sign["plain"]:
        return re.escape(sign["escaped"] or sign["plain"])
    if text == "**/":
        return "(?:[^/]+/)*" if begins_part else "[^/]*/"
    return "[^/]" if text == "?" else "[^/]*"


def _set(members: str) -> str:
    negated = members[0] in "!^"
    body = members[1:] if negated else members
    escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", body)
    text = f"(?!/)[{'^' if negated else ''}{escaped}]"
    try:
        re.compile(text)
    except re.error:  # such as [z-a]: matches nothing
        return "(?!)"
    return text
