"""What a file answers to: routes of web frameworks, gRPC services, and where a program begins."""

import re
from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.javascript.services.nodes import (
    FUNCTIONS,
    arguments_of,
    bare,
    called,
    dotted,
)
from driftscan.extract.javascript.services.picking import Picker, holder_of
from driftscan.extract.javascript.services.program import Call, name_of
from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.alternatives import with_interface, written
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.service_fact import MarkFact, Piece, ServedFact, Text

_VERBS = {
    **{verb: verb.upper() for verb in "get post put delete patch head options".split()},
    "del": "DELETE",
    "opts": "OPTIONS",
    "all": "",
    "any": "",
}
_FRAMEWORKS = "express koa fastify hono restify hapi polka itty-router".split()
# What is called where a program begins; see libraries.py for what `web` is.
_ENTRIES = {
    "web.listen": "listen",
    "http.createServer": "http",
    "http.createSecureServer": "http",
    "http.Server()": "http",
    "http.createServer().listen": "http",
    "http.Server().listen": "http",
    "hapi": "hapi",
    "hapi.start": "hapi",
    "grpc.Server()": "grpc",
    "Bun.serve": "bun",
    "Deno.serve": "deno",
    "@hono/node-server.serve": "hono",
    "@nestjs/core.NestFactory.create": "nestjs",
    "@nestjs/core.NestFactory.createMicroservice": "nestjs",
    "@nestjs/core.NestFactory.createApplicationContext": "nest-context",
    "apollo-server.ApolloServer()": "apollo",
    "@apollo/server.ApolloServer()": "apollo",
    "@apollo/server/standalone.startStandaloneServer": "apollo",
}
_OWN_ROUTER = re.compile(r"\?(?:\w*app|\w*router|\w*routes?|server|fastify|instance)", re.I)
_NEST_VERBS = {
    **{
        verb.capitalize(): verb.upper() for verb in "get post put delete patch head options".split()
    },
    "All": "",
    "Sse": "GET",
}
_LONGEST_CHAIN = 20


class _Named(Struct, frozen=True):
    """A decorator. name and its arguments, as those of a call."""

    name: str
    call: Call | None
    at: int
    line: int


def entries_of(picker: Picker) -> Iterator[MarkFact]:
    """Where a program begins to listen."""
    is_secure = any(map(_is_encrypted, picker.program.calls))
    for call in picker.program.calls:
        form = _ENTRIES.get(call.origin)
        if not form and call.method == "listen" and _OWN_ROUTER.fullmatch(call.origin[:-7]):
            form = "listen"
        if form == "http" and _is_encrypted(call):
            form = "https"
        elif form == "http" and call.method == "listen" and is_secure:
            form = None  # told where the server is made
        if form:
            yield MarkFact("entry", form, call.line)


def _is_encrypted(call: Call) -> bool:
    """Whether it makes a server that speaks https. Both modules have the same functions; the one is
    called what it is wherever it is required."""
    is_secure = call.receiver == "https" or call.method == "createSecureServer"
    return is_secure and _ENTRIES.get(call.origin) == "http"


def served(picker: Picker) -> Iterator[ServedFact]:
    """Routes and services of one file."""
    content = picker.program.parsed.content
    framework = next((f for f in _FRAMEWORKS if f"{f}".encode() in content), "express")
    prefixes = _prefixes(picker)
    for call in picker.program.calls:
        if call.method == "addService":
            yield from _grpc_service(call)
        elif call.origin.startswith(("web", "hapi.")) or _OWN_ROUTER.match(call.origin):
            yield from _routes(picker, call, framework, prefixes)
    yield from _nest_routes(picker)


def _prefixes(picker: Picker) -> dict[str, Text]:
    """The path under which a router of this file is hung up, by its name."""
    found: dict[str, Text] = {}
    for call in picker.program.calls:
        if call.method == "use" and len(call.arguments) > 1:
            path = picker.texts.known(call.arguments[0])
            for each in call.arguments[1:]:
                if written(path).startswith("/") and each.type == "identifier":
                    found[text_of(each)] = path
    for name, binding_call in _made_routers(picker):
        if path := picker.text(binding_call, "0.prefix"):
            found[name] = joined([found.get(name, ()), path])
    return found


def _made_routers(picker: Picker) -> Iterator[tuple[str, Call]]:
    calls = {call.node.id: call for call in picker.program.calls if call.origin.endswith("()")}
    for _, name, _, binding in picker.program.reach.everywhere():
        if binding.value is not None and (call := calls.get(binding.value.id)):
            yield name.removeprefix("this."), call


def _routes(
    picker: Picker, call: Call, framework: str, prefixes: dict[str, Text]
) -> Iterator[ServedFact]:
    own = call.origin.startswith("?")
    holder = call.origin.rpartition(".")[0]
    if call.method in _VERBS and holder == "web-route":
        path = _route_path(picker, call, prefixes)
        yield ServedFact("http", call.line, _VERBS[call.method], path, framework=framework)
    elif call.method in _VERBS and len(call.arguments) > 1:
        if own and (not _OWN_ROUTER.fullmatch(holder) or not _is_handler(call.arguments[-1])):
            return
        for path in picker.texts_of(call, "0[]"):
            if written(path[:1]).startswith(("/", "*", ":")) or path[0].kind != "text":
                full = joined([prefixes.get(call.receiver, ()), path])
                yield ServedFact("http", call.line, _VERBS[call.method], full, framework=framework)
    elif call.method == "route" and (path := picker.text(call, "0.url 0.path")):
        method = picker.word(call, "0.method").upper()
        yield ServedFact("http", call.line, method.strip("*"), path, framework=framework)
    elif call.method == "use" and len(call.arguments) > 1 and not own:
        yield from _hung_up(picker, call, framework)


def _route_path(picker: Picker, call: Call, prefixes: dict[str, Text]) -> Text:
    """That of the `router.route('/x')` that the call's chain begins with."""
    here = picker.made_by(holder_of(call))
    for _ in range(_LONGEST_CHAIN):
        callee = called(here) if here is not None else None
        if here is None or callee is None or callee.type != "member_expression":
            return ()
        holder = bare(callee.child_by_field_name("object"))
        if text_of(callee.child_by_field_name("property") or callee) == "route":
            path = picker.texts.known(next(iter(arguments_of(here)), None))
            return joined([prefixes.get(dotted(holder), ()), path])
        here = picker.made_by(holder)
    return ()


def _hung_up(picker: Picker, call: Call, framework: str) -> Iterator[ServedFact]:
    """`app.use('/users', require('./users'))`: what is under it stands in another file."""
    path = picker.texts.known(call.arguments[0])
    last = call.arguments[-1]
    own = last.type == "call_expression" and text_of(called(last) or last) == "require"
    if last.type == "identifier":
        own = any(b.module.startswith(".") for b in picker.program.bindings(name_of(last), 0))
        made = picker.made_by(last)
        own = own or (made is not None and text_of(called(made) or made) == "require")
    if own and written(path).startswith("/"):
        yield ServedFact("http", call.line, "", path, framework=framework)


def _is_handler(node: Node) -> bool:
    return node.type in FUNCTIONS or node.type in ("identifier", "member_expression")


def _grpc_service(call: Call) -> Iterator[ServedFact]:
    """`server.addService(proto.Cart.service, ...)`, `addService(CartServiceService, ...)`."""
    words = text_of(call.arguments[0]) if call.arguments else ""
    name = words.removesuffix(".service").rpartition(".")[2].strip("]'\"[ ")
    if name.isidentifier():
        plain_name = name if words.endswith(".service") else _stub(name)
        yield ServedFact("grpc", call.line, interface=plain_name, framework="grpc-js")


def _stub(name: str) -> str:
    return name.removesuffix("Service") if name.endswith("ServiceService") else name


def _nest_routes(picker: Picker) -> Iterator[ServedFact]:
    decorators = decorators_of(picker)
    bases = [(d.at, d) for d in decorators if d.name == "Controller"]
    for each in decorators:
        if each.name in _NEST_VERBS:
            base = next((d for at, d in reversed(bases) if at < each.at), None)
            if base is None:
                continue
            parts = [_nest_path(picker, base), _nest_path(picker, each)]
            path = joined(plain("/") + part for part in parts if part) or plain("/")
            yield ServedFact("http", each.line, _NEST_VERBS[each.name], path, framework="nestjs")
        elif each.name in ("GrpcMethod", "GrpcStreamMethod") and each.call:
            name = picker.word(each.call, "0")
            yield ServedFact("grpc", each.line, interface=name, framework="nestjs")


def _nest_path(picker: Picker, decorator: _Named) -> Text:
    text = picker.text(decorator.call, "0.path 0") if decorator.call else ()
    if text and text[0].kind == "text":
        first = text[0].value.lstrip("/")
        return joined([(Piece("text", first),) if first else (), text[1:]])
    return text


def decorators_of(picker: Picker) -> list[_Named]:
    """`@Name(...)` of a file, in the order of the text."""
    calls = {call.node.id: call for call in picker.program.calls}
    found = []
    for node in picker.program.found.get("decorator", ()):
        inner = node.named_children[0] if node.named_children else node
        call = calls.get(inner.id)
        name = text_of(called(inner) or inner) if call else text_of(inner)
        found.append(_Named(name, call, node.start_byte, line_of(node)))
    return sorted(found, key=lambda each: each.at)


def interface_of(name: str) -> str:
    """The service that a client's class is for."""
    return with_interface(name, ("PromiseClient", "Client", "Stub"))
