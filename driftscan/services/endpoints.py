"""The endpoint that a call hits: its verb and path among those that the called service serves."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct

from driftscan.model.service_fact import ServedFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts
from driftscan.services.texts import written

# `{id}`, `:id`, `<int:id>`, `[id]`, `*`, `$id`: a part that may be anything.
_ANY = re.compile(r"[{<\[].*[}>\]]|:.+|\*+|\$.*|.*\x00.*|.*\{.*")


# How many parts a path has, and which of them are written out; and those.
_Shape = tuple[int, tuple[int, ...]]
_Words = tuple[str | None, ...]


class Endpoint(Struct, frozen=True):
    """number: in the order of files and lines. method: '' for every verb. parts: of the path; None
    for one that may be anything."""

    number: int
    method: str
    parts: tuple[str | None, ...]
    where: Evidence


class Endpoints:
    """What each service serves over HTTP."""

    def __init__(self, tree: TreeFacts, services_at: Callable[[bytes], tuple[int, ...]]) -> None:
        # A service may serve thousands: whoever asks looks only at those with the same words.
        self._by_service: dict[int, dict[_Shape, dict[_Words, list[Endpoint]]]] = defaultdict(dict)
        for number, (path, served) in enumerate(tree.each("served")):
            assert isinstance(served, ServedFact)
            if served.kind == "http":
                text = written(served.path)
                where = Evidence(path, served.line, f"serves {served.method} {text}".strip())
                endpoint = Endpoint(number, served.method, parts_of(text), where)
                for at in services_at(path):
                    self._add(at, endpoint)

    def hit(self, service: int, method: str, path: str) -> Evidence | None:
        """Where a service serves a request; None if it is not seen to, or not known what is asked.

        What is written out fits better than what may be anything. A path may begin with parts that
        a file elsewhere puts in front of it (a prefix of a router, a context path).
        """
        wanted = parts_of(path)
        if not any(wanted):
            return None
        best: tuple[int, int] = (0, 0)
        where: Evidence | None = None
        for endpoint in self._alike(service, wanted):
            if method and endpoint.method and endpoint.method != method:
                continue
            rank = (_fit(wanted, endpoint.parts), -endpoint.number)
            if rank[0] and (where is None or rank > best):
                best, where = rank, endpoint.where
        return where

    def _add(self, service: int, endpoint: Endpoint) -> None:
        parts = endpoint.parts
        written_out = tuple(at for at, part in enumerate(parts) if part is not None)
        if written_out:  # else nothing tells that it is the one
            shape = self._by_service[service].setdefault((len(parts), written_out), {})
            shape.setdefault(tuple(parts[at] for at in written_out), []).append(endpoint)

    def _alike(self, service: int, wanted: _Words) -> Iterator[Endpoint]:
        """Those whose words a request has at the same places, or may have."""
        for (length, places), by_words in self._by_service.get(service, {}).items():
            extra = len(wanted) - length
            if extra < 0:
                continue
            words = tuple(wanted[extra + at] for at in places)
            groups = by_words.values() if None in words else (by_words.get(words, []),)
            for group in groups:
                yield from group


def parts_of(path: str) -> tuple[str | None, ...]:
    """The parts of a path without query, host and slashes."""
    bare = re.sub(r"^\w+://[^/]*", "", path).partition("?")[0].strip("/")
    return tuple(None if _ANY.fullmatch(part) else part for part in bare.split("/") if part)


def _fit(wanted: tuple[str | None, ...], served: tuple[str | None, ...]) -> int:
    """How well a request fits: 0 for not at all; more for each part that is written alike."""
    extra = len(wanted) - len(served)
    if extra < 0 or not served:
        return 0
    pairs = list(zip(wanted[extra:], served, strict=True))
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return 0
    alike = sum(one is not None and one == other for one, other in pairs)
    return 2 * alike + (not extra) if alike else 0
