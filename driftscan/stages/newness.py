"""How new a place is, against a commit: read from both states, file by file, once somebody asks."""

from collections.abc import Mapping

from driftscan.checks.newness import CHANGED_FILE, NEW_LINE, SAME_FILE
from driftscan.model.location import Location
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.source import Source


class Newness:
    """Asked for a place: whether the line was there before, or its file as it is.

    A line counts as there where the file of then has the same text, wherever it stood; a file that
    has moved is new. What cannot be read tells nothing, and counts as it was.
    """

    def __init__(self, now: Source, then: Source) -> None:
        self._now = now
        self._then = then
        self._files: tuple[Mapping[bytes, SourceFile], Mapping[bytes, SourceFile]] | None = None
        self._lines: dict[tuple[bool, bytes], list[bytes] | None] = {}

    def __call__(self, place: Location) -> int:
        """One of those in checks/newness.py."""
        now, then = self._listed()
        file, earlier = now.get(place.path), then.get(place.path)
        if earlier is None:
            return NEW_LINE
        if file is None or (file.blob and file.blob == earlier.blob):
            return SAME_FILE
        text, before = self._text(self._now, file), self._text(self._then, earlier)
        if text is None or before is None or text == before:
            return SAME_FILE
        line = text[place.line - 1] if 0 < place.line <= len(text) else b""
        return CHANGED_FILE if line in before else NEW_LINE

    def _listed(self) -> tuple[Mapping[bytes, SourceFile], Mapping[bytes, SourceFile]]:
        if self._files is None:
            self._files = _by_path(self._now), _by_path(self._then)
        return self._files

    def _text(self, source: Source, file: SourceFile) -> list[bytes] | None:
        key = (source is self._now, file.path)
        if key not in self._lines:
            (found,) = source.read([file])
            content = found[1]
            self._lines[key] = (
                None if isinstance(content, LeftOut) else [*map(bytes.strip, content.splitlines())]
            )
        return self._lines[key]


def _by_path(source: Source) -> dict[bytes, SourceFile]:
    return {file.path: file for file in source.list(lambda _: True).files}
