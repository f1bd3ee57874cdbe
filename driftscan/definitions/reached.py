"""What a file of scripts hands out without exporting it: types that its exported ones hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from driftscan.definitions.gathered import Entity, Gathered
from driftscan.definitions.languages import is_script, shows


def with_reached(found: Gathered) -> Gathered:
    """The same, where nothing is a file's own that another file may get as a part of what it asks
    for. In files that show something all but what is exported stays their own."""
    by_file: dict[bytes, list[Entity]] = defaultdict(list)
    for each in found.entities:
        if is_script(each.path) and not shows(each.path):
            by_file[each.path].append(each)
    reached = {path: _reached(own) for path, own in by_file.items()}
    entities = tuple(
        replace(each, fact=replace(each.fact, is_local=False))
        if each.fact.is_local and each.fact.name in reached.get(each.path, ())
        else each
        for each in found.entities
    )
    return replace(found, entities=entities)


def _reached(own: Iterable[Entity]) -> set[str]:
    """Names of what exported types of a file hold, or what those hold."""
    held = {each.fact.name: set(_held(each)) for each in own}
    waiting = [each.fact.name for each in own if not each.fact.is_local]
    reached: set[str] = set()
    while waiting:
        for name in held.get(waiting.pop(), set()) - reached:
            reached.add(name)
            waiting.append(name)
    return reached


def _held(entity: Entity) -> Iterator[str]:
    yield from entity.fact.bases
    for field in entity.fact.fields:
        yield field.type.rpartition(" ")[2]
