"""layers: modules of higher layers may use those of lower ones, never the other way round."""

from driftscan.migrate.draft import DraftRule, Level, Order
from driftscan.migrate.tach.unseen import look_away
from driftscan.migrate.tach.world import World

NAME = "layers"


def layering(world: World) -> None:
    """One order of all modules that have a layer."""
    levels = []
    members = []
    for layer in world.project.layers:
        own = [path for path, entry in world.modules.items() if entry.layer == layer.name]
        members += own
        if own:
            levels.append(Level(members=tuple(own), independent=False, closed=layer.closed))
        elif layer.closed:
            world.build.no_equal(
                world.project.table.get("layers").line,
                f"the closed layer '{layer.name}' has no module that is there: tach lets nobody "
                "past it, driftscan says nothing of it until it has one",
            )
    if len(levels) < 2:
        return
    line = world.project.table.get("layers").line
    name = world.build.rule(
        DraftRule(
            section="layers",
            name=NAME,
            keys=(("order", Order(tuple(levels))),),
            origin=f"{world.build.file.name}:{line}",
        )
    )
    unchecked = [world.modules[path] for path in members if world.modules[path].unchecked]
    look_away(world, name, unchecked)
