"""The cases that stand beside what reads services from Java and Kotlin, and input that was written
to do harm."""

import time
from collections.abc import Iterator

import pytest

from driftscan.extract.service_registry import load_service_extractor
from tests.extract_services.case_rows import Row, named_rows, shown

LANGUAGES = ("java", "kotlin")
_MEGABYTE = 1 << 20
_HEAD = b"import org.springframework.web.client.RestTemplate;\n"
_BODY = b"class A { RestTemplate rest; void a() { %b } }\n"
HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)) * 64,
    "NUL": _HEAD + b"class A { \0 }",
    "half a file": _HEAD + b'class A { void a(RestTemplate r) { r.getForObject("http://',
    "no line end": _HEAD + b"class A",
    "not UTF-8": _HEAD + _BODY % b'rest.getForObject("http://\xff\xfe/x", X.class);',
    "one token": _HEAD + b"class " + b"a" * _MEGABYTE,
    "one text": _HEAD + _BODY % (b'rest.getForObject("' + b"a" * _MEGABYTE + b'");'),
    "parentheses": _HEAD + _BODY % (b"(" * 20_000),
    "calls in calls": _HEAD + _BODY % (b"f(" * 5_000 + b"1" + b")" * 5_000 + b";"),
    "a long chain": _HEAD + _BODY % (b"rest" + b".getForObject(x)" * 5_000 + b";"),
    "a long sum": _HEAD + _BODY % (b'String s = "a"' + b' + "a"' * 10_000 + b";"),
    "types in types": _HEAD + b"class A { " * 3_000,
    "names of names": _HEAD
    + _BODY
    % b"".join(b"String x%d = x%d + x%d;" % (n + 1, n, n) for n in range(500))
    .replace(b"x0 +", b"y +")
    .join((b"", b"rest.getForObject(x500, X.class);")),
    "itself": _HEAD
    + b"class A { String a() { return a() + b(); } String b() { return a() + b(); } }",
    "annotations": _HEAD + b"@A(" * 3_000 + b"class A {}",
}


def cases() -> Iterator[object]:
    for language in LANGUAGES:
        for stem, row in named_rows(f"{language}/services"):
            yield pytest.param(language, row, id=f"{language} {stem}: {row.name}")


@pytest.mark.parametrize(("language", "row"), list(cases()))
def test_case(language: str, row: Row) -> None:
    facts = load_service_extractor(language).extract(row.content.encode())
    assert shown(facts) == sorted(row.facts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon_in_facts(language: str, name: str) -> None:
    begun = time.perf_counter()
    load_service_extractor(language).extract(HOSTILE[name])
    assert time.perf_counter() - begun < 3, "on a shared machine; alone it is below one second"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_nothing_of_services_is_not_parsed(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("driftscan.extract.syntax.parsed.parse", lambda *_: pytest.fail("parsed"))
    facts = load_service_extractor(language).extract(b"package a;\nclass A { int a = 1; }\n")
    assert not shown(facts)


def test_what_stands_in_one_line_keeps_its_order() -> None:
    urls = ", ".join(f'"http://h{at}:80"' for at in range(6))
    content = _HEAD + f"class A {{ Object a = new Servers({urls}); }}\n".encode()
    found = load_service_extractor("java").extract(content).values
    assert [each.name for each in found] == [f"Servers({at})" for at in range(6)]
