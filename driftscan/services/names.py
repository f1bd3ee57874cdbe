"""Names of the code, and the values that files give them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from driftscan.model.service_fact import ValueFact
from driftscan.services.facts import folder_of
from driftscan.services.naming import plain

Valued = Sequence[tuple[bytes, ValueFact]]


class Names:
    """Values by the last part of a name, and of those by file, by folder, and by what may stand
    before the dot: a file, or a type."""

    def __init__(self, values: Iterable[tuple[bytes, ValueFact]]) -> None:
        self._all: dict[str, list[tuple[bytes, ValueFact]]] = defaultdict(list)
        self._by_place: dict[tuple[str, bytes | str], list[tuple[bytes, ValueFact]]] = defaultdict(
            list
        )
        for path, value in values:
            if value.kind == "code":
                self._add(last_part(value.name), path, value)

    def everywhere(self, last: str) -> Valued:
        """All values of a name."""
        return self._all.get(last, ())

    def at(self, last: str, place: bytes) -> Valued:
        """Those that one file, or the files of one folder (with a slash behind it), give it."""
        return self._by_place.get((last, place), ())

    def of(self, last: str, owner: str) -> Valued:
        """Those of a type, or of files, that have this name."""
        return self._by_place.get((last, owner), ()) if owner else ()

    def _add(self, last: str, path: bytes, value: ValueFact) -> None:
        name = path.rpartition(b"/")[2].partition(b".")[0].decode("utf-8", "replace")
        self._all[last].append((path, value))
        places: set[bytes | str] = {path, folder_of(path) + b"/", plain(name), plain(value.scope)}
        for place in places:
            self._by_place[last, place].append((path, value))


def last_part(name: str) -> str:
    """'carturl' of `config.CART_URL` and of `Config::cartUrl`."""
    return plain(name.replace("::", ".").rpartition(".")[2])


def owner_of(name: str) -> str:
    """'config' of the same; '' where nothing stands before the name."""
    return plain(name.replace("::", ".").rpartition(".")[0].rpartition(".")[2])
