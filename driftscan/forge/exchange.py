"""What goes to a forge and what comes back, as values.

A conversation is a generator: it yields an Ask and is given an Answer, or Silence where none came;
it yields a Pause to have time pass. Whoever holds it does the sending and the waiting, so that
nothing else here touches a network or a clock.
"""

from collections.abc import Generator, Mapping
from typing import TypeAlias, TypeVar

from msgspec import Struct

_Result = TypeVar("_Result")


class Ask(Struct, frozen=True, kw_only=True):
    """One request. path: below the address of the API, with its query. fields: sent as JSON."""

    method: str
    path: str
    fields: Mapping[str, str | int] | None = None

    @property
    def writes(self) -> bool:
        """Whether it changes something there."""
        return self.method != "GET"


class Answer(Struct, frozen=True, kw_only=True):
    """headers: names in lower case."""

    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        """Whether what was asked for was done."""
        return 200 <= self.status < 300


class Silence(Struct, frozen=True):
    """No whole answer came, so what was asked for may or may not have been done."""

    reason: str


class Pause(Struct, frozen=True):
    """Wait for so many seconds."""

    seconds: float


Reply: TypeAlias = Answer | Silence
Talk: TypeAlias = Generator[Ask | Pause, Reply | None, _Result]
