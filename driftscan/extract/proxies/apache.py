"""Apache httpd as a proxy: ProxyPass, balancers, RewriteRule with [P], FastCGI handlers."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.pieces import joined, plain
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.model.service_fact import Piece, ServiceFacts, Text

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_VARIABLE = re.compile(r"\$\{(\w+)\}|%\{ENV:(\w+)\}")
_GROUP = re.compile(r"[$%]\d.*")
_OPENED = re.compile(r"<(Location|LocationMatch|Proxy)\s+\"?([^\">]+)\"?\s*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:Location|LocationMatch|Proxy)\s*>", re.IGNORECASE)
_HANDLER = re.compile(r"proxy:(\w+://.+)", re.IGNORECASE)
_LITERAL = re.compile(r"[\w/.~%-]*")


class _Line(Struct, frozen=True):
    """A directive in lower case, its arguments, and the `<Location>` or `<Proxy>` around it."""

    name: str
    words: tuple[str, ...]
    line: int
    section: str


def read(text: str) -> ServiceFacts:
    """A route per path that is passed on; what the file defines is put in."""
    lines = tuple(_lines(text))
    defined = {each.words[0]: each.words[1] for each in lines if _is_definition(each)}
    members: dict[str, list[str]] = {}
    for each in lines:
        if each.name == "balancermember":
            at_balancer = each.words[:1] and each.words[0].startswith("balancer:")
            name, url = (*each.words, "")[:2] if at_balancer else (each.section, each.words[0])
            members.setdefault(name.rstrip("/"), []).append(url)
    routes = (route for each in lines for route in _routes(each, members, defined))
    return united(route.facts() for route in routes)


def _lines(text: str) -> Iterator[_Line]:
    section: list[str] = []
    for number, raw in enumerate(_joined_lines(text), 1):
        line = raw.strip()
        if opened := _OPENED.fullmatch(line):
            section.append(opened[2].strip())
        elif _CLOSED.fullmatch(line):
            section = section[:-1]
        elif line and line[0] not in "#<":
            words = tuple(quoted or bare for quoted, bare in _WORD.findall(line))
            if len(words) > 1:
                yield _Line(words[0].lower(), words[1:], number, section[-1] if section else "")


def _joined_lines(text: str) -> Iterator[str]:
    """Continued lines as one, and an empty one for each that it took, so that numbers hold."""
    held = ""
    taken = 0
    for line in text.split("\n"):
        if line.endswith("\\"):
            held, taken = held + line[:-1], taken + 1
            continue
        yield held + line
        yield from [""] * taken
        held, taken = "", 0


def _is_definition(line: _Line) -> bool:
    return line.name == "define" and len(line.words) > 1


def _routes(line: _Line, members: dict[str, list[str]], defined: dict[str, str]) -> Iterator[Route]:
    path, target = _passed(line)
    target = _filled(target, defined)
    if "://" not in target or "unix:" in target:
        return
    outer = _literal(_filled(path, defined))
    balancer = "/".join(target.split("/", 3)[:3])
    for url in members.get(balancer, [target]):
        yield Route("apache", (_text(_GROUP.sub("", url)),), line.line, plain(outer))


def _passed(line: _Line) -> tuple[str, str]:
    """The path and address of a directive; ('', '') of one that passes nothing on."""
    words = line.words
    match line.name:
        case "proxypass" | "proxypassmatch" if "://" in words[0]:
            return line.section, words[0]
        case "proxypass" | "proxypassmatch" if len(words) > 1:
            return words[0], words[1]
        case "rewriterule" if len(words) > 2 and re.search(r"[\[,]P[\],]", words[2]):
            return "/" + words[0].lstrip("^/"), words[1]
        case "sethandler" if handler := _HANDLER.fullmatch(words[0]):
            return line.section, handler[1]
    return "", ""


def _filled(text: str, defined: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda each: defined.get(each[1] or "", each[0]), text)


def _literal(path: str) -> str:
    """How a path begins; it may be a regular expression."""
    start = _LITERAL.match(path.lstrip("^"))
    found = start[0] if start else ""
    return found if found.startswith("/") else ""


def _text(address: str) -> Text:
    found: list[Text] = []
    begin = 0
    for variable in _VARIABLE.finditer(address):
        found += [plain(address[begin : variable.start()])]
        found += [(Piece("env", variable[1] or variable[2]),)]
        begin = variable.end()
    return joined([*found, plain(address[begin:])])
