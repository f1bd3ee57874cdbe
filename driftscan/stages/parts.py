"""Contents of which a part says it all: told once, however many contents begin with it."""

from collections.abc import Sequence
from hashlib import blake2b

from msgspec import Struct

from driftscan.extract.batch import part_of
from driftscan.model.source import SourceFile


class Part(Struct, frozen=True):
    """The beginning of a content. name: stands for it and for who reads it. facts: what it said,
    nothing if it was not asked yet."""

    name: bytes
    content: bytes
    facts: bytes


class Parts:
    """What parts of contents said so far, and which files wait for what one will say."""

    def __init__(self) -> None:
        self._said: dict[bytes, bytes] = {}
        self._waiting: dict[bytes, list[SourceFile]] = {}

    def of(self, extractor: str, content: bytes) -> Part | None:
        """The part of a content that may decide, None if the whole is needed."""
        part = part_of(extractor, content)
        if part is None:
            return None
        name = blake2b(extractor.encode() + b"\0" + part, digest_size=16).digest()
        facts = self._said.get(name)
        return None if facts == b"" else Part(name, part, facts or b"")

    def wait(self, part: Part, file: SourceFile) -> bool:
        """Have a file wait for what a part says; whether it is the first."""
        waiting = self._waiting.setdefault(part.name, [])
        waiting.append(file)
        return len(waiting) == 1

    def tell(self, name: bytes, facts: bytes) -> Sequence[SourceFile]:
        """Note what a part says, nothing if that is not enough. Gives the files that waited."""
        self._said[name] = facts
        return self._waiting.pop(name, ())
