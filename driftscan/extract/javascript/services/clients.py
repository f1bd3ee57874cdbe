"""Calls of HTTP clients, and development servers and gateways that pass requests on."""

import re
from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.services.nodes import (
    FUNCTIONS,
    arguments_of,
    bare,
    called,
    key_of,
)
from driftscan.extract.javascript.services.picking import Picker, holder_of
from driftscan.extract.javascript.services.program import Call, name_of
from driftscan.extract.javascript.services.queries import OF_PROXIES, PROXIES
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.alternatives import host_and_port, written
from driftscan.extract.syntax.parsed import line_of
from driftscan.model.service_fact import CallFact, Piece, Text


class Way(Struct, frozen=True):
    """How a function is called. url, method: words of picking; verb: the method if it is fixed."""

    url: str
    verb: str = ""
    method: str = ""
    client: str = ""


_VERBS = ("get", "post", "put", "delete", "patch", "head", "options")
_WITH_VERBS = "axios fetch got ky superagent request needle http-service $http $ ofetch".split()

# Origin of what is called -> how. A client whose verbs are methods stands in _WITH_VERBS as well.
WAYS = {
    **{f"{c}.{v}": Way("0.url 0.uri 0", v.upper(), client=c) for c in _WITH_VERBS for v in _VERBS},
    "fetch": Way("0.url 0", method="1.method", client="fetch"),
    "$fetch": Way("0", method="1.method", client="fetch"),
    "useFetch": Way("0", method="1.method", client="fetch"),
    "ofetch": Way("0", method="1.method"),
    "swr": Way("0", "GET"),
    "axios": Way("0.url 0", method="0.method 1.method"),
    "axios()": Way("0.url 0", method="0.method"),
    "axios.request": Way("0.url", method="0.method", client="axios"),
    "axios.postForm": Way("0", "POST", client="axios"),
    "http-service.request": Way("0.url 1", method="0.method 0", client="http-service"),
    "http-service.axiosRef.get": Way("0", "GET", client="axios"),
    "http-service.axiosRef.post": Way("0", "POST", client="axios"),
    "http-service.jsonp": Way("0", "GET", client="http-service"),
    "http-service.del": Way("0", "DELETE", client="http-service"),
    "got": Way("0.url 0", method="1.method 0.method"),
    "got.stream": Way("0", client="got"),
    "ky": Way("0", method="1.method"),
    "superagent": Way("1 0"),
    "superagent.del": Way("0", "DELETE", client="superagent"),
    "request": Way("0.url 0.uri 0", method="0.method 1.method"),
    "request.del": Way("0.url 0.uri 0", "DELETE", client="request"),
    "needle": Way("1", method="0"),
    "undici.request": Way("0", method="1.method", client="undici"),
    "undici.stream": Way("0", method="1.method", client="undici"),
    "http.request": Way("0", method="0.method 1.method", client="http"),
    "http.get": Way("0", "GET", client="http"),
    "$http": Way("0.url", method="0.method"),
    "$http.jsonp": Way("0", "GET", client="$http"),
    "$.ajax": Way("0.url 0", method="0.type 0.method 1.type", client="jquery"),
    "$.getJSON": Way("0", "GET", client="jquery"),
    "$.getScript": Way("0", "GET", client="jquery"),
    "WebSocket()": Way("0", client="websocket"),
    "ws()": Way("0", client="websocket"),
    "ws.WebSocket()": Way("0", client="websocket"),
    "EventSource()": Way("0", "GET", client="eventsource"),
    "navigator.sendBeacon": Way("0", "POST", client="fetch"),
    "socket.io-client": Way("0", client="socket.io"),
    "socket.io-client.io": Way("0", client="socket.io"),
    "graphql-request.GraphQLClient()": Way("0", "POST", client="graphql"),
    "graphql-request.request": Way("0", "POST", client="graphql"),
    "@apollo/client.createHttpLink": Way("0.uri", "POST", client="graphql"),
    "@apollo/client.HttpLink()": Way("0.uri", "POST", client="graphql"),
    "@apollo/client.ApolloClient()": Way("0.uri", "POST", client="graphql"),
    "apollo-boost()": Way("0.uri", "POST", client="graphql"),
    "@reduxjs/toolkit/query/react.fetchBaseQuery": Way("0.baseUrl", client="fetch"),
    "@reduxjs/toolkit/query.fetchBaseQuery": Way("0.baseUrl", client="fetch"),
    "@trpc/client.httpBatchLink": Way("0.url", client="fetch"),
    "@trpc/client.httpLink": Way("0.url", client="fetch"),
    "http-proxy-middleware.createProxyMiddleware": Way("0.target 1.target", client="proxy"),
    "http-proxy-middleware": Way("0.target 1.target", client="proxy"),
    "http-proxy-middleware.default": Way("0.target 1.target", client="proxy"),
    "express-http-proxy": Way("0", client="proxy"),
    "@fastify/http-proxy": Way("0.upstream", client="proxy"),
    "koa-proxies": Way("1.target", client="proxy"),
    "http-proxy.createProxyServer": Way("0.target", client="proxy"),
    "http-proxy.createProxyServer().web": Way("2.target", client="proxy"),
    "http-proxy.createProxyServer().ws": Way("2.target", client="proxy"),
}
_BASES = ("baseURL", "baseUrl", "prefixUrl", "base_url", "baseURI")
# A client that another file of the project makes is known by its name and by what it is given.
_OWN_CLIENT = re.compile(
    r"\?\w*(?:api|https?|axios|client|request|fetch|fetcher|rest|instance|ajax)\w*(\.\w+)?", re.I
)
_NO_CLIENT = re.compile(r"\?\w*(?:app|router|server|mock|spy)(?:\.|$)|\?(?:req|request)\.", re.I)
_ASSET = re.compile(r"\.(?:html?|json|svg|png|jpe?g|gif|css|m?js|md|txt|csv|wasm|ico)$")
_VERB = re.compile(r"[A-Z]{3,7}")


def client_calls(picker: Picker) -> Iterator[CallFact]:
    """Requests that the file sends."""
    for call in picker.program.calls:
        way = WAYS.get(call.origin)
        fact = _request(picker, call, way) if way else _by_own_client(picker, call)
        if fact and _is_address(fact.address + fact.path):
            yield fact
    parsed = picker.program.parsed
    if any(word in parsed.content for word in OF_PROXIES):
        for found in parsed.matches(PROXIES):
            yield from _passed_on(picker, found)


def _request(picker: Picker, call: Call, way: Way) -> CallFact | None:
    address = picker.text(call, way.url) or _of_parts(picker, call, way)
    if not address:
        return None
    method = way.verb or picker.word(call, way.method).upper() if way.method or way.verb else ""
    client = way.client or call.origin.removesuffix("()")
    base = _base(picker, call)
    path: Text = ()
    if base and not written(address[:1]).startswith(("http:", "https:")):
        address, path = base, address
    elif client == "proxy":
        path = _mounted(picker, call)
    verb = method if _VERB.fullmatch(method) else ""
    return CallFact("http", address, call.line, client.lstrip("$") or "jquery", verb, path)


def _of_parts(picker: Picker, call: Call, way: Way) -> Text:
    """`http.request({host, port})`."""
    if not call.origin.startswith(("http.", "undici.")) or not call.arguments:
        return ()
    options = picker.options(call.arguments[0])
    host = options.get("hostname") or options.get("host")
    port = options.get("port")
    return host_and_port(picker.texts.known(host), picker.texts.known(port)) if host else ()


def _base(picker: Picker, call: Call) -> Text:
    """The URL that a client was made with, which its calls begin with."""
    places = [each for each in call.arguments if each.type == "object"]
    client = holder_of(call) or bare(call.node.child_by_field_name("function"))
    if (made := picker.made_by(client)) is not None:
        places += arguments_of(made)
    for place in places:
        options = picker.options(place)
        for key in _BASES:
            if key in options and (text := picker.texts.known(options[key])):
                return text
    return ()


def _mounted(picker: Picker, call: Call) -> Text:
    """The path that a proxy answers: its own first argument, or that of the `use` around it."""
    first = call.arguments[0] if call.arguments else None
    if first is not None and len(call.arguments) > 1:
        text = picker.texts.known(first)
        if written(text).startswith("/"):
            return text
    around = picker.uses.get(call.node.id)
    return picker.texts.known(around) if around is not None else ()


def _by_own_client(picker: Picker, call: Call) -> CallFact | None:
    if not call.arguments or not _OWN_CLIENT.fullmatch(call.origin):
        return None
    if _NO_CLIENT.match(call.origin) or any(e.type in FUNCTIONS for e in call.arguments[1:2]):
        return None
    if not call.receiver and _is_own_function(picker, call):
        return None  # what it does with its parameters stands in this file
    verb = call.method if "." in call.origin else ""
    if verb and verb not in (*_VERBS, "del", "request"):
        return None
    path = picker.text(call, "0.url 0")
    start = written(path[:1])
    if not start.startswith(("/", "http://", "https://")) or start.startswith("//"):
        return None
    method = verb.upper() if verb in _VERBS else picker.word(call, "0.method 1.method").upper()
    if start.startswith("http") or not call.receiver:
        return CallFact("http", path, call.line, "http", method)
    address = (Piece("name", call.receiver),)
    return CallFact("http", address, call.line, "http", method, path)


def _is_own_function(picker: Picker, call: Call) -> bool:
    callee = called(call.node)
    known = picker.program.bindings(name_of(callee), callee.start_byte) if callee else []
    return any(each.value is not None and each.value.type in FUNCTIONS for each in known)


def _is_address(text: Text) -> bool:
    """Whether it leads to a program; pages and pictures are the browser's own business."""
    words = written(text)
    remote = "://" in words or any(piece.kind != "text" for piece in text)
    return remote or not (
        _ASSET.search(words.partition("?")[0]) or words.startswith(("data:", "#"))
    )


def _passed_on(picker: Picker, found: dict[str, list[Node]]) -> Iterator[CallFact]:
    for object_ in found.get("proxies", ()):
        for each in object_.named_children:
            key = key_of(each.child_by_field_name("key"))
            value = bare(each.child_by_field_name("value"))
            if key.startswith(("/", "^")) and value is not None:
                yield from _rule(picker, plain(key), value)
    for list_ in found.get("list", ()):
        for each in list_.named_children:
            options = picker.options(each)
            for context in picker.items(options.get("context") or options.get("path")):
                yield from _rule(picker, picker.texts.known(context), each)
    for at, rewrite in zip(found.get("destination", ()), found.get("rewrite", ()), strict=False):
        text = picker.texts.known(at)
        path = picker.options(rewrite).get("source")
        if path is not None and "/" in written(text) and not written(text).startswith("/"):
            yield CallFact("http", text, line_of(at), "proxy", "", picker.texts.known(path))


def _rule(picker: Picker, path: Text, value: Node) -> Iterator[CallFact]:
    options = picker.options(value)
    target = options.get("target") or (None if options else value)
    text = picker.texts.known(target)
    if text:
        yield CallFact("http", text, line_of(value), "proxy", "", path)
