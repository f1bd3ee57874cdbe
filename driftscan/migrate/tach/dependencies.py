"""depends_on and cannot_depend_on: what a module may use, may not, and should no more."""

from driftscan.migrate.draft import Arrow, DraftRule
from driftscan.migrate.tach.outside import outside
from driftscan.migrate.tach.project import ModuleEntry
from driftscan.migrate.tach.world import UTILITY, World


def dependencies(world: World) -> None:
    """Rules for every module whose imports are checked."""
    for entry in world.checked:
        _forbidden(world, entry)
        if entry.depends_on is not None:
            _allowed(world, entry)
            _deprecated(world, entry)


def _allowed(world: World, entry: ModuleEntry) -> None:
    named = world.named(entry.depends_on or ())
    words = dict.fromkeys([*named, *world.below(entry)])
    words.pop(entry.path, None)
    targets = [word for word in words if not world.modules[word].utility]
    if set(world.utilities) - {entry.path}:
        targets.append(f"tag:{UTILITY}")
    targets += outside(world)
    _add(world, entry, "allow_only", targets, f"depends_on of {entry.path}")


def _forbidden(world: World, entry: ModuleEntry) -> None:
    targets = world.named(entry.cannot_depend_on)
    below = set(world.below(entry))
    if lost := [path for path in targets if path in below]:
        world.build.no_equal(
            entry.line,
            f"'{entry.path}' cannot_depend_on {', '.join(lost)}: tach lets a higher layer use a "
            "lower one all the same, so no rule was made of it",
            entry.file,
        )
    targets = [path for path in targets if path not in below and path != entry.path]
    if targets:
        _add(world, entry, "deny", targets, f"cannot_depend_on of {entry.path}")


def _deprecated(world: World, entry: ModuleEntry) -> None:
    below = set(world.below(entry))
    # tach goes by the first entry that fits.
    first: dict[str, bool] = {}
    for dependency in entry.depends_on or ():
        for path in world.fitting(dependency.path):
            first.setdefault(path, dependency.deprecated)
    denied = set(world.named(entry.cannot_depend_on))
    targets = [
        path
        for path, is_deprecated in first.items()
        if is_deprecated
        and path not in below | denied | {entry.path}
        and not world.is_forbidden_by_layers(entry, path)
        and not world.modules[path].utility
    ]
    if targets:
        _add(world, entry, "deprecate", targets, f"deprecated for {entry.path}")


def _add(world: World, entry: ModuleEntry, kind: str, targets: list[str], name: str) -> None:
    arrow = Arrow((entry.path,), tuple(targets))
    world.build.rule(
        DraftRule(name=name, keys=((kind, arrow),), origin=f"{entry.file}:{entry.line}")
    )
