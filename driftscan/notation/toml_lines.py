"""Lines of TOML values, which tomllib does not tell: one pass over a document known to be valid."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from driftscan.notation.node import KeyPath

# No manifest key stands deeper; a limit keeps hostile nesting from costing quadratic memory.
_DEPTH_LIMIT = 12

_TOKEN = re.compile(
    r'''
    (?P<blank>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,."'\#]+)
    ''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """An array or inline table that is not closed yet.

    position: of the coming or current element of an array, -1 in a table.
    part: what comes next: 'key', 'value', or 'rest' of a value that has begun.
    """

    path: KeyPath
    position: int
    part: str
    key: KeyPath = ()


@dataclass(slots=True)
class _Scan:
    """Where the pass stands: which table, which key, which containers are open."""

    lines: dict[KeyPath, int] = field(default_factory=dict)
    table: KeyPath = ()
    key: KeyPath = ()
    part: str = "key"  # of a statement: 'header', 'key', 'value' or 'done'
    brackets: int = 0
    counts: dict[KeyPath, int] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)

    def note(self, path: KeyPath, line: int) -> KeyPath:
        """Record the line of a path and of those tables above it that have none yet."""
        path = path[:_DEPTH_LIMIT]
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        return path


def lines_of(text: str) -> dict[KeyPath, int]:
    """1-based line of every key, table and list element of a valid TOML document."""
    scan = _Scan()
    for kind, token, line in _tokens(text):
        if kind == "newline":
            if not scan.open:
                scan.part, scan.key, scan.brackets = "key", (), 0
        elif scan.part == "header":
            _in_header(scan, kind, token, line)
        elif scan.part == "key":
            _in_key(scan, kind, token, line)
        elif scan.part == "value":
            _in_value(scan, kind, token, line)
    return scan.lines


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "blank", match[0]
        if kind != "blank":
            yield kind, token, line
        line += token.count("\n")


def _in_key(scan: _Scan, kind: str, token: str, line: int) -> None:
    """Before the '=' of a statement; a '[' here begins a table header."""
    if token == "[" and not scan.key:
        scan.part, scan.brackets = "header", 1
    elif token == "=":
        scan.key = scan.note(scan.table + scan.key, line)
        scan.part = "value"
    elif kind != "mark" and len(scan.key) < _DEPTH_LIMIT:
        scan.key += (_key(token),)


def _in_header(scan: _Scan, kind: str, token: str, line: int) -> None:
    if token == "[":
        scan.brackets += 1
    elif token == "]":
        _enter_table(scan, line)
        scan.part = "done"
    elif kind != "mark" and len(scan.key) < _DEPTH_LIMIT:
        scan.key += (_key(token),)


def _enter_table(scan: _Scan, line: int) -> None:
    """Resolve a header: parts that are arrays of tables stand for their latest element."""
    path: KeyPath = ()
    for position, part in enumerate(scan.key):
        path += (part,)
        if scan.brackets == 2 and position == len(scan.key) - 1:
            scan.counts[path] = scan.counts.get(path, -1) + 1
        if path in scan.counts:
            path += (scan.counts[path],)
        if len(path) > _DEPTH_LIMIT:
            break
    scan.table = scan.note(path, line)


def _in_value(scan: _Scan, kind: str, token: str, line: int) -> None:
    inner = scan.open[-1] if scan.open else None
    if kind == "mark" and token in "]}":
        scan.open.pop()
    elif inner is None:
        _open(scan, scan.key, kind, token)
    elif kind == "mark" and token == ",":
        inner.position, inner.part = _after_comma(inner.position)
        inner.key = ()
    elif inner.part == "key":
        _in_inline_key(scan, inner, kind, token, line)
    elif inner.part == "value":
        if inner.position >= 0:
            inner.key = scan.note((*inner.path, inner.position), line)
        inner.part = "rest"
        _open(scan, inner.key, kind, token)
    if not scan.open:
        scan.part = "done"


def _after_comma(position: int) -> tuple[int, str]:
    return (position + 1, "value") if position >= 0 else (position, "key")


def _in_inline_key(scan: _Scan, inner: _Open, kind: str, token: str, line: int) -> None:
    if token == "=":
        inner.key = scan.note(inner.path + inner.key, line)
        inner.part = "value"
    elif kind != "mark" and len(inner.key) < _DEPTH_LIMIT:
        inner.key += (_key(token),)


def _open(scan: _Scan, path: KeyPath, kind: str, token: str) -> None:
    """Go into the value that begins with this token, if it is an array or inline table."""
    if kind == "mark" and token == "[":
        scan.open.append(_Open(path, 0, "value"))
    elif kind == "mark" and token == "{":
        scan.open.append(_Open(path, -1, "key"))


def _key(token: str) -> str:
    """The key that a token writes; quoted keys may hold escapes."""
    if token[0] == '"' and "\\" in token:
        return next(iter(tomllib.loads(f"{token} = 0")))
    return token[1:-1] if token[0] in "\"'" else token
