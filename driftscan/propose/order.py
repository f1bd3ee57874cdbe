"""The order that today's imports support: who stands above whom, and what goes against it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from driftscan.graph.breakers import cycle_breakers
from driftscan.propose.traffic import Pair, Traffic

# At most this share of the import statements may point up, and at most so many dependencies: a
# baseline is to be worked off, so a person must be able to read it.
MOST_AGAINST = 0.05
MOST_ACCEPTED = 100
# Where imports lead both ways, those up are at most this share of those down.
_CLEAR = 0.34
_MUCH = 1000
# With fewer statements down, one or two up are no exception: two there and two back make no order.
_LEAST_DOWN = 5
# Of so many statements one may point up, though that is a larger share.
_ONE_SLIP = 1
_ENOUGH = 8

Rows = Mapping[int, Mapping[int, int]]


class Order(Struct, frozen=True):
    """levels: units from the top down; units of one level do not import each other.

    against: pairs whose imports point up. tangled: units left out because no order fits them.
    """

    levels: tuple[tuple[int, ...], ...]
    against: frozenset[Pair] = frozenset()
    tangled: tuple[int, ...] = ()

    @property
    def units(self) -> list[int]:
        """All units that have a place, from the top down."""
        return [unit for level in self.levels for unit in level]

    def height(self) -> dict[int, int]:
        """Unit to level, 0 at the top."""
        return {unit: at for at, level in enumerate(self.levels) for unit in level}


def find_order(flow: Traffic, units: Sequence[int]) -> Order:
    """The best order of those units that have one.

    Imports that point up are found as the cheapest set that leaves no cycle. While they are too
    many, or one of them is no exception but half of the traffic, the unit most involved goes.
    """
    current = _connected(flow, units)
    tangled: list[int] = []
    while True:
        rows = flow.weights(current)
        breakers = cycle_breakers(rows)
        against = {(source, target): rows[source][target] for source, target in breakers}
        unclear = {pair: n for pair, n in against.items() if not _is_clear(rows, against, *pair)}
        if not unclear and _are_few(flow, against, rows):
            levels = _levels(flow, current, frozenset(against))
            return Order(levels, frozenset(against), tuple(sorted(tangled)))
        worst = _most_involved(flow, unclear or against)
        tangled.append(worst)
        current = _connected(flow, [unit for unit in current if unit != worst])


def _connected(flow: Traffic, units: Sequence[int]) -> list[int]:
    """Units that import another of them or are imported by one: of others nothing is known."""
    wanted = set(units)
    pairs = [pair for pair in flow.statements if wanted.issuperset(pair)]
    return sorted({unit for pair in pairs for unit in pair})


def _is_clear(rows: Rows, against: Collection[Pair], source: int, target: int) -> bool:
    """Whether little leads up, compared with what leads down: with the thinnest step of the
    thickest way from target to source."""
    down = dict.fromkeys(rows, 0) | {target: rows[source][target] * _MUCH}
    waiting = [target]
    while waiting:
        unit = waiting.pop()
        for other, count in rows[unit].items():
            width = min(down[unit], count)
            if (unit, other) not in against and width > down[other]:
                down[other] = width
                waiting.append(other)
    return down[source] >= _LEAST_DOWN and rows[source][target] <= _CLEAR * down[source]


def _are_few(
    flow: Traffic, against: dict[Pair, int], rows: Mapping[int, Mapping[int, int]]
) -> bool:
    total = sum(count for row in rows.values() for count in row.values())
    accepted = sum(flow.dependencies[pair] for pair in against)
    most = max(MOST_AGAINST * total, _ONE_SLIP if total >= _ENOUGH else 0)
    return sum(against.values()) <= most and accepted <= MOST_ACCEPTED


def _most_involved(flow: Traffic, pairs: Mapping[Pair, int]) -> int:
    """Of equals the one with least traffic: leaving it out loses least."""
    involved: Counter[int] = Counter()
    for (source, target), count in pairs.items():
        involved[source] += count
        involved[target] += count

    def rank(unit: int) -> tuple[int, int, int]:
        return -involved[unit], flow.into(unit) + flow.out_of(unit), unit

    return min(involved, key=rank)


def _levels(
    flow: Traffic, units: Sequence[int], against: Collection[Pair]
) -> tuple[tuple[int, ...], ...]:
    """Each unit right below the lowest of those that use it; so no level has an import inside.

    That keeps together what is used by the same: rooms of a house stand side by side, and what
    they share is below them. A unit that nobody uses stands right above what it uses, for the
    same reason: a plug-in that is loaded by name is no higher than the others.
    """
    own = set(units)
    pairs = {p for p in flow.statements if p not in against and own.issuperset(p)}
    used = {target for _, target in pairs}
    depth = dict.fromkeys(used, 0)
    inner = sorted(pair for pair in pairs if pair[0] in used)
    changed = True
    while changed:
        changed = False
        for source, target in inner:
            if depth[target] <= depth[source]:
                depth[target] = depth[source] + 1
                changed = True
    for unit in own - used:
        depth[unit] = min(depth[target] for source, target in pairs if source == unit) - 1
    return tuple(
        tuple(sorted(unit for unit in units if depth[unit] == level))
        for level in sorted(set(depth.values()))
    )
