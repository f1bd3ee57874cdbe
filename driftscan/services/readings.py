"""What a text with names, settings and variables in it may be when a service runs.

Each piece is followed to the values that manifests, configuration and code give it; where there are
several (two compose files, two profiles), each makes a reading. What is not known is a hole.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from driftscan.model.service_fact import Piece, Text
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE
from driftscan.services.dotenvs import is_example
from driftscan.services.facts import folder_of
from driftscan.services.names import Names, Valued, last_part, owner_of
from driftscan.services.naming import plain

_DEEPEST = 8
_MOST = 12  # readings of one text
_LONGEST = 10_000  # characters of one reading
_LONGEST_WAY = 20
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
    own, shared: names of its own code, and of code that is nobody's.
    """

    env: Mapping[str, Sequence[Given]]
    settings: Mapping[str, Sequence[Given]]
    own: Names
    shared: Names
    known: dict[tuple[Piece, bytes, int], list[Reading]] = field(default_factory=dict)

    def readings(self, text: Text, path: bytes, depth: int = 0) -> list[Reading]:
        """All that a text may be, written in a file; each reading once, at most twelve."""
        found = [Reading("")]
        for piece in text:
            options = self._options(piece, path, depth)
            found = [_together(before, after) for before in found for after in options][:_MOST]
        return list({reading.text: reading for reading in reversed(found)}.values())[::-1]

    def _options(self, piece: Piece, path: bytes, depth: int) -> list[Reading]:
        """Looked up once for each place and depth, or circles would take for ever."""
        if piece.kind == "text":
            return [Reading(piece.value)]
        key = (piece, path, depth)
        if key not in self.known:
            self.known[key] = self._looked_up(piece, path, depth)
        return self.known[key]

    def _looked_up(self, piece: Piece, path: bytes, depth: int) -> list[Reading]:
        found: list[Reading] = []
        is_certain = False
        if depth < _DEEPEST:
            for given, file in self._given(piece, path):
                is_certain |= not is_example(given.where.path) and not _names(piece, given.text)
                for reading in self.readings(given.text, file, depth + 1):
                    way = (given.where, *reading.way)
                    found.append(Reading(reading.text, way, reading.is_default))
        known = _each_once(found)
        # People change what an example says; where they leave it out, the default counts.
        if piece.default and depth < _DEEPEST and not (known and is_certain):
            known += [
                Reading(each.text, each.way, is_default=True)
                for each in self.readings(piece.default, path, depth + 1)
            ]
        return known[:_MOST] or [Reading(HOLE)]

    def _given(self, piece: Piece, path: bytes) -> Iterator[tuple[Given, bytes]]:
        if piece.kind == "env":
            yield from ((each, each.where.path) for each in self.env.get(piece.value, ()))
        elif piece.kind == "setting":
            key = plain(piece.value)
            given = [*self.env.get(piece.value, ()), *self.settings.get(key, ())]
            yield from ((each, each.where.path) for each in given)
        elif piece.kind == "name":
            for file, value in self._named(piece.value, path):
                yield Given(value.text, Evidence(file, value.line, value.name)), file

    def _named(self, name: str, path: bytes) -> Valued:
        """Values of a name of the code, the nearest first: own file, what stands before the dot,
        own folder, all of it."""
        last, owner, folder = last_part(name), owner_of(name), folder_of(path) + b"/"
        both = (self.own, self.shared)
        if here := [value for names in both for value in names.at(last, path)]:
            return here
        if owned := [value for names in both for value in names.of(last, owner)]:
            return [each for each in owned if folder_of(each[0]) + b"/" == folder] or owned
        if last in _COMMON:
            return ()
        beside = [value for names in both for value in names.at(last, folder)]
        return beside or [value for names in both for value in names.everywhere(last)]


def _names(piece: Piece, text: Text) -> bool:
    """Whether a text only passes on what is asked for: `CART_URL: ${CART_URL:-http://cart}`."""
    return any(each.value == piece.value and each.kind == piece.kind for each in text)


def _each_once(found: Sequence[Reading]) -> list[Reading]:
    """Each text as it was found first, those without a hole in front, none that says nothing."""
    first = {reading.text: reading for reading in reversed(found)}
    known = [each for text, each in reversed(first.items()) if text and text != HOLE]
    return sorted(known, key=lambda reading: HOLE in reading.text)


def _together(before: Reading, after: Reading) -> Reading:
    """One after the other; what grows without end is no address."""
    text = before.text + after.text
    way = (*before.way, *after.way)[:_LONGEST_WAY]
    is_default = before.is_default or after.is_default
    return Reading(text if len(text) < _LONGEST else HOLE, way, is_default)
