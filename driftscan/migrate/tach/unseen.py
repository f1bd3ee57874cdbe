"""Imports that tach does not look at, as arrows of exceptions."""

from collections.abc import Iterable

from driftscan.graph.name_pattern import NameArrows
from driftscan.migrate.draft import DraftException
from driftscan.migrate.modules import is_within
from driftscan.migrate.tach.outside import needs_outside
from driftscan.migrate.tach.project import ModuleEntry
from driftscan.migrate.tach.world import World

_UNCHECKED = "unchecked in tach, to be brought in step by step"
_OUTSIDE = "tach does not look at code in no module"


def look_away(world: World, rule: str, unchecked: Iterable[ModuleEntry], target: str = "") -> None:
    """Exceptions from a rule for what is not checked. target: the module whose interface it is
    about, from which code in no module is excepted too; '' for a rule about others."""
    inner = [arrow for entry in unchecked for arrow in _arrows(world, entry.path, target)]
    _add(world, rule, inner, _UNCHECKED)
    if target and needs_outside(world):
        _add(world, rule, _from_outside(world, target), _OUTSIDE)


def _add(world: World, rule: str, arrows: Iterable[str], reason: str) -> None:
    wanted = NameArrows(dict.fromkeys(arrows))
    idle = set(wanted.idle(world.build.modules.imports))
    found = tuple(arrow for arrow in wanted.texts if arrow not in idle)
    if found:
        world.build.exceptions.append(DraftException(finding=rule, imports=found, reason=reason))


def _arrows(world: World, path: str, target: str) -> list[str]:
    """From the modules of one component; target: '' for anything."""
    ends = [target, f"{target}.**"] if target else ["**"]
    return [f"{source} -> {end}" for source in _own_names(world, path) for end in ends]


def _own_names(world: World, path: str) -> list[str]:
    """Names of the modules of one component, as patterns where nothing else is nested in it."""
    inner = [other for other in world.modules if other != path and is_within(other, path)]
    if not inner:
        return [path, f"{path}.**"]
    return [
        name
        for name in (path, *world.build.modules.descendants(path))
        if not any(is_within(name, other) for other in inner)
    ]


def _from_outside(world: World, target: str) -> list[str]:
    """From code in no module into one; whole top-level packages where no module is inside."""
    tops = {path.partition(".")[0] for path in world.modules}
    found = set()
    for source, imported in world.build.modules.imports:
        if is_within(imported, target) and not _has_home(world, source):
            top = source.partition(".")[0]
            one = source if top in tops or source == top else f"{top}.**"
            found.add(f"{one} -> {imported if imported == target else f'{target}.**'}")
    return sorted(found)


def _has_home(world: World, name: str) -> bool:
    return any(is_within(name, path) for path in world.modules)
