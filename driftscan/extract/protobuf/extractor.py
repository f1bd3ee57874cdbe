"""Definitions of services in .proto files."""

import re
from collections.abc import Iterator

from driftscan.model.service_fact import MarkFact, ServiceFacts

_TOKEN = re.compile(
    r"""
    (?P<skip>//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | ^[ \t]*package\s+(?P<package>[\w.]+)\s*;
  | \bservice\s+(?P<service>\w+)\s*\{
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def extract(content: bytes) -> ServiceFacts:
    """A mark per service, with its package."""
    if b"service" not in content:
        return ServiceFacts()
    return ServiceFacts(marks=tuple(_services(content.decode("utf-8", "replace"))))


def _services(text: str) -> Iterator[MarkFact]:
    package, line, counted = "", 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", counted, token.start())
        counted = token.start()
        if token["package"]:
            package = f"{token['package']}."
        elif token["service"]:
            yield MarkFact("proto", package + token["service"], line)
