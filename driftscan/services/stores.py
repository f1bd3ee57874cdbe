"""The stores and brokers of a system, by engine and by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from driftscan.services.drafts import Draft

RELATIONAL = frozenset(["postgresql", "mysql", "mariadb", "sqlserver", "oracle"])
_ALIKE = {"mariadb": "mysql"}


def family(engine: str) -> str:
    """An engine, or the one that it is a branch of."""
    return _ALIKE.get(engine, engine)


class Stores:
    """Positions of those drafts that have an engine; drafts may grow."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._seen = 0
        self._by_family: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)

    def like(self, engine: str) -> Sequence[int]:
        """All of one family."""
        self._catch_up()
        return self._by_family.get(family(engine), ())

    def named(self, names: Iterable[str]) -> list[int]:
        """All that are called so."""
        self._catch_up()
        return sorted(at for name in set(names) for at in self._by_name.get(name, ()))

    def _catch_up(self) -> None:
        for at in range(self._seen, len(self._drafts)):
            draft = self._drafts[at]
            if draft.engine:
                self._by_family[family(draft.engine)].append(at)
                self._by_name[draft.name].append(at)
        self._seen = len(self._drafts)
