"""Settings, gateways and definitions of interfaces: their cases, and input meant to hurt."""

import pytest

from driftscan.extract.service_registry import load_service_extractor, service_extractors_for
from driftscan.model.service_fact import ServiceFacts
from tests.bounded import bounded
from tests.extract_services.case_rows import Row, rows, shown

FOLDERS = ("settings", "proxies", "protobuf")
CASES = [
    pytest.param(row, id=f"{folder}: {row.name}") for folder in FOLDERS for row in rows(folder)
]
EXTRACTORS = (
    "yaml-settings",
    "json-settings",
    "dotnet-settings",
    "setting-environment",
    "toml-settings",
    "properties",
    "ini-settings",
    "hocon-settings",
    "proxies",
    "protobuf",
)
HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)) * 100,
    "NUL": b"url: http://a\0\nserver { proxy_pass http://a; }\n",
    "half a file": b'{"ReverseProxy": {"Routes": {"a": {"ClusterId": ',
    "lists": b"url: http://" + b"[" * 20_000,
    "objects": b'{"url":' * 20_000,
    "braces": b"proxy_pass x; location / { " * 20_000,
    "one token": b"proxy_pass http://" + b"a" * 1_000_000 + b";",
    "one value": b"url: http://" + b"$" * 1_000_000,
    "placeholders": b"url: " + b"${a:" * 250_000,
    "ERB": b"url: " + b"<%= ENV[" * 120_000,
    "blanks": b"ProxyPass / http://a" + b" " * 1_000_000,
    "service": b"service a" * 100_000,
    "quotes": b"input { kafka { topics => " + b'"' * 300_001,
    "sections": b"[" * 500_000 + b"\na = http://" + b"=" * 500_000,
    "continued": b"url=\\\n" * 200_000,
    "colons": b"a: " + b"a:1," * 250_000,
    "digits": b"url=" + b"1." * 500_000,
}


@pytest.mark.parametrize("row", CASES)
def test_says_what_the_case_says(row: Row) -> None:
    facts = load_service_extractor(row.extractor).extract(row.content.encode())
    assert shown(facts) == sorted(row.facts)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_bears_hostile_input(extractor: str, kind: str) -> None:
    with bounded():
        facts = load_service_extractor(extractor).extract(HOSTILE[kind])
    assert isinstance(facts, ServiceFacts)


@pytest.mark.parametrize(
    ("name", "extractor"),
    [
        ("application.yml", "yaml-settings"),
        ("user-service-docker.yaml", "yaml-settings"),
        ("values.yaml", ""),
        ("prod-values.yaml", ""),
        ("docker-compose.dev.yml", ""),
        ("appsettings.Production.json", "dotnet-settings"),
        ("ocelot.json", "dotnet-settings"),
        ("default.json", "json-settings"),
        ("package.json", ""),
        ("openapi.v1.json", "json-settings"),
        ("nginx.conf", "proxies"),
        ("default.conf.template", "proxies"),
        ("Caddyfile", "proxies"),
        ("haproxy.cfg", "proxies"),
        ("application-db.properties", "properties"),
        ("messages_de.properties", ""),
        ("Rocket.toml", "toml-settings"),
        ("pyproject.toml", ""),
        ("Cargo.toml", ""),
        ("alembic.ini", "ini-settings"),
        ("shop.proto", "protobuf"),
    ],
)
def test_claims_files_by_name(name: str, extractor: str) -> None:
    ours = [each for each in service_extractors_for(name.encode()) if each in EXTRACTORS]
    assert ours == ([extractor] if extractor else [])
