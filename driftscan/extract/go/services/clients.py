"""Requests that a Go file sends: HTTP clients, reverse proxies, gRPC and Connect stubs."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.go.services.nodes import string_of
from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.syntax.alternatives import written
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import CallFact, Text


class Way(Struct, frozen=True):
    """How a function is called. url, method: places of arguments, -1 for none."""

    client: str
    url: int
    verb: str = ""
    method: int = -1


# Origin of what is called -> how.
WAYS = {
    "http.Get": Way("net/http", 0, "GET"),
    "http.Head": Way("net/http", 0, "HEAD"),
    "http.Post": Way("net/http", 0, "POST"),
    "http.PostForm": Way("net/http", 0, "POST"),
    "http.NewRequest": Way("net/http", 1, method=0),
    "http.NewRequestWithContext": Way("net/http", 2, method=1),
    "http.Client.Get": Way("net/http", 0, "GET"),
    "http.Client.Head": Way("net/http", 0, "HEAD"),
    "http.Client.Post": Way("net/http", 0, "POST"),
    "http.Client.PostForm": Way("net/http", 0, "POST"),
    "http.Client.Put": Way("net/http", 0, "PUT"),
    "http.Client.Delete": Way("net/http", 0, "DELETE"),
    "otelhttp.Get": Way("net/http", 1, "GET"),
    "?go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp.Get": Way("net/http", 1, "GET"),
    "?golang.org/x/net/context/ctxhttp.Get": Way("net/http", 2, "GET"),
    **{f"resty.Request.{v.title()}": Way("resty", 0, v) for v in "GET PUT POST DELETE".split()},
    "resty.Request.Patch": Way("resty", 0, "PATCH"),
    "resty.Request.Execute": Way("resty", 1, method=0),
    "httputil.NewSingleHostReverseProxy": Way("proxy", 0),
    "websocket.DefaultDialer.Dial": Way("websocket", 0),
    "websocket.DefaultDialer.DialContext": Way("websocket", 1),
    "websocket.Dialer.Dial": Way("websocket", 0),
}
# Methods that a resty request has between where it is made and where it is sent.
_CHAINED = re.compile(r"^resty\.(?:Client|Request)(?:\.(?:R|NewRequest|[A-Z]\w*)\(\))*\.")
_BASES = frozenset(("SetBaseURL", "SetHostURL"))
_METHODS = {f"http.Method{verb.title()}": verb for verb in "GET PUT POST DELETE PATCH HEAD".split()}
_STUB = re.compile(r"New([A-Z]\w*?)Client")
_STUB_TYPE = re.compile(r"([A-Z]\w*?)Client")
_CONTEXT = re.compile(r"^(?:ctx|c)$|[cC]tx$|[cC]ontext\b")
_STUB_NAMES = frozenset(("", "GRPC", "HTTP", "Grpc", "Http", "Rest", "API"))


def client_calls(program: Program, texts: Texts) -> Iterator[CallFact]:
    """Requests and calls of stubs."""
    made: set[str] = set()
    for call in program.calls:
        origin = call.origin
        if origin.startswith("resty.") and (chain := _CHAINED.match(origin)):
            origin = f"resty.Request.{origin[chain.end() :]}"
        if way := WAYS.get(origin):
            yield from _request(program, texts, call, way)
        elif fact := _stub(program, texts, call):
            made.add(fact.interface)
            yield fact
    if b"Client" in program.parsed.content:
        yield from _stubs_given(program, made)


def _stubs_given(program: Program, made: set[str]) -> Iterator[CallFact]:
    """`c.carts.GetCart(ctx, ...)`, where `carts pb.CartServiceClient` is made elsewhere."""
    for call in program.calls:
        holder = call.holder
        if holder is None or not call.arguments or not call.method[:1].isupper():
            continue
        if holder.type not in ("identifier", "selector_expression"):
            continue
        if not _CONTEXT.search(text_of(call.arguments[0])):
            continue
        for name in {binding.type for binding in program.bindings(holder)}:
            package, _, type_ = name.rpartition(".")
            named = _STUB_TYPE.fullmatch(type_)
            if not named or named[1] in _STUB_NAMES or named[1] in made:
                continue
            if program.packages.get(package, "").startswith("?"):
                yield CallFact("grpc", (), call.line, "grpc", interface=named[1])


def _request(program: Program, texts: Texts, call: Call, way: Way) -> Iterator[CallFact]:
    if len(call.arguments) <= way.url:
        return
    address: Text = texts.known(call.arguments[way.url])
    path: Text = ()
    base = _base(program, texts) if way.client == "resty" else ()
    if base and "://" not in written(address[:1]):
        address, path = base, address
    method = way.verb
    if 0 <= way.method < len(call.arguments):
        said = call.arguments[way.method]
        method = string_of(said) or _METHODS.get(program.origin(said).replace("?", ""), "")
    if address:
        yield CallFact("http", address, call.line, way.client, method.upper(), path)


def _base(program: Program, texts: Texts) -> Text:
    """The base URL of the resty client of this file."""
    for call in program.calls:
        if call.method in _BASES and call.arguments:
            return texts.known(call.arguments[0])
    return ()


def _stub(program: Program, texts: Texts, call: Call) -> CallFact | None:
    """`pb.NewCartServiceClient(conn)`. In Go what is made is used, or it does not compile; only
    `_` throws it away."""
    named = _STUB.fullmatch(call.method)
    if not named or named[1] in _STUB_NAMES or not call.arguments:
        return None
    if call.node.id in program.thrown_away:
        return None
    if not _is_of_generated(call) or text_of(call.arguments[-1]) in ("ctx", "nil"):
        return None
    if call.origin.split(".New")[0].endswith("connect"):
        if len(call.arguments) < 2:
            return None
        address = texts.known(call.arguments[1])
        return CallFact("grpc", address, call.line, "connect", interface=named[1])
    if len(call.arguments) != 1:
        return None
    address = texts.known(call.arguments[0])
    if call.arguments[0].type not in ("identifier", "selector_expression", "call_expression"):
        return None
    return CallFact("grpc", address, call.line, "grpc", interface=named[1])


def _is_of_generated(call: Call) -> bool:
    """Whether the function is one of a package that no table knows, as generated ones are."""
    holder = call.holder
    return holder is not None and holder.type == "identifier" and call.origin.startswith("?")
