"""What the graph gained, beside what was planted."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from benchmarks.services.planted.graphs import Seen
from benchmarks.services.planted.plants import Edge, Plant, Use


class Score(Struct, frozen=True):
    """Of one kind of signal. misses, inventions: a line each."""

    kind: str
    planted: int
    found: int
    misses: tuple[str, ...]
    inventions: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Share of what was planted; 1 for decoys."""
        return self.found / self.planted if self.planted else 1.0


def compared(system: str, before: Seen, after: Seen, plants: Sequence[Plant]) -> list[Score]:
    """One score per kind, and one for what changed elsewhere."""
    found = []
    for kind in dict.fromkeys(plant.kind for plant in plants):
        group = [plant for plant in plants if plant.kind == kind]
        misses = [f"{system}: {line}" for each in group for line in _misses(each, after)]
        wanted = sum(len(each.edges) + len(each.uses) for each in group)
        false = [f"{system}: {line}" for each in group for line in _inventions(each, after)]
        found.append(Score(kind, wanted, wanted - len(misses), tuple(misses), tuple(false)))
    elsewhere = [f"{system}: {line}" for line in _elsewhere(before, after, plants)]
    return [*found, Score("elsewhere", 0, 0, (), tuple(elsewhere))]


def _misses(plant: Plant, after: Seen) -> Iterator[str]:
    for edge in plant.edges:
        if not any(_is(edge, other) and plant.paths & after.edges[other] for other in after.edges):
            yield _line(plant, f"{edge.source} -> {edge.target} ({edge.kind})")
    for use in plant.uses:
        if not any(_is_use(use, other) for other in after.uses):
            yield _line(plant, f"{use.service} uses {use.store}/{use.data_set} {use.modes}")


def _inventions(plant: Plant, after: Seen) -> Iterator[str]:
    """What its files are said to show and do not."""
    allowed = _allowed(plant)
    for edge, paths in after.edges.items():
        if plant.paths & paths and (edge.source, edge.target, edge.kind) not in allowed:
            yield _line(plant, f"{edge.source} -> {edge.target} ({edge.kind} {edge.detail})")
    sets = {(use.service, use.store, use.data_set) for use in plant.uses}
    for use, paths in after.uses.items():
        if plant.paths & paths and (use.service, use.store, use.data_set) not in sets:
            yield _line(plant, f"{use.service} uses {use.store}/{use.data_set}")


def _allowed(plant: Plant) -> set[tuple[str, str, str]]:
    """Who uses a topic or a data set is connected with what holds it."""
    found = {(edge.source, edge.target, edge.kind) for edge in plant.edges}
    found |= {
        (edge.source, edge.target, "connect")
        for edge in plant.edges
        if edge.kind in ("publish", "consume")
    }
    return found | {(use.service, use.store, "data") for use in plant.uses}


def _elsewhere(before: Seen, after: Seen, plants: Sequence[Plant]) -> Iterator[str]:
    allowed = {joined for plant in plants for joined in _allowed(plant)}
    for source, target, kind in sorted(after.joined() - before.joined() - allowed):
        yield f"new {source} -> {target} ({kind})"
    for source, target, kind in sorted(before.joined() - after.joined()):
        yield f"gone {source} -> {target} ({kind})"
    for name in sorted(after.services - before.services):
        yield f"new service {name}"
    for name in sorted(before.services - after.services):
        yield f"gone service {name}"
    named = {(use.service, use.store, use.data_set) for plant in plants for use in plant.uses}
    known = {(use.service, use.store, use.data_set) for use in before.uses}
    for use in sorted(after.uses):
        if (use.service, use.store, use.data_set) not in known | named:
            yield f"new use {use.service} of {use.store}/{use.data_set}"


def _is(wanted: Edge, other: Edge) -> bool:
    same = (wanted.source, wanted.target, wanted.kind) == (other.source, other.target, other.kind)
    return same and wanted.detail in ("", other.detail)


def _is_use(wanted: Use, other: Use) -> bool:
    same = (wanted.service, wanted.store, wanted.data_set) == (
        *(other.service, other.store, other.data_set),
    )
    return same and set(wanted.modes) <= set(other.modes)


def _line(plant: Plant, said: str) -> str:
    where = plant.files[0][0] if plant.files else "manifest"
    return f"{plant.kind}, {plant.form}: {said} [{where}]"
