"""Words of an instruction of a Dockerfile."""

import re

_WORD = re.compile(r"""(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+""", re.DOTALL)
_QUOTED = re.compile(r"""\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'""", re.DOTALL)
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FLAG = re.compile(r"--[\w-]+(?:=\S*)?\s+")
_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))")
# A text that grows beyond this by what is put in is no name of anything.
_LONGEST = 2_000
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def words(text: str) -> list[str]:
    """Split at blanks as a shell would; or the strings of a JSON list."""
    if text.startswith("[") and text.rstrip().endswith("]"):
        return [_ESCAPE.sub(r"\1", each) for each in _STRINGS.findall(text)]
    return [unquoted(word) for word in _WORD.findall(text)]


def unquoted(word: str) -> str:
    """Without quotes and backslashes."""
    if not re.search(r"[\"'\\]", word):
        return word
    return _QUOTED.sub(
        lambda found: found[1] or _ESCAPE.sub(r"\1", found[2] or found[3] or ""), word
    )


def without_flags(text: str) -> tuple[str, str]:
    """What follows `--from=x --chown=y`, and those."""
    at = 0
    while flag := _FLAG.match(text, at):
        at = flag.end()
    return text[at:], text[:at]


def assigned(text: str) -> list[tuple[str, str]]:
    """`NAME=value NAME2="value 2"`, or the old form `NAME value`."""
    found = [word.partition("=") for word in _WORD.findall(text)]
    if found and not found[0][1]:
        name, _, value = text.partition(" ")
        return [(name, value.strip())]
    return [(name, unquoted(value)) for name, equals, value in found if equals and name]


def filled(text: str, values: dict[str, str]) -> str:
    """With what is known of its variables put in."""
    if len(text) > _LONGEST:
        return text
    return _VARIABLE.sub(lambda found: _value(found, values), text)[:_LONGEST]


def _value(found: re.Match[str], values: dict[str, str]) -> str:
    known = values.get(found[1] or found[3], "")
    return known or found[2] or found[0]
