"""Routes that attributes and annotations declare."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.answering import under
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import ServedFact

_ANNOTATED = re.compile(
    rb"@Route\(\s*(?:path\s*=\s*)?[\"'](?P<path>[^\"'\n]*)[\"'](?P<rest>[^)]{0,400})\)"
    rb"(?P<between>(?:(?!@Route)[^;{}]|\{(?=[^\n]*\*)){0,2000}?)\b(?P<what>function|class)\s+\w+"
)
_METHODS = re.compile(rb"methods\s*=\s*\{?([^}]*)")
_VERB = re.compile(r"[A-Z]+")


def routes(survey: Survey, content: bytes) -> Iterator[ServedFact]:
    """`#[Route('/x', methods: ['GET'])]`, and the same in comments."""
    for function in survey.program.functions:
        type_ = survey.places.type_around(function.start)
        above = [a for a in type_.attributes if a.word == "Route"] if type_ else []
        prefix = _path(above[0]) if above else ""
        for each in function.attributes:
            if each.word == "Route":
                path = under(plain(prefix), plain(_path(each)))
                for verb in _verbs(each):
                    yield ServedFact("http", each.line, verb, path, framework="symfony")
    if b"@Route(" in content:
        yield from _annotated(content)


def _path(route: Value) -> str:
    value = route.argument(0) or route.named("path")
    return value.word if value is not None and value.kind == "text" else ""


def _verbs(route: Value) -> list[str]:
    methods = route.named("methods")
    parts = methods.parts if methods is not None and methods.kind == "list" else ()
    words = [part.word for part in (parts or ((methods,) if methods else ()))]
    return [word.rpartition("_")[2].upper() for word in words if word] or [""]


def _annotated(content: bytes) -> Iterator[ServedFact]:
    prefix = ""
    for found in _ANNOTATED.finditer(content):
        path = found["path"].decode("utf-8", "replace")
        if found["what"] == b"class":
            prefix = path
            continue
        methods = _METHODS.search(found["rest"])
        line = content.count(b"\n", 0, found.start()) + 1
        verbs = _VERB.findall(methods[1].decode("utf-8", "replace")) if methods else [""]
        for verb in verbs or [""]:
            full = under(plain(prefix), plain(path))
            yield ServedFact("http", line, verb, full, framework="symfony")
