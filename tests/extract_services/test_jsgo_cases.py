"""The cases that stand beside what reads services from JavaScript, TypeScript and Go, and input
that was written to do harm."""

from collections.abc import Iterator

import pytest

from driftscan.extract.service_registry import load_service_extractor, service_extractors_for
from driftscan.model.service_fact import ServiceFacts
from tests.bounded import bounded
from tests.extract_services.case_rows import Row, named_rows, shown

FOLDERS = ("javascript/services", "go/services")
_MEGABYTE = 1 << 20
_JS = b"const fetch = require('node-fetch');\n"
_GO = b'package main\n\nimport "net/http"\n\nfunc main() {\n%b\n}\n'

ANY = {
    "empty": b"",
    "binary": bytes(range(256)) * 64,
    "NUL": b"fetch('http://a:80'); \0",
    "not UTF-8": b"fetch('http://\xff\xfe/x'); http.Get(\"http://\xff\")",
    "one token": b"http" + b"a" * _MEGABYTE,
}
JAVASCRIPT = {
    "half a file": _JS + b"function f() { fetch(`http://${",
    "one text": _JS + b"fetch('" + b"a\n" * (_MEGABYTE // 4) + b"')",
    "parentheses": _JS + b"\n(" * 20_000,
    "calls in calls": _JS + b"fetch(\n" * 5_000 + b"1" + b")" * 5_000,
    "a long chain": _JS + b"fetch(x)" + b"\n.get('/a')" * 5_000,
    "a long sum": _JS + b"fetch('a'" + b"\n + 'b'" * 10_000 + b")",
    "objects in objects": _JS + b"const a = " + b"{url:\n" * 3_000 + b"1" + b"}" * 3_000,
    "functions in functions": _JS + b"function f(url) {\n" * 3_000 + b"fetch(url)",
    "names of names": _JS
    + b"".join(b"const x%d = x%d + x%d;\n" % (n + 1, n, n) for n in range(500))
    + b"fetch(x500)",
    "itself": _JS + b"let u = u + v; let v = v + u; fetch(u); u = v; v = u;\n" * 200,
    "a name of many values": _JS + b"u = u + f(u);\nfetch(u);\n" * 3_000,
    "wrappers in a circle": _JS
    + b"function f(url) { g(url); fetch(url) }\nfunction g(url) { f(url); fetch(url) }\n" * 50,
    "proxies": _JS + b"a = {proxy:\n" * 2_000,
    "decorators": _JS + b"@Get('a')\n" * 3_000 + b"class A {}",
}
GO = {
    "half a file": b'package main\n\nimport "net/http"\n\nfunc main() { http.Get("http://',
    "one text": _GO % (b"http.Get(`" + b"a\n" * (_MEGABYTE // 4) + b"`)"),
    "parentheses": _GO % (b"(" * 20_000),
    "calls in calls": _GO % (b"http.Get(\n" * 5_000 + b"1" + b")" * 5_000),
    "a long chain": _GO % (b"resty.R()" + b".\nGet(x)" * 5_000),
    "a long sum": _GO % (b'http.Get("a"' + b' + "b"' * 10_000 + b")"),
    "literals in literals": _GO % (b"x := A{B:\n" * 3_000 + b"1" + b"}" * 3_000),
    "names of names": _GO
    % (b"".join(b"x%d := x%d + x%d\n" % (n + 1, n, n) for n in range(500)) + b"http.Get(x500)"),
    "itself": _GO % (b"u := u + v; v := v + u; s.a = s.b + s.a; s.b = s.a; http.Get(s.a)\n" * 200),
    "a field of many values": _GO % (b"s.a = s.a + f(s.a); http.Get(s.a)\n" * 3_000),
    "groups of groups": _GO % (b'r := r.Group("/a"); r.GET("/b", x)\n' * 1_000),
}


def _cases() -> Iterator[tuple[str, Row]]:
    for folder in FOLDERS:
        yield from named_rows(folder)


def _hostile() -> Iterator[tuple[str, str, bytes]]:
    for extractor in ("javascript", "typescript", "tsx"):
        yield from ((extractor, name, text) for name, text in {**ANY, **JAVASCRIPT}.items())
    for name, text in {**ANY, **JAVASCRIPT}.items():
        yield "component", name, b"<script>\n" + text
    yield from (("go", name, text) for name, text in {**ANY, **GO}.items())


@pytest.mark.parametrize(("file", "row"), [pytest.param(f, r, id=r.name) for f, r in _cases()])
def test_a_file_says_what_its_row_has(file: str, row: Row) -> None:
    extractor = load_service_extractor(f"{file.partition('_')[0]}_services")
    assert shown(extractor.extract(row.content.encode())) == sorted(row.facts)


@pytest.mark.parametrize(
    ("extractor", "content"), [pytest.param(e, c, id=f"{e}: {n}") for e, n, c in _hostile()]
)
def test_bad_input_is_data(extractor: str, content: bytes) -> None:
    with bounded():
        found = load_service_extractor(f"{extractor}_services").extract(content)
        assert isinstance(found, ServiceFacts)


@pytest.mark.parametrize(
    ("name", "extractors"),
    [
        (b"server.js", ("javascript_services",)),
        (b"cart.service.ts", ("typescript_services",)),
        (b"Cart.tsx", ("tsx_services",)),
        (b"Cart.vue", ("component_services",)),
        (b"main.go", ("go_services",)),
        (b"main_test.go", ()),
        (b"cart.pb.go", ()),
        (b"cart.spec.ts", ()),
        (b"cart.d.ts", ()),
        (b"jquery.min.js", ()),
    ],
)
def test_tests_and_what_is_generated_are_not_claimed(
    name: bytes, extractors: tuple[str, ...]
) -> None:
    beside = ("environment", "topics")
    found = [name for name in service_extractors_for(name) if name not in beside]
    assert tuple(found) == extractors
