"""Routes by attributes and by routers, gRPC servers, tables of Diesel, `main`."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import AccessFact, MarkFact, ServedFact

_VERBS = frozenset("get post put delete patch head options".split())
_SERVER = re.compile(r"(?:.*_server\.)?(\w+)Server")
_TABLE = re.compile(
    rb"^\s*(?:diesel::)?table!\s*\{\s*(?:use [^;]+;\s*|//[^\n]*\n\s*|#\[[^\n]*\n\s*)*([\w.]+)\s*\(",
    re.M,
)


def routes(survey: Survey, content: bytes) -> Iterator[ServedFact]:
    """`#[get("/x")]`, `.route("/x", get(show))`, `CartServiceServer::new(...)`."""
    framework = _framework(content)
    for function in survey.program.functions:
        for each in function.attributes:
            verb = each.word.rpartition(".")[2]
            if verb in _VERBS and each.parts and each.parts[0].word.startswith("/"):
                path = plain(each.parts[0].word.partition("?")[0])
                yield ServedFact("http", function.line, verb.upper(), path, framework=framework)
    for call in survey.program.calls:
        if call.kind == "call" and call.word == "route" and len(call.parts) == 2:
            yield from _routed(survey, call, framework)
        elif call.kind == "new":
            yield from _server(survey, call, b"tonic" in content)


def _server(survey: Survey, call: Value, is_tonic: bool) -> Iterator[ServedFact]:
    name = survey.origins.type_named(call.word)
    found = _SERVER.fullmatch(name)
    if found and (is_tonic or "_server." in name):
        yield ServedFact("grpc", call.line, interface=found[1], framework="tonic")


def _framework(content: bytes) -> str:
    names = (b"axum", b"actix_web", b"rocket", b"warp", b"poem")
    found = next((name for name in names if name in content), b"")
    return {"actix_web": "actix-web"}.get(found.decode(), found.decode())


def _routed(survey: Survey, call: Value, framework: str) -> Iterator[ServedFact]:
    path = survey.texts.known(call.parts[0])
    if not path or (path[0].kind == "text" and not path[0].value.startswith("/")):
        return
    verbs = []
    value: Value | None = call.parts[1]
    for _ in range(12):
        if value is None or value.kind != "call":
            break
        if value.word in _VERBS:
            verbs.append(value.word.upper())
        value = value.holder
    for verb in reversed(verbs or [""]):
        yield ServedFact("http", call.line, verb, path, framework=framework)


def tables(content: bytes) -> Iterator[AccessFact]:
    """Names of Diesel's `table!`."""
    for found in _TABLE.finditer(content) if b"table!" in content else ():
        line = content.count(b"\n", 0, found.start(1)) + 1
        yield AccessFact("sql", plain(found[1].decode("utf-8", "replace")), "rw", line, "diesel")


def mains(survey: Survey) -> Iterator[MarkFact]:
    """`fn main`."""
    for function in survey.program.functions:
        if function.name == "main":
            yield MarkFact("entry", "main", function.line)
        elif any(each.word in ("launch", "rocket.launch") for each in function.attributes):
            yield MarkFact("entry", "rocket", function.line)
