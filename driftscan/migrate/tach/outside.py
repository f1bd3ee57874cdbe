"""Code that is in no module of tach: it looks away from it, so our rules must too."""

from driftscan.migrate.draft import DraftComponent
from driftscan.migrate.tach.project import ROOT
from driftscan.migrate.tach.world import World, has_homeless

KEY = "code in no module"
_REMARK = (
    "Code in no module: tach does not look at it (root_module = ignore), so it may use and be used "
    "by everything."
)


def needs_outside(world: World) -> bool:
    """Whether rules speak of who uses a module; then code without a component must be named."""
    restricted = any(entry.visibility is not None for entry in world.modules.values())
    if ROOT in world.modules or not (restricted or world.interfaces):
        return False
    return has_homeless(world.build.modules, world.modules)


def outside(world: World) -> list[str]:
    """The component for code in no module, as a list of one key; [] where none is needed."""
    if not needs_outside(world):
        return []
    component = DraftComponent(key=KEY, wish="outside", paths=(".",), remark=_REMARK, nested=False)
    return [world.build.add(component)]
