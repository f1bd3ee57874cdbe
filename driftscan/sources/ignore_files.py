"""Reading the ignore files that apply to a directory on disk."""

import os

from msgspec import Struct

from driftscan.model.source import LeftOut
from driftscan.sources.gitignore import Matcher, parse_patterns
from driftscan.sources.repository import Repository
from driftscan.sources.selection import IgnoreScope
from driftscan.sources.small_file import read_small_file, why

NAME = b".gitignore"
LARGEST_BYTES = 512 * 1024


class OuterScopes(Struct, frozen=True):
    """Ignore files that stand above the scanned directory, the nearest first."""

    scopes: tuple[IgnoreScope, ...]
    problems: tuple[LeftOut, ...]


def read_ignore_file(
    path: bytes, shown_as: bytes, directory: int | None = None
) -> Matcher | LeftOut | None:
    """The patterns of a file; None if there are none; LeftOut if it cannot be read.

    shown_as: path relative to the scanned root.
    """
    try:
        patterns = parse_patterns(read_small_file(path, LARGEST_BYTES, directory))
    except FileNotFoundError:
        return None
    except OSError as problem:
        return LeftOut(shown_as, "unreadable", f"its patterns are not applied: {why(problem)}")
    return Matcher(patterns) if patterns else None


def outer_scopes(repository: Repository) -> OuterScopes | None:
    """What `.git/info/exclude` and the ignore files above the scanned directory say about it.

    None if they say that the directory itself is ignored: then the repository around it has no
    say about its contents, as with an unpacked archive somewhere in an ignored folder.
    """
    parts = repository.inside.split(b"/") if repository.inside else []
    up = b"../" * len(parts)
    exclude = os.path.join(repository.common_dir, b"info", b"exclude")
    problems: list[LeftOut] = []
    matchers = _appended([], 0, read_ignore_file(exclude, up + b".git/info/exclude"), problems)
    for depth in range(len(parts)):
        path = os.path.join(repository.top, *parts[:depth], NAME)
        shown_as = b"../" * (len(parts) - depth) + NAME
        matchers = _appended(matchers, depth, read_ignore_file(path, shown_as), problems)
        if _is_ignored(matchers, parts[: depth + 1]):
            return None
    scopes = (
        IgnoreScope(matcher, 0, b"".join(part + b"/" for part in parts[depth:]))
        for depth, matcher in matchers
    )
    return OuterScopes(tuple(scopes), tuple(problems))


def _appended(
    matchers: list[tuple[int, Matcher]],
    depth: int,
    found: Matcher | LeftOut | None,
    problems: list[LeftOut],
) -> list[tuple[int, Matcher]]:
    """The matchers with a nearer one in front."""
    if isinstance(found, LeftOut):
        problems.append(found)
    return [(depth, found), *matchers] if isinstance(found, Matcher) else matchers


def _is_ignored(matchers: list[tuple[int, Matcher]], parts: list[bytes]) -> bool:
    for depth, matcher in matchers:
        verdict = matcher.verdict(parts[-1], b"/".join(parts[depth:]), is_directory=True)
        if verdict is not None:
            return verdict
    return False
