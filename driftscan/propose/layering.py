"""The order of the components, and single arrows where no order can be told."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.graph import Kind
from driftscan.notation.words import counted, listed
from driftscan.propose.landscape import Landscape
from driftscan.propose.lumps import made_by_the_cut
from driftscan.propose.order import Order, find_order
from driftscan.propose.rule import ProposedRule, deny
from driftscan.propose.traffic import ALL_KINDS, RUNTIME, Traffic

# An order of fewer units, or with less evidence, is chance.
_LEAST_UNITS = 3
_LEAST_IMPORTS = 8
# A pair is one-way with so many imports one way and none back.
_ONE_WAY = 20
_ONE_WAY_OF_TWO = 3
_MOST_ARROWS = 4
# So many imports against an order are too few to be told by what they are for.
_FEW_UP = 2


class Layering(Struct, frozen=True):
    """An order of named units and the imports it was read from.

    runtime: without type-only imports. remarks: why others have no place.
    """

    flow: Traffic
    order: Order
    runtime: bool = False
    remarks: tuple[str, ...] = ()

    def names(self, units: Sequence[int]) -> list[str]:
        """Names of units."""
        return [self.flow.names[unit] for unit in units]

    @property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Names of each level, from the top down."""
        return tuple(tuple(self.names(level)) for level in self.order.levels)

    def counts(self) -> tuple[int, int, int]:
        """Statements between units of the order, and those that point up; and these as
        dependencies."""
        height = self.order.height()
        total, _ = self.flow.count(lambda source, target: source in height and target in height)
        up, dependencies = self.flow.count(lambda *pair: pair in self.order.against)
        return total, up, dependencies


def component_layers(land: Landscape) -> Iterator[ProposedRule]:
    """One order of the components that have one, then arrows for those that have none."""
    names = _layered_names(land)
    best = _best(land, names)
    placed: set[str] = set()
    if best and len(best.order.units) >= _LEAST_UNITS and best.counts()[0] >= _LEAST_IMPORTS:
        placed = set(best.names(best.order.units))
        yield layers_rule(best, "layers of components", "")
    yield from _arrows(land, names, placed)


def _layered_names(land: Landscape) -> list[str]:
    """Services among themselves are no layers, so with several of them the others remain."""
    services = set(land.deployed) if len(land.deployed) > 1 else set()
    return sorted(each.name for each in land.product if each.name not in services)


def _best(land: Landscape, names: Sequence[str]) -> Layering | None:
    """All imports, if that places as many units as imports at run time alone, and what goes against
    the order is not mostly imports of types."""
    if len(names) < 2:
        return None
    every, runtime = (_settled(land, names, kinds) for kinds in (ALL_KINDS, RUNTIME))
    more = len(runtime.order.units) - len(every.order.units)
    up, loaded_up = every.counts()[1], runtime.counts()[1]
    is_by_types = up > _FEW_UP and 2 * loaded_up <= up
    return runtime if more > 0 or (more == 0 and is_by_types) else every


def _settled(land: Landscape, names: Sequence[str], kinds: frozenset[Kind]) -> Layering:
    """An order that names all its units, with what was left out on the way there.

    A rule speaks of the components it names, and a component takes in what is nested in it as
    long as that is not named: with fewer names the imports have to be counted again.
    """
    first = found = _layering(land, names, kinds)
    cut: list[str] = []
    while True:
        cut += (new := made_by_the_cut(land, found.flow.names, found.order.against))
        placed = sorted(set(found.names(found.order.units)).difference(new))
        if placed == list(found.flow.names):
            break
        found = _layering(land, placed, kinds)
    left_out = [unit for unit, name in enumerate(names) if name not in found.flow.names]
    tangled = [unit for unit in first.order.tangled if unit in left_out]
    several = (f"no place for {name}: its packages belong above and below others" for name in cut)
    return replace(found, remarks=(*_remarks(first.flow, tangled), *several))


def _layering(land: Landscape, names: Sequence[str], kinds: frozenset[Kind]) -> Layering:
    flow = land.traffic_of(names, kinds)
    return Layering(flow, find_order(flow, range(len(names))), kinds == RUNTIME)


def layers_rule(layering: Layering, name: str, container: str) -> ProposedRule:
    """The rule that states an order."""
    total, up, dependencies = layering.counts()
    kind = "run-time import" if layering.runtime else "import"
    against = f"{up:,} {'goes' if up == 1 else 'go'} against it" if up else "none goes against it"
    inside = (("in", container),) if container else (("name", name),)
    via = (("via", "runtime import"),) if layering.runtime else ()
    return ProposedRule(
        section="layers",
        keys=(*inside, ("order", tuple(_level(each) for each in layering.levels)), *via),
        reason="The order that the code itself keeps: when proposed, of "
        f"{counted(total, kind)} between these {against}.",
        remarks=layering.remarks,
        accepted=dependencies,
    )


def _level(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _remarks(flow: Traffic, tangled: Sequence[int]) -> Iterator[str]:
    """Why units have no place in the order: with whom they are most entangled."""
    rows = flow.statements
    for unit in tangled:
        both = {
            other: (rows[unit, other], rows[other, unit])
            for source, other in rows
            if source == unit and (other, unit) in rows
        }
        name = flow.names[unit]
        if both:
            other = max(both, key=lambda each: (min(both[each]), sum(both[each]), -each))
            (there, back), its = both[other], flow.names[other]
            yield f"no place for {name}: it imports {its} {there} times, {its} it {back} times"
        else:
            yield f"no place for {name}: it is part of longer cycles"


def _arrows(land: Landscape, names: Sequence[str], placed: set[str]) -> Iterator[ProposedRule]:
    """One-way pairs that no order speaks of, together for each unit that is used."""
    flow = land.traffic_of(names)
    enough = _ONE_WAY if len(names) > 2 else _ONE_WAY_OF_TWO
    found: list[tuple[int, str, list[str]]] = []
    for unit, name in enumerate(names):
        users = [
            names[source]
            for (source, target), count in sorted(flow.statements.items())
            if target == unit
            and (unit, source) not in flow.statements
            and count >= enough
            and not {name, names[source]} <= placed
        ]
        if users:
            count, back = _both_ways(land, name, users)
            if not back:
                found.append((count, name, users))
    for count, name, users in sorted(found, key=lambda each: (-each[0], each[1]))[:_MOST_ARROWS]:
        verb = "imports" if len(users) == 1 else "import"
        yield ProposedRule(
            section="rules",
            keys=deny([name], users),
            reason=f"{listed(users)} {verb} {name} {counted(count, 'time')}; when proposed, "
            f"{_back(flow, names.index(name))}.",
        )


def _both_ways(land: Landscape, name: str, users: Sequence[str]) -> tuple[int, int]:
    """Import statements from the users, and back, counted as a rule that names them counts."""
    flow = land.traffic_of([name, *users])
    return flow.into(0), flow.out_of(0)


def _back(flow: Traffic, unit: int) -> str:
    name, total = flow.names[unit], flow.out_of(unit)
    if not total:
        return f"{name} imports none of the others"
    return f"0 of {counted(total, 'import')} of {name} lead back"
