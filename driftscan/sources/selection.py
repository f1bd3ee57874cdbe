"""Which files and directories belong to the scan: the spec, git and the defaults, in that order.

include wins over everything but `.git`; then exclude; then what is never own source; then what
git tracks; then .gitignore files; then the other defaults (defaults.py).
"""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.spec import SourceSettings
from driftscan.sources.defaults import Standing, standing_by_contents, standing_by_name
from driftscan.sources.gitignore import Matcher, parse_pattern
from driftscan.sources.tracked import Tracked


class IgnoreScope(Struct, frozen=True):
    """An ignore file and where it stands.

    cut: length of the part of a path (relative to the scanned root) that lies above the file's
    directory; prefix: what to put in front instead, when the file stands above the root.
    """

    matcher: Matcher
    cut: int = 0
    prefix: bytes = b""


class Place(Struct, frozen=True):
    """A directory as the walk comes to it. scopes: ignore files that apply, the nearest first."""

    path: bytes
    name: bytes
    standing: Standing
    scopes: tuple[IgnoreScope, ...] = ()
    siblings: frozenset[bytes] = frozenset()

    @property
    def prefix(self) -> bytes:
        """What comes before a name in this directory to make a path."""
        return self.path + b"/" if self.path else b""


class Selection:
    """The decisions of one listing."""

    def __init__(
        self, settings: SourceSettings, tracked: Tracked, outer: tuple[IgnoreScope, ...] = ()
    ) -> None:
        self._include = _matcher(settings.include)
        self._exclude = _matcher(settings.exclude)
        self._tracked = tracked
        self._outer = outer

    def root(self) -> Place:
        """The scanned directory itself, which is always own."""
        return Place(b"", b"", Standing.OWN, self._outer)

    def folder(self, parent: Place, name: bytes, siblings: frozenset[bytes]) -> Place:
        """A directory by its name and path. siblings: all names beside it."""
        path = parent.prefix + name
        standing = self._folder_standing(parent, name, path)
        return Place(path, name, standing, parent.scopes, siblings)

    def _folder_standing(self, parent: Place, name: bytes, path: bytes) -> Standing:
        if self._included(parent, name, path, is_directory=True):
            return Standing.INCLUDED
        if parent.standing is Standing.DROPPED or self._excluded(name, path, is_directory=True):
            return Standing.DROPPED
        standing = standing_by_name(name)
        if standing is Standing.OWN and (
            parent.standing is Standing.IGNORED
            or (parent.scopes and ignored_by(parent.scopes, name, path, is_directory=True))
        ):
            return Standing.IGNORED
        return standing

    def entered(self, place: Place, contents: frozenset[bytes]) -> Place:
        """The same directory once the names in it are known."""
        if place.standing is Standing.INCLUDED or not place.path:
            return place
        standing = standing_by_contents(place.name, place.siblings, contents)
        if standing <= place.standing:
            return place
        return Place(place.path, place.name, standing, place.scopes, place.siblings)

    def under(self, place: Place, ignore_file: Matcher) -> Place:
        """The same directory with its own ignore file applied."""
        scope = IgnoreScope(ignore_file, len(place.prefix))
        scopes = (scope, *place.scopes)
        return Place(place.path, place.name, place.standing, scopes, place.siblings)

    def may_hold(self, place: Place) -> bool:
        """Whether any file under the directory can belong to the scan."""
        if place.standing <= Standing.INCLUDED:
            return True
        if place.standing is Standing.IGNORED and self._tracked.holds_below(place.path):
            return True
        return self._include is not None and _could_match_below(self._include, place.path)

    def reaches(self, path: bytes) -> bool:
        """Whether a directory that was not walked would have been, as far as names tell."""
        place = self.root()
        for name in path.split(b"/"):
            place = self.folder(place, name, frozenset())
            if not self.may_hold(place):
                return False
        return True

    def keeps(self, place: Place, name: bytes) -> bool:
        """Whether a file of the directory belongs to the scan."""
        if place.standing is Standing.OWN and not place.scopes and not self._has_patterns:
            return True
        path = place.prefix + name
        if self._included(place, name, path, is_directory=False):
            return True
        if place.standing is Standing.DROPPED or self._excluded(name, path, is_directory=False):
            return False
        ignored = place.standing is Standing.IGNORED or ignored_by(
            place.scopes, name, path, is_directory=False
        )
        return not ignored or self._tracked.holds(path)

    @property
    def _has_patterns(self) -> bool:
        return self._include is not None or self._exclude is not None

    def _included(self, parent: Place, name: bytes, path: bytes, is_directory: bool) -> bool:
        if parent.standing is Standing.INCLUDED:
            return True
        return self._include is not None and bool(self._include.verdict(name, path, is_directory))

    def _excluded(self, name: bytes, path: bytes, is_directory: bool) -> bool:
        return self._exclude is not None and bool(self._exclude.verdict(name, path, is_directory))


def ignored_by(scopes: Sequence[IgnoreScope], name: bytes, path: bytes, is_directory: bool) -> bool:
    """Whether the nearest ignore file with an opinion says so; path: relative to the root."""
    for scope in scopes:
        local = scope.prefix + path[scope.cut :] if scope.matcher.looks_at_paths else path
        verdict = scope.matcher.verdict(name, local, is_directory)
        if verdict is not None:
            return verdict
    return False


def _matcher(patterns: tuple[str, ...]) -> Matcher | None:
    if not patterns:
        return None
    return Matcher(
        parse_pattern(pattern.encode("utf-8", "surrogateescape")) for pattern in patterns
    )


def _could_match_below(matcher: Matcher, directory: bytes) -> bool:
    starts = matcher.literal_starts()
    if starts is None:
        return True
    prefix = directory + b"/"
    return any(start.startswith(prefix) or prefix.startswith(start) for start in starts)
