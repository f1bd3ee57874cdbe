"""visibility: who may use a module at all."""

from driftscan.migrate.draft import DraftRule, Words
from driftscan.migrate.tach.outside import outside
from driftscan.migrate.tach.project import ModuleEntry
from driftscan.migrate.tach.world import World


def visibility(world: World) -> None:
    """A `protect` for each module with a visibility.

    tach compares it with depends_on only, never with imports. So those that it lets through
    without depends_on may use the module here too.
    """
    for path, entry in world.modules.items():
        if entry.visibility is None or entry.utility:
            continue
        seen = [other for pattern in entry.visibility for other in world.fitting(pattern)]
        passed = [o.path for o in world.modules.values() if _is_let_through(world, o, path)]
        allowed = [each for each in dict.fromkeys([*seen, *passed]) if each != path]
        world.build.rule(
            DraftRule(
                name=f"visibility of {path}",
                keys=(
                    ("protect", Words((path,))),
                    ("allow", Words((*allowed, *outside(world)))),
                ),
                origin=f"{entry.file}:{entry.line}",
            )
        )


def _is_let_through(world: World, other: ModuleEntry, path: str) -> bool:
    if other.unchecked or other.depends_on is None or path in world.below(other):
        return True
    return any(path in world.fitting(d.path) and d.path != path for d in other.depends_on)
