"""The cases beside the extractors for C#, PHP, Ruby and Rust, and hostile input."""

from collections.abc import Iterator

import pytest

from driftscan.extract.service_registry import load_service_extractor
from driftscan.extract.syntax.outline.plurals import plural, snake
from driftscan.model.service_fact import ServiceFacts
from tests.bounded import bounded
from tests.extract_services.case_rows import Row, named_rows, shown

LANGUAGES = ("csharp", "php", "ruby", "rust")
CALLS = {
    "csharp": b"class A { HttpClient c; void F() { %s } }",
    "php": b"<?php class A { function f() { %s } } // curl_init Http::",
    "ruby": b"# Faraday\nclass A\n def f\n  %s\n end\nend\n",
    "rust": b"// reqwest::\nfn f() { %s }",
}


def cases() -> Iterator[object]:
    for language in LANGUAGES:
        for stem, row in named_rows(f"{language}/services"):
            yield pytest.param(language, row, id=f"{language} {stem}: {row.name}")


@pytest.mark.parametrize(("language", "row"), list(cases()))
def test_case(language: str, row: Row) -> None:
    extractor = load_service_extractor(row.extractor or f"{language}-services")
    facts = extractor.extract(row.content.encode())
    assert shown(facts) == sorted(row.facts)


def hostile() -> dict[str, bytes]:
    return {
        "empty": b"",
        "blank": b" \n" * 1000,
        "binary": bytes(range(256)) * 500,
        "NUL": b"http://x HttpClient curl_init reqwest:: Faraday \0 x",
        "one token": b"http://" + b"a" * (1 << 20),
        "brackets": b"http://x reqwest HttpClient " + b"(" * 15_000,
        "braces": b"http://x reqwest HttpClient " + b"{" * 15_000,
        "a long chain": b"%s",
        "a name of itself": b"%s",
    }


LONG = {
    "a long chain": b"x" + b".b()" * 10_000,
    "a name of itself": b"; ".join(b'u = u + "http://" + u' for _ in range(1500)),
}


@pytest.mark.parametrize("language", [*LANGUAGES, "razor"])
@pytest.mark.parametrize("name", list(hostile()))
def test_hostile_input_ends_soon(language: str, name: str) -> None:
    content = hostile()[name]
    if language == "razor":
        content = b"@code {" + content.replace(b"%s", b'"' + b"{" * 50_000)
    elif name in LONG:
        said = LONG[name].replace(b".b", b"->b") if language == "php" else LONG[name]
        content = CALLS[language] % (said.replace(b"; ", b"\n") if language == "ruby" else said)
    with bounded():
        facts = load_service_extractor(f"{language}-services").extract(content)
        assert isinstance(facts, ServiceFacts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_a_file_says_no_less_than_nothing(language: str) -> None:
    extract = load_service_extractor(f"{language}-services").extract
    for _, row in named_rows(f"{language}/services"):
        content = row.content.encode()
        for end in range(0, len(content), 37):
            assert isinstance(extract(content[:end]), ServiceFacts)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("OrderItem", "order_items"), ("Category", "categories"), ("Person", "people"),
        ("HTTPLog", "http_logs"), ("Address", "addresses"), ("SalesNews", "sales_news"),
    ],
)  # fmt: skip
def test_plurals(name: str, table: str) -> None:
    assert plural(snake(name)) == table
