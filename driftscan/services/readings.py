"""What a text with names, settings and variables in it may be when a service runs.

Each piece is followed to the values that manifests, configuration and code give it; where there are
several (two compose files, two profiles), each makes a reading. What is not known is a hole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.model.service_fact import Piece, Text, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE
from driftscan.services.facts import folder_of
from driftscan.services.naming import plain

_DEEPEST = 8
_MOST = 12  # readings of one text
# Names that many files use for things of their own: only looked up where they are written.
_COMMON = frozenset(
    plain(name)
    for name in "url uri host hostname addr address endpoint baseurl base_url path topic queue "
    "name client conn connection channel api server port config options value key id target dsn "
    "db database prefix exchange service_url".split()
)


class Reading(Struct, frozen=True):
    """text: with a HOLE for each part that is not known. way: where its parts were found."""

    text: str
    way: tuple[Evidence, ...] = ()
    is_default: bool = False


class Given(Struct, frozen=True):
    """A text that something is given, and where."""

    text: Text
    where: Evidence


class Surroundings(Struct, frozen=True):
    """What one service's texts are read with.

    env: environment variables, by name. settings: configuration, by its key without separators.
    code: by the last part of a name, in lower case, the values that files give it.
    """

    env: Mapping[str, Sequence[Given]]
    settings: Mapping[str, Sequence[Given]]
    code: Mapping[str, Sequence[tuple[bytes, ValueFact]]]

    def readings(self, text: Text, path: bytes, depth: int = 0) -> list[Reading]:
        """All that a text may be, written in a file; each reading once, at most twelve."""
        found = [Reading("")]
        for piece in text:
            options = self._options(piece, path, depth)
            found = [
                Reading(
                    before.text + after.text,
                    (*before.way, *after.way),
                    before.is_default or after.is_default,
                )
                for before in found
                for after in options
            ][:_MOST]
        return _each_once(found)

    def _options(self, piece: Piece, path: bytes, depth: int) -> list[Reading]:
        if piece.kind == "text":
            return [Reading(piece.value)]
        found: list[Reading] = []
        if depth < _DEEPEST:
            for given, file in self._given(piece, path):
                for reading in self.readings(given.text, file, depth + 1):
                    way = (given.where, *reading.way)
                    found.append(Reading(reading.text, way, reading.is_default))
        known = _each_once(reading for reading in found if reading.text and reading.text != HOLE)
        whole = [reading for reading in known if HOLE not in reading.text]
        if known:
            return (whole or known)[:_MOST]
        if piece.default and depth < _DEEPEST:
            return [
                Reading(each.text, each.way, is_default=True)
                for each in self.readings(piece.default, path, depth + 1)
            ]
        return [Reading(HOLE)]

    def _given(self, piece: Piece, path: bytes) -> Iterator[tuple[Given, bytes]]:
        if piece.kind == "env":
            yield from ((each, each.where.path) for each in self.env.get(piece.value, ()))
        elif piece.kind == "setting":
            key = plain(piece.value)
            given = [*self.env.get(piece.value, ()), *self.settings.get(key, ())]
            yield from ((each, each.where.path) for each in given)
        elif piece.kind == "name":
            yield from self._named(piece.value, path)

    def _named(self, name: str, path: bytes) -> Iterator[tuple[Given, bytes]]:
        """Values of a name of the code, the nearest first: own file, own folder, all of it."""
        last = plain(name.replace("::", ".").rpartition(".")[2])
        values = self.code.get(last, ())
        own = [value for value in values if value[0] == path]
        if own:
            chosen: Iterable[tuple[bytes, ValueFact]] = own
        elif last in _COMMON and not _is_qualified(name, values):
            chosen = ()
        else:
            beside = [value for value in values if folder_of(value[0]) == folder_of(path)]
            chosen = beside or values
        for file, value in chosen:
            where = Evidence(file, value.line, value.name)
            yield Given(value.text, where), file


def _each_once(readings: Iterable[Reading]) -> list[Reading]:
    """The first of those that read alike."""
    found: dict[str, Reading] = {}
    for reading in readings:
        found.setdefault(reading.text, reading)
    return list(found.values())


def _is_qualified(name: str, values: Sequence[tuple[bytes, ValueFact]]) -> bool:
    """Whether what stands before the last dot is a file or type that has such a name."""
    before = plain(name.rpartition(".")[0].rpartition(".")[2])
    return bool(before) and any(
        plain(path.rpartition(b"/")[2].partition(b".")[0].decode("utf-8", "replace")) == before
        or plain(value.scope) == before
        for path, value in values
    )


def by_last_part(
    values: Iterable[tuple[bytes, ValueFact]],
) -> dict[str, list[tuple[bytes, ValueFact]]]:
    """Values of the code as Surroundings has them."""
    found: dict[str, list[tuple[bytes, ValueFact]]] = defaultdict(list)
    for path, value in values:
        if value.kind == "code":
            found[plain(value.name.replace("::", ".").rpartition(".")[2])].append((path, value))
    return found
