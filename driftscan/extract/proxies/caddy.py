"""Caddyfile: `reverse_proxy`, `php_fastcgi` and the paths they stand under."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.proxies.lines_in_braces import BracedLine, braced_lines
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.model.service_fact import Piece, ServiceFacts, Text

_PROXIES = frozenset(("reverse_proxy", "php_fastcgi", "proxy"))
_HANDLERS = frozenset(("handle", "handle_path", "route"))
_ENV = re.compile(r"\{\$(\w+)(?::([^{}]*))?\}|\{env\.(\w+)\}|\{[^{}]*\}")


def read(text: str) -> ServiceFacts:
    """A route per directive that has an address, in its line or its block."""
    lines = tuple(braced_lines(text))
    matchers = {
        line.words[0]: line.words[2]
        for line in lines
        if line.words[0].startswith("@") and line.words[1:2] == ("path",) and len(line.words) > 2
    }
    return united(route.facts() for line in lines for route in _routes(line, matchers))


def _routes(line: BracedLine, matchers: dict[str, str]) -> Iterator[Route]:
    head = line if line.words[0] in _PROXIES else (line.around[-1] if line.around else line)
    if head.words[0] not in _PROXIES or (head is not line and line.words[0] != "to"):
        return
    matcher = head.words[1] if len(head.words) > 1 and head.words[1][0] in "/@*" else ""
    upstreams = line.words[1:] if not matcher or head is not line else line.words[2:]
    path = _path(matcher, head, matchers)
    addresses = tuple(_text(each) for each in upstreams if "/" not in each[:1] and each != "{")
    yield Route("caddy", tuple(filter(_is_remote, addresses)), line.line, plain(path))


def _is_remote(address: Text) -> bool:
    return not (address and address[0].value.startswith("unix/"))


def _path(matcher: str, head: BracedLine, matchers: dict[str, str]) -> str:
    """Of the directive itself, else of the handler around it."""
    named = [matcher] + [
        each.words[1]
        for each in reversed(head.around)
        if each.words[0] in _HANDLERS and len(each.words) > 1
    ]
    paths = (matchers.get(name, name) for name in named)
    return next((path for path in paths if path.startswith("/")), "")


def _text(address: str) -> Text:
    found: list[Text] = []
    begin = 0
    for variable in _ENV.finditer(address):
        name = variable[1] or variable[3]
        default = plain(variable[2] or "")
        piece = Piece("env", name, default) if name else Piece("unknown", "")
        found += [plain(address[begin : variable.start()]), (piece,)]
        begin = variable.end()
    return joined([*found, plain(address[begin:])])
