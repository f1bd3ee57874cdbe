"""Other views of one thing in one component: what it works with as `Take` it may send as
`ApiTake`, or answer as `TakeResponse`. Where such a view says what another component says, both
know of it, and the difference is one between layers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from driftscan.definitions.conventions import is_asked
from driftscan.definitions.gathered import Entity
from driftscan.definitions.naming import DEEDS
from driftscan.definitions.shapes import Shape, says_of_nothing
from driftscan.model.definition import FieldFact

Said = TypeVar("Said", Shape, Entity)


class Longer(Generic[Said]):
    """What a component says under a longer name that begins or ends with a shorter one."""

    def __init__(self, keyed: Iterable[tuple[str, str, Said]]) -> None:
        """keyed: each with its component and its name in words."""
        self._found: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for component, key, each in keyed:
            for part in _parts(key):
                self._found[component, part].append(each)

    def of(self, component: str, key: str) -> list[Said]:
        """All of a component, in the order that they were given."""
        return self._found.get((component, key), [])


def _parts(key: str) -> set[str]:
    """What a name begins or ends with; not where what is left says that something is done: an
    `update order` asks for as much of an order as somebody changes."""
    words = key.split()
    found = {" ".join(words[:at]) for at in range(1, len(words)) if DEEDS.isdisjoint(words[at:])}
    return found | {
        " ".join(words[at:]) for at in range(1, len(words)) if DEEDS.isdisjoint(words[:at])
    }


def views_of(one: Shape, other: Shape, longer: Longer[Shape]) -> Iterator[Shape]:
    """Further views of the one, of the other's layer, that have as much in common with it."""
    common = len(one.fields.keys() & other.fields.keys())
    for each in longer.of(one.component, one.key):
        is_near = len(each.fields.keys() & other.fields.keys()) >= common
        if is_near and each.is_stored == other.is_stored and not _is_handed_in(each):
            yield each


def _is_handed_in(shape: Shape) -> bool:
    return is_asked(shape.entity.fact.name) or says_of_nothing(shape)


def say_the_same(one: FieldFact, other: FieldFact) -> bool:
    """Whether both say whether a field may be missing, and alike."""
    return one.nullable is not None and one.nullable == other.nullable
