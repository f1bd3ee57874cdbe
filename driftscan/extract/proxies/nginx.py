"""nginx: which locations are passed on, and to whom."""

import re
from collections import defaultdict
from collections.abc import Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.proxies.directives import Directive, directives
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.model.service_fact import Piece, ServiceFacts, Text, ValueFact

PASSES = {
    "proxy_pass": "http",
    "fastcgi_pass": "http",
    "uwsgi_pass": "http",
    "scgi_pass": "http",
    "grpc_pass": "grpc",
}
_VARIABLE = re.compile(r"\$\{(\w+)\}|\$(\w+)|\{\{([^{}]*)\}\}")
_LITERAL = re.compile(r"[\w/.~%@:-]*")
_OWN_END = ("$request_uri", "$uri", "$is_args", "$args", "$1", "$2")
# Whom a request itself names, nobody can tell beforehand.
_RUNTIME = re.compile(r"\$\{?[a-z_0-9]+\}?(?::.*)?")
_MOST = 50


def read(text: str) -> ServiceFacts:
    """A route per location and server of its upstream."""
    configuration = _Configuration(tuple(directives(text)))
    routes = [route.facts() for route in configuration.routes()]
    return united([*routes, ServiceFacts(values=tuple(configuration.upstreams()))])


class _Configuration:
    """upstreams: their servers. variables: what `set` and `map` may put into each. used: upstreams
    that this file itself passes on to."""

    def __init__(self, found: tuple[Directive, ...]) -> None:
        self._directives = found
        self._upstreams: dict[str, list[str]] = defaultdict(list)
        self._lines: dict[str, int] = {}
        self._used: set[str] = set()
        self._variables: dict[str, list[str]] = defaultdict(list)
        for directive in found:
            self._note(directive)

    def _note(self, directive: Directive) -> None:
        words, around = directive.words, directive.around
        above = around[-1].words if around else ("",)
        if words[0] == "server" and len(words) > 1 and above[0] == "upstream" and len(above) > 1:
            self._upstreams[above[1]].append(words[1])
            self._lines.setdefault(above[1], directive.line)
        elif words[0] == "set" and len(words) == 3:
            self._variables[words[1].lstrip("$")].append(words[2])
        elif above[0] == "map" and len(above) == 3 and len(words) == 2:
            self._variables[above[2].lstrip("$")].append(words[1])

    def routes(self) -> Iterator[Route]:
        """In the order of the file."""
        for directive in self._directives:
            kind = PASSES.get(directive.words[0])
            if kind and len(directive.words) > 1:
                addresses = tuple(dict.fromkeys(self._addresses(directive.words[1])))
                yield Route("nginx", addresses, directive.line, _path(directive), kind=kind)

    def upstreams(self) -> Iterator[ValueFact]:
        """Those for files that include this one, or are included beside it."""
        for name, line in self._lines.items():
            for server in self._upstreams[name] if name not in self._used else ():
                if not server.startswith("unix:"):
                    yield ValueFact("code", f"upstream {name}", _text(server), line)

    def _addresses(self, target: str) -> Iterator[Text]:
        for address in self._filled(target):
            scheme, mark, rest = address.rpartition("://")
            host, slash, path = rest.partition("/")
            self._used.add(host)
            for server in self._upstreams.get(host, [host]):
                if not server.startswith("unix:") and not _RUNTIME.fullmatch(server):
                    yield _text(f"{scheme}{mark}{server}{slash}{path}")

    def _filled(self, target: str) -> list[str]:
        """The address with variables of the file put in, each value of one that has several."""
        whole = _VARIABLE.match(target.partition("://")[2] or target)
        values = self._variables.get((whole[1] or whole[2] or "") if whole else "", [])
        if not whole or not values:
            return [target]
        return [target.replace(whole[0], value, 1) for value in values[:_MOST] if value]


def _text(address: str) -> Text:
    """`${NAME}` is put in by envsubst, `$name` by nginx as a request comes."""
    for end in _OWN_END:
        address = address.removesuffix(end)
    found: list[Text] = []
    begin = 0
    for variable in _VARIABLE.finditer(address):
        found.append(plain(address[begin : variable.start()]))
        found.append((_piece(variable),))
        begin = variable.end()
    return joined([*found, plain(address[begin:])])


def _piece(variable: re.Match[str]) -> Piece:
    name = variable[1] or variable[2] or ""
    return Piece("env", name) if name.isupper() else Piece("unknown", "")


def _path(directive: Directive) -> Text:
    """Of the nearest location; of one that is a regular expression, how it begins."""
    for each in reversed(directive.around):
        if each.words[0] == "location" and len(each.words) > 1:
            said = each.words[-1]
            if "~" in each.words[1] and len(each.words) > 2 and not each.words[1].startswith("^"):
                literal = _LITERAL.match(said.lstrip("^").replace("\\", ""))
                said = literal[0].rstrip(".") if literal else ""
            return plain(said if said.startswith("/") else "")
    return ()
