"""Patterns of a .gitignore file, read and matched exactly as git does (dir.c).

Matching by name is remembered per name; only patterns with a slash in them look at paths.
Letters' case counts, also where `core.ignoreCase` is set: the result must not depend on the
machine. For the same reason the user's own `core.excludesFile` is not read.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from driftscan.sources.glob import SPECIAL, compile_glob

_MOST_AT_ONCE = 200  # patterns; a hostile file has a hundred thousand


class Pattern(Struct, frozen=True):
    """One line. text: without '!', trailing '/' and leading '/'.

    by_name: compared with the last part of a path only; else with the path below the file's own
    directory. literal: length of text before its first wildcard.
    """

    text: bytes
    negated: bool
    only_directories: bool
    by_name: bool
    literal: int


def parse_patterns(content: bytes) -> list[Pattern]:
    """The patterns of a file, in order; blank lines and comments are left out."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [parse_pattern(line) for line in map(_cleaned, lines) if line]


def _cleaned(line: bytes) -> bytes:
    if line.startswith(b"#"):
        return b""
    line = line.removesuffix(b"\r").partition(b"\0")[0]
    stripped = line.rstrip(b" ")
    backslashes = len(stripped) - len(stripped.rstrip(b"\\"))
    if backslashes % 2 and stripped != line:  # the first trailing space is escaped: it counts
        return line[: len(stripped) + 1]
    return stripped


def parse_pattern(text: bytes) -> Pattern:
    """One pattern as git's parse_path_pattern() takes it apart."""
    negated = text.startswith(b"!")
    text = text[negated:]
    only_directories = text.endswith(b"/")
    text = text[:-1] if only_directories else text
    by_name = b"/" not in text
    text = text.removeprefix(b"/")
    literal = next((at for at, byte in enumerate(text) if byte in SPECIAL), len(text))
    return Pattern(text, negated, only_directories, by_name, literal)


class Matcher:
    """Patterns of one file; the last one that matches decides.

    A pattern's position in the list is its rank.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._ranks: dict[tuple[bytes, bool], int] = {}
        self._compiled: dict[int, re.Pattern[bytes]] = {}

    def verdict(self, name: bytes, path: bytes, is_directory: bool) -> bool | None:
        """True: matched. False: matched by a negated pattern. None: no pattern says anything.

        name: last part of path; path: relative to the directory of the file.
        """
        rank = self._ranks.get((name, is_directory))
        if rank is None:
            rank = self._ranks[name, is_directory] = self._rank_by_name(name, is_directory)
        if self.looks_at_paths:
            rank = self._rank_by_path(path, is_directory, rank)
        return None if rank < 0 else not self._patterns[rank].negated

    @cached_property
    def looks_at_paths(self) -> bool:
        """Whether any pattern needs more than the name."""
        return bool(self._path_patterns)

    def literal_starts(self) -> list[bytes] | None:
        """How the paths begin that could match; None if a match could lie anywhere."""
        if any(pattern.by_name for pattern in self._patterns):
            return None
        return [pattern.text[: pattern.literal] for pattern in self._patterns]

    @cached_property
    def _path_patterns(self) -> list[tuple[int, Pattern]]:
        ranked = [(rank, p) for rank, p in enumerate(self._patterns) if not p.by_name]
        return ranked[::-1]

    @cached_property
    def _names(self) -> dict[bytes, tuple[int, int]]:
        """Literal name to (rank for a file, rank for a directory)."""
        names: dict[bytes, tuple[int, int]] = {}
        for rank, pattern in enumerate(self._patterns):
            if pattern.by_name and pattern.literal == len(pattern.text):
                before = names.get(pattern.text, (-1, -1))[0]
                names[pattern.text] = (before if pattern.only_directories else rank, rank)
        return names

    @cached_property
    def _endings(self) -> tuple[list[tuple[int, Pattern, bytes]], tuple[bytes, ...]]:
        """Patterns like '*.log', last first, and all their endings for one quick look."""
        found = [
            (rank, pattern, pattern.text[1:])
            for rank, pattern in enumerate(self._patterns)
            if pattern.by_name and _is_ending(pattern.text)
        ]
        return found[::-1], tuple(ending for _, _, ending in found)

    @cached_property
    def _wild_names(self) -> list[tuple[int, Pattern]]:
        ranked = [
            (rank, p)
            for rank, p in enumerate(self._patterns)
            if p.by_name and p.literal < len(p.text) and not _is_ending(p.text)
        ]
        return ranked[::-1]

    @cached_property
    def _any_name(self) -> re.Pattern[bytes]:
        """Fits where one of the wild names does; one look at each name says no to nearly all."""
        return _any_of(pattern for _, pattern in self._wild_names)

    @cached_property
    def _any_path(self) -> re.Pattern[bytes]:
        """The same for paths."""
        return _any_of(pattern for _, pattern in self._path_patterns)

    def _rank_by_name(self, name: bytes, is_directory: bool) -> int:
        best = self._names.get(name, (-1, -1))[is_directory]
        endings, all_endings = self._endings
        if all_endings and name.endswith(all_endings):
            for rank, pattern, ending in endings:
                if rank < best:
                    break
                if name.endswith(ending) and (is_directory or not pattern.only_directories):
                    best = rank
                    break
        if self._any_name.match(name) is None:
            return best
        for rank, pattern in self._wild_names:
            if rank < best:
                break
            if (is_directory or not pattern.only_directories) and self._fits(rank, name):
                return rank
        return best

    def _rank_by_path(self, path: bytes, is_directory: bool, best: int) -> int:
        if self._any_path.match(path) is None:
            return best
        for rank, pattern in self._path_patterns:
            if rank < best:
                break
            if (is_directory or not pattern.only_directories) and self._fits(rank, path):
                return rank
        return best

    def _fits(self, rank: int, text: bytes) -> bool:
        pattern = self._patterns[rank]
        literal = pattern.literal
        if text[:literal] != pattern.text[:literal]:
            return False
        if literal == len(pattern.text):
            return len(text) == literal
        expression = self._compiled.get(rank)
        if expression is None:
            expression = self._compiled[rank] = _compile(pattern)
        start = 0 if pattern.by_name else literal
        return expression.match(text[start:]) is not None


def _is_ending(text: bytes) -> bool:
    return text.startswith(b"*") and SPECIAL.isdisjoint(text[1:])


def _any_of(patterns: Iterable[Pattern]) -> re.Pattern[bytes]:
    """Fits what any of them fits; nothing if there are none, and everything if there are so many
    that making one expression of them could take longer than it saves."""
    patterns = list(patterns)
    if len(patterns) > _MOST_AT_ONCE:
        return re.compile(b"")
    return re.compile(b"|".join(map(_whole, patterns)) or rb"(?!)", re.DOTALL)


def _whole(pattern: Pattern) -> bytes:
    """The expression for all of a name or path."""
    if pattern.literal == len(pattern.text):
        return re.escape(pattern.text) + rb"\Z"
    start = b"" if pattern.by_name else re.escape(pattern.text[: pattern.literal])
    return b"(?:" + start + _compile(pattern).pattern + b")"


def _compile(pattern: Pattern) -> re.Pattern[bytes]:
    """As git: a path pattern is matched behind its literal start: `a**/b` is `a` and `**/b`."""
    if pattern.by_name:
        return compile_glob(pattern.text, whole_path=False)
    return compile_glob(pattern.text[pattern.literal :], whole_path=True)
