"""HOCON files of settings, as Play, Akka and Ktor have them: application.conf."""

import re
from collections.abc import Iterator

from driftscan.extract.settings.entries import Entry, settings
from driftscan.model.service_fact import ServiceFacts

_COMMENT = re.compile(r"(?:^|\s)(?:#|//).*")
_QUOTED = re.compile(r'"[^"\n]*"')
_OPENING = re.compile(r'"?([\w.$@-]+)"?\s*[:=]?\s*\{')
_ENTRY = re.compile(r'"?([\w.@-]+)"?\s*(?:\+=|[:=])\s*(.+)')
_DEEPEST = 30


def extract(content: bytes) -> ServiceFacts:
    """`key = ${?NAME}` after `key = x` is a second setting of that key; the last that has a value
    counts."""
    return settings(_entries(content.decode("utf-8-sig", "replace")))


def _entries(text: str) -> Iterator[Entry]:
    above: list[str] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = _without_comment(raw).strip().rstrip(",")
        opening = _OPENING.fullmatch(line)
        if opening and len(above) < _DEEPEST:
            above.append(opening[1])
        elif line.startswith("}"):
            above = above[:-1]
        elif entry := _ENTRY.fullmatch(line):
            key = ".".join([*above, entry[1]])
            yield from (Entry(name, value, number) for name, value in _values(key, entry[2]))


def _without_comment(line: str) -> str:
    """`//` and `#` in quotes begin none."""
    if "#" not in line and "//" not in line:
        return line
    masked = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
    comment = _COMMENT.search(masked)
    return line[: comment.start()] if comment else line


def _values(key: str, said: str) -> Iterator[tuple[str, str]]:
    """One, or those of a list in one line; texts beside each other are put together."""
    value = said.replace("${?", "${").replace('"', "").strip()
    if not (value.startswith("[") and value.endswith("]")):
        yield key, value
        return
    for at, each in enumerate(value[1:-1].split(",")):
        yield f"{key}[{at}]", each.strip()
