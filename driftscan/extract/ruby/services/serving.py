"""Routes of Rails, Sinatra and Grape, gRPC services, and what tells a program's entry."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.answering import under
from driftscan.extract.syntax.outline.program import Nesting
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import MarkFact, ServedFact, Text

_VERBS = {verb.lower(): verb for verb in ("GET", "POST", "PUT", "DELETE", "PATCH")}
_RESOURCES = (("GET", ""), ("POST", ""), ("GET", ":id"), ("PATCH", ":id"), ("DELETE", ":id"))
_RESOURCE = (("GET", ""), ("POST", ""), ("PATCH", ""), ("DELETE", ""))
_ACTIONS = ("index", "create", "show", "update", "destroy")
_GRPC = re.compile(r"(?:.*\.)?(\w+)\.Service")
_GRAPE = frozenset(["Grape.API", "Grape.API.Instance"])
_SINATRA = frozenset(["Sinatra.Base", "Sinatra.Application"])
_AROUND = frozenset(
    ["namespace", "scope", "resources", "resource", "member", "collection", "prefix"]
)


def routes(survey: Survey, content: bytes) -> Iterator[ServedFact]:
    """All routes of a file that declares any."""
    for type_ in survey.program.types:
        for base in type_.bases:
            if found := _GRPC.fullmatch(base):
                yield ServedFact("grpc", type_.line, interface=found[1], framework="grpc-ruby")
    framework = _framework(survey, content)
    if not framework:
        return
    around = [c for c in survey.program.calls if c.word in _AROUND and c.block and c.holder is None]
    nesting = Nesting([(c.block.start, c.block.end) for c in around if c.block])
    for call in survey.program.calls:
        above = [around[at] for at in reversed(nesting.around(call.start))]
        if call.holder is None:
            prefix = _prefix(above, framework)
            yield from _routes(survey, call, prefix, framework)


def _framework(survey: Survey, content: bytes) -> str:
    if b"routes.draw" in content or b"Rails.application.routes" in content:
        return "rails"
    bases = {base for type_ in survey.program.types for base in type_.bases}
    if bases & _GRAPE:
        return "grape"
    is_script = re.search(rb"^\s*require\s*\(?['\"]sinatra['\"/]", content, re.MULTILINE)
    return "sinatra" if bases & _SINATRA or is_script else ""


def _prefix(above: list[Value], framework: str) -> Text:
    """What all blocks around a route put in front of it."""
    parts: list[Text] = []
    for each in above:
        if each.word == "collection" and parts and framework == "rails":
            parts[-1] = tuple(piece for piece in parts[-1] if piece.value != "/:id")
        parts.append(_part(each, framework))
    return under(*parts) if parts else ()


def _part(around: Value, framework: str) -> Text:
    """What a block puts in front of the paths in it."""
    if around.word in ("member", "collection"):
        return ()
    path = around.named("path") or (
        None if around.word == "scope" and around.named("module") else around.argument(0)
    )
    path = path or around.argument(0)
    own = plain(path.word) if path is not None and path.kind == "text" else ()
    is_many = around.word == "resources" and framework == "rails"
    return (*own, *plain("/:id")) if is_many and own else own


def _routes(survey: Survey, call: Value, prefix: Text, framework: str) -> Iterator[ServedFact]:
    first = call.argument(0)
    if call.word in _VERBS and call.kind == "call":
        pairs = [name for name in call.names if name.startswith("/") or "/" in name]
        own = first.word if first is not None and first.kind == "text" else (pairs or [""])[0]
        if own or (framework == "grape" and prefix):
            full = under(prefix, plain(own))
            yield ServedFact("http", call.line, _VERBS[call.word], full, framework=framework)
    elif call.word in ("resources", "resource") and framework == "rails":
        rows = _RESOURCES if call.word == "resources" else _RESOURCE
        for part in call.parts:
            if part.kind == "text" and call.names[call.parts.index(part)] == "":
                path = call.named("path") or part
                for verb, tail in _chosen(call, rows):
                    full = under(prefix, plain(path.word), plain(tail))
                    yield ServedFact("http", call.line, verb, full, framework="rails")


def _chosen(call: Value, rows: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Those that `only:` and `except:` leave."""
    if len(rows) != len(_ACTIONS):
        return list(rows)
    only, never = _words(call.named("only")), _words(call.named("except"))
    return [
        row
        for row, action in zip(rows, _ACTIONS, strict=True)
        if (only is None or action in only) and (never is None or action not in never)
    ]


def _words(value: Value | None) -> set[str] | None:
    if value is None:
        return None
    return {part.word for part in value.parts} if value.kind == "list" else {value.word}


def entries(survey: Survey, content: bytes) -> Iterator[MarkFact]:
    """`Rails::Application`, Sinatra, `run App` of Rack."""
    for type_ in survey.program.types:
        if "Rails.Application" in type_.bases:
            yield MarkFact("entry", "rails", type_.line)
        elif _SINATRA & set(type_.bases):
            yield MarkFact("entry", "sinatra", type_.line)
    for call in survey.program.calls:
        if (
            call.word == "require"
            and call.parts
            and call.parts[0].word in ("sinatra", "sinatra/base")
        ):
            if call.parts[0].word == "sinatra":
                yield MarkFact("entry", "sinatra", call.line)
        elif call.word == "run" and call.holder is None and call.parts and not call.names[0]:
            if call.parts[0].kind == "name" and call.parts[0].word[:1].isupper():
                yield MarkFact("entry", "rack", call.line)
        elif call.word == "add_http2_port" or call.word == "run_till_terminated":
            yield MarkFact("entry", "grpc-server", call.line)
