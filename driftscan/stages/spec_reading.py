"""A spec that is read when it is needed: what to look at is known before what to check.

The libraries that read a spec take a moment to load. A tree is listed first, and given to workers.
"""

from functools import cached_property

from driftscan.model.spec import SourceSettings, Spec
from driftscan.stages.caches import Caches, load_parsed_spec, save_parsed_spec


class SpecReading:
    """The text of a spec, and what it says once somebody asks. SpecError then: it is not valid."""

    def __init__(self, text: bytes, file: str, caches: Caches) -> None:
        self._text = text
        self._file = file
        self._caches = caches

    @property
    def sources(self) -> SourceSettings:
        """Which files to look at."""
        return self.spec.sources if _may_speak_of_sources(self._text) else SourceSettings()

    @cached_property
    def spec(self) -> Spec:
        """The whole spec."""
        known = load_parsed_spec(self._caches, self._text, self._file)
        if known is not None:
            return known
        from driftscan.spec.parse import parse_spec

        spec = parse_spec(self._text, self._file)
        save_parsed_spec(self._caches, self._text, self._file, spec)
        return spec


class Stated:
    """A spec that is there; an empty one where there is none to read."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.sources = spec.sources


def _may_speak_of_sources(text: bytes) -> bool:
    """Whether the key may be in it. In plain ASCII it has only this spelling, unless escaped."""
    return b"sources" in text or b"\\" in text or not text.isascii()
