"""CODEOWNERS as GitLab reads it: sections with defaults, each of which has its own last match.

https://docs.gitlab.com/user/project/codeowners/reference and .../advanced: patterns are those of
Ruby's File.fnmatch with FNM_DOTMATCH and FNM_PATHNAME; one without '/' in front may begin in any
directory, one with '/' at its end means all below. `!pattern` takes a path out of its section for
good. A path's owners are those of all sections together.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from driftscan.model.fact import OwnershipFact
from driftscan.owners.entry import Entry, Skipped
from driftscan.owners.fnmatch import fnmatch_regex
from driftscan.owners.last_match import LastMatch

SECTION = re.compile(r"\^?\[(?P<name>[^\[\]]+)\](?:\[\d+\])?(?:\s+(?P<defaults>.*))?$")
_OWNER = re.compile(r"@{1,2}[\w.-]+(?:/[\w.-]+)*|[^@\s]+@[^@\s]+\.[^@\s]+")
_ENTRY = re.compile(r"(?P<pattern>(?:\\.|[^\s\\])+)(?P<owners>.*)", re.DOTALL)
_DIRECTORY = re.compile(r"/(?:[^*?\[\]\\/]+/)+")
_UNNAMED = ""


class _Section:
    """The entries of one section in the order of the file, and what it excludes."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.excluded: list[Entry] = []


class _Rules(Struct, frozen=True):
    excluded: tuple[Entry, ...]
    entries: LastMatch


class GitLabOwners:
    """skipped: always (), as GitLab reads every line in some way."""

    skipped: tuple[Skipped, ...] = ()

    def __init__(self, lines: Iterable[OwnershipFact]) -> None:
        sections = _read(lines)
        self._sections = [
            _Rules(tuple(section.excluded), LastMatch(section.entries))
            for section in sections.values()
        ]

    def owners_of(self, path: bytes) -> tuple[str, ...]:
        """Owners of a path, as written, in the order of the sections; () where it has none."""
        owners: dict[str, None] = {}
        for section in self._sections:
            if any(entry.matches(path) for entry in section.excluded):
                continue
            entry = section.entries.find(path)
            owners.update(dict.fromkeys(entry.owners if entry else ()))
        return tuple(owners)


def _read(lines: Iterable[OwnershipFact]) -> dict[str, _Section]:
    """Sections by name in lower case: those of one name are one."""
    sections = {_UNNAMED: _Section()}
    section = sections[_UNNAMED]
    defaults: tuple[str, ...] = ()
    for line in lines:
        if header := SECTION.match(line.text):
            section = sections.setdefault(header["name"].strip().lower(), _Section())
            defaults = _owners(header["defaults"] or "")
        elif found := _ENTRY.match(line.text):
            pattern = found["pattern"]
            owners = _owners(found["owners"]) or defaults
            if pattern.startswith("!"):
                section.excluded.append(_entry(pattern[1:], (), line.line))
            else:
                section.entries.append(_entry(pattern, owners, line.line))
    return sections


def _owners(text: str) -> tuple[str, ...]:
    """All that looks like an owner; GitLab knows no comment behind an entry."""
    return tuple(_OWNER.findall(text))


def _entry(pattern: str, owners: tuple[str, ...], line: int) -> Entry:
    whole = _whole_pattern(pattern)
    # Patterns are matched against '/' and the path.
    regex = fnmatch_regex(whole.removeprefix("/")).encode("utf-8", "surrogateescape")
    literal = pattern.strip("/") if _DIRECTORY.fullmatch(pattern) else ""
    return Entry(regex, owners, line, literal.encode("utf-8", "surrogateescape"))


def _whole_pattern(pattern: str) -> str:
    if pattern == "*":
        return "/**/*"
    whole = pattern if pattern.startswith("/") else f"/**/{pattern}"
    return f"{whole}**/*" if whole.endswith("/") else whole
