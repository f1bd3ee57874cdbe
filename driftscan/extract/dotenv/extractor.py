"""`.env` files as facts: `NAME=value`, with or without `export` and quotes."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain, shell_text
from driftscan.model.service_fact import ServiceFacts, ValueFact

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)[ \t]*=[ \t]*
    (?:'(?P<single>[^']*)'|"(?P<double>(?:[^"\\]|\\.)*)"|(?P<bare>[^\n'"\#][^\n]*|))""",
    re.MULTILINE | re.VERBOSE,
)
_COMMENT = re.compile(r"\s#.*")
_ESCAPES = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def extract(content: bytes) -> ServiceFacts:
    """One value per line; text in double quotes may have several."""
    if b"=" not in content or b"\0" in content:
        return ServiceFacts()
    return ServiceFacts(values=tuple(_values(content.decode("utf-8-sig", "replace"))))


def _values(text: str) -> Iterator[ValueFact]:
    line, counted = 1, 0
    for found in _LINE.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        single, double, bare = found["single"], found["double"], found["bare"]
        if single is not None:
            value = plain(single)
        elif double is not None:
            value = shell_text(_ESCAPES.sub(_unescaped, double))
        else:
            value = shell_text(_COMMENT.sub("", bare).strip())
        yield ValueFact("env", found["name"], value, line)


def _unescaped(escape: re.Match[str]) -> str:
    return _ESCAPED.get(escape[1], "$$" if escape[1] == "$" else escape[1])
