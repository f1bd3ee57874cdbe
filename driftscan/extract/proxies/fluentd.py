"""Fluentd: where its matches send to."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import shell_text
from driftscan.extract.service_routes import host_text
from driftscan.extract.service_union import united
from driftscan.model.service_fact import CallFact, Piece, ServiceFacts, StoreFact, Text

STORES = {
    "elasticsearch": "elasticsearch",
    "opensearch": "opensearch",
    "mongo": "mongodb",
    "kafka2": "kafka",
    "kafka": "kafka",
    "redis": "redis",
}
PROGRAMS = frozenset(("http", "forward", "loki", "splunk_hec"))
_RUBY = re.compile(r"#\{ENV(?:\[|\.fetch\()['\"](\w+)['\"].*?[\])].*?\}")

_Block = dict[str, tuple[str, int]]


def read(text: str) -> ServiceFacts:
    """A store or a call for each `<match>`, `<store>` and `<server>` with an address."""
    return united(_facts(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[_Block]:
    """Of what sends; a block inside another begins with what that says."""
    open_: list[tuple[str, _Block]] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        name, _, value = line.partition(" ")
        if line.startswith("</"):
            kind, block = open_.pop() if open_ else ("", {})
            if kind in ("match", "store", "server"):
                yield block
        elif line.startswith("<") and len(open_) < 10:
            above = dict(open_[-1][1]) if open_ and line.startswith("<server") else {}
            open_.append((line.strip("<>").split(" ")[0], above))
        elif open_ and value and not line.startswith("#"):
            open_[-1][1][name.lstrip("@")] = (value.strip().strip('"'), number)


def _facts(block: _Block) -> ServiceFacts:
    kind = block.get("type", ("", 0))[0]
    key = next((key for key in ("host", "hosts", "url", "endpoint", "brokers") if key in block), "")
    if not key:
        return ServiceFacts()
    said, line = block[key]
    port = block.get("port", ("", 0))[0] if key == "host" else ""
    address = _text(said, port)
    if kind in STORES:
        return ServiceFacts(stores=(StoreFact(STORES[kind], address, line, "fluentd"),))
    if kind in PROGRAMS:
        return ServiceFacts(calls=(CallFact("http", address, line, "fluentd"),))
    return ServiceFacts()


def _text(said: str, port: str) -> Text:
    ruby = _RUBY.fullmatch(said)
    if ruby:
        return (Piece("env", ruby[1]), *host_text(f":{port}" if port else "", ""))
    return shell_text(f"{said}:{port}" if port else said)
