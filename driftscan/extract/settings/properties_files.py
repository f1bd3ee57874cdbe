"""Java's .properties files; Spring may divide one into documents by lines of `#---`."""

import re
from collections.abc import Iterator

from driftscan.extract.service_union import united
from driftscan.extract.settings.entries import Entry, settings
from driftscan.extract.settings.profiles import profiles, without_profiles
from driftscan.model.service_fact import ServiceFacts

_DIVIDER = re.compile(r"[#!]---\s*")
_ENTRY = re.compile(r"((?:\\.|[^\\:=\s])+)\s*[:=\s]\s*(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def extract(content: bytes) -> ServiceFacts:
    """A file of any other tool that is written so gives facts only where entries matter."""
    documents = list(_documents(_decoded(content)))
    return united(settings(without_profiles(each), profiles(each)) for each in documents)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _documents(text: str) -> Iterator[list[Entry]]:
    entries: list[Entry] = []
    for line, number in _logical_lines(text):
        if _DIVIDER.fullmatch(line):
            yield entries
            entries = []
        elif line[0] not in "#!" and (entry := _ENTRY.fullmatch(line)):
            key, value = _unescaped(entry[1]), _unescaped(entry[2])
            entries.append(Entry(key, value.strip(), number))
    yield entries


def _logical_lines(text: str) -> Iterator[tuple[str, int]]:
    """Lines that aren't blank, those that a backslash continues as one."""
    parts: list[str] = []
    begin = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip(" \t\f")
        begin = begin if parts else number
        is_comment = not parts and line[:1] in ("#", "!")
        if not is_comment and (len(line) - len(line.rstrip("\\"))) % 2:
            parts.append(line[:-1])
            continue
        if whole := "".join([*parts, line]):
            yield whole, begin
        parts = []
    if whole := "".join(parts):
        yield whole, begin


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    said = escape[1]
    return chr(int(said[1:], 16)) if len(said) == 5 else _ESCAPES.get(said, said)
