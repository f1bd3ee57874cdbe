"""A spec while it is being read: what to look at is known before what to check.

The libraries that read a spec take longer to load than a small tree takes to scan. While a large
tree is read, another process does it.
"""

from collections.abc import Iterable
from functools import cached_property

from driftscan.model.spec import SourceSettings, Spec
from driftscan.spec.aside import parse_aside
from driftscan.stages.caches import Caches, load_parsed_spec, save_parsed_spec
from driftscan.stages.record import decode_as
from driftscan.workers.job import Limits, Outcome
from driftscan.workers.supervise import Crew


class SpecReading:
    """The text of a spec, and what it says once somebody asks. SpecError then: it is not valid."""

    def __init__(self, text: bytes, file: str, caches: Caches) -> None:
        self._text = text
        self._file = file
        self._caches = caches
        self._aside: Crew | None = None
        self._outcomes: Iterable[Outcome] = ()

    @property
    def sources(self) -> SourceSettings:
        """Which files to look at."""
        return self.spec.sources if _may_speak_of_sources(self._text) else SourceSettings()

    @cached_property
    def spec(self) -> Spec:
        """The whole spec."""
        if self._known is not None:
            return self._known
        spec = self._taken()
        if spec is None:
            from driftscan.spec.parse import parse_spec

            spec = parse_spec(self._text, self._file)
        save_parsed_spec(self._caches, self._text, self._file, spec)
        return spec

    def begin(self) -> None:
        """Have another process read it, unless it is known already."""
        if self._known is None and "spec" not in self.__dict__ and self._aside is None:
            self._aside = Crew(parse_aside, Limits(workers=1))
            job = (self._file.encode("utf-8", "surrogateescape"), self._text)
            self._outcomes = self._aside.run([[job]])

    def close(self) -> None:
        """End the other process, should nobody have asked for what it read."""
        if self._aside is not None:
            self._aside.end()

    @cached_property
    def _known(self) -> Spec | None:
        return load_parsed_spec(self._caches, self._text, self._file)

    def _taken(self) -> Spec | None:
        """What the other process made of it; None if there is none, or it came to no good."""
        if self._aside is None:
            return None
        with self._aside:
            (outcome,) = self._outcomes
        return decode_as(outcome.result, Spec)


class Stated:
    """A spec that is there; an empty one where there is none to read."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.sources = spec.sources

    def begin(self) -> None:
        """There is nothing to read."""

    def close(self) -> None:
        """Nothing was begun."""


def _may_speak_of_sources(text: bytes) -> bool:
    """Whether the key may be in it. In plain ASCII it has only this spelling, unless escaped."""
    return b"sources" in text or b"\\" in text or not text.isascii()
