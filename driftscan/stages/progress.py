"""Telling a person what is being done."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Progress(Protocol):
    """Told what is being done, while it is being done."""

    def step(self, name: str, /) -> AbstractContextManager[object]:
        """A part of the journey begins; it ends with the context."""
        ...

    def advance(self, done: int, total: int, /) -> None:
        """So much of the part at hand is done."""
        ...


def step(progress: Progress | None, name: str) -> AbstractContextManager[object]:
    """The part of a journey that begins, where somebody is told of it."""
    return progress.step(name) if progress else nullcontext()


def advance(progress: Progress | None) -> Callable[[int, int], None]:
    """Where to say how much of the part at hand is done."""
    return progress.advance if progress else lambda done, total: None
