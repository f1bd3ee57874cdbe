"""CODEOWNERS as GitHub reads it: patterns like those of .gitignore, the last match decides.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
No `!`, no `[ ]` and no escape of a leading `#`: such lines are skipped. A pattern that ends with
`/*` means the files directly there, not those further below.
"""

import re
from collections.abc import Iterable

from driftscan.model.fact import OwnershipFact
from driftscan.owners.entry import Entry, Skipped
from driftscan.owners.last_match import LastMatch

_OWNER = re.compile(r"@[\w.-]+(?:/[\w.-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+")
_WILDCARD = re.compile(r"[*?]")
_GLOB = re.compile(r"\*\*/|/\*\*$|\*+|\?")


class GitHubOwners:
    """skipped: lines that GitHub does not read."""

    def __init__(self, lines: Iterable[OwnershipFact]) -> None:
        read = [_read(line) for line in lines]
        self.skipped = tuple(each for each in read if isinstance(each, Skipped))
        self._rules = LastMatch([each for each in read if isinstance(each, Entry)])

    def owners_of(self, path: bytes) -> tuple[str, ...]:
        """Owners of a path, as written; () where it has none."""
        entry = self._rules.find(path)
        return entry.owners if entry else ()


def _read(line: OwnershipFact) -> Entry | Skipped:
    # A '#' begins a comment anywhere, as no pattern may hold one.
    pattern, *owners = line.text.partition("#")[0].split()
    if pattern.startswith("!") or "[" in pattern:
        return Skipped(line.line, f"GitHub reads no '!' and no '[ ]' in {pattern}")
    wrong = next((owner for owner in owners if not _OWNER.fullmatch(owner)), "")
    if wrong:
        return Skipped(line.line, f"GitHub knows no owner like {wrong}; it reads @user, @org/team")
    regex = _regex(pattern).encode("utf-8", "surrogateescape")
    return Entry(regex, tuple(owners), line.line, _literal(pattern))


def _literal(pattern: str) -> bytes:
    """The one file or directory that a pattern names; b'' for a wildcard or one at any depth."""
    anchored = "/" in pattern.rstrip("/")
    # Of `/docs/` the directory is meant, never a file of that name; a file has nothing below it.
    if not anchored or _WILDCARD.search(pattern):
        return b""
    return pattern.strip("/").encode("utf-8", "surrogateescape")


def _regex(pattern: str) -> str:
    body = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    start = "" if anchored else "(?:.*/)?"
    if pattern.endswith("/*") and body != "*":
        end = ""
    else:
        end = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    return start + _translate(body) + end


def _translate(glob: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _GLOB.finditer(glob):
        parts += [re.escape(glob[at : found.start()]), _wildcard(found.group())]
        at = found.end()
    return "".join([*parts, re.escape(glob[at:])])


def _wildcard(text: str) -> str:
    match text:
        case "**/":
            return "(?:.*/)?"
        case "/**":
            return "/.*"
        case "?":
            return "[^/]"
        case _:
            return "[^/]*"
