"""External packages of single modules, and cycles between declared dependencies."""

from driftscan.migrate.builder import deny
from driftscan.migrate.draft import Arrow, DraftRule, Words
from driftscan.migrate.tach.project import ModuleEntry, texts
from driftscan.migrate.tach.world import World

_CYCLES = "tach looks for cycles in what is declared, this rule in what is imported."


def externals(world: World) -> None:
    """depends_on_external and cannot_depend_on_external, which `tach check-external` checks."""
    for entry in world.modules.values():
        if entry.depends_on_external is not None:
            _only(world, entry, entry.depends_on_external)
        if entry.cannot_depend_on_external:
            words = world.build.externals(entry.cannot_depend_on_external, entry.line, entry.file)
            if words:
                _add(world, entry, deny([entry.path], words), "cannot_depend_on_external")


def cycles(world: World) -> None:
    """forbid_circular_dependencies: tach looks at what is declared, driftscan at imports."""
    if not world.project.flag("forbid_circular_dependencies"):
        return
    node = world.project.table.get("forbid_circular_dependencies")
    members = [
        path
        for path, entry in world.modules.items()
        if entry.depends_on is not None and not entry.utility and not entry.unchecked
    ]
    if len(members) > 1:
        world.build.rule(
            DraftRule(
                name="forbid_circular_dependencies",
                keys=(("acyclic", Words(tuple(members))),),
                origin=f"{world.build.file.name}:{node.line}",
                remarks=(
                    "tach looks for cycles in what is declared, this rule in what is imported.",
                ),
            )
        )


def _only(world: World, entry: ModuleEntry, names: tuple[str, ...]) -> None:
    if "*" in names:
        return  # every package: nothing is asked
    spared = texts(world.project.table.get("external", "exclude"))
    found = world.build.externals((*names, *spared), entry.line, entry.file)
    words = found or ["external:none"]
    _add(world, entry, ("allow_only", Arrow((entry.path,), ("*", *words))), "depends_on_external")


def _add(world: World, entry: ModuleEntry, key: tuple[str, Arrow], what: str) -> None:
    world.build.rule(
        DraftRule(name=f"{what} of {entry.path}", keys=(key,), origin=f"{entry.file}:{entry.line}")
    )
