"""A spec and the tree it is held against: patterns become the components that are there."""

from collections.abc import Sequence

from driftscan.model.expansion import Expansion
from driftscan.model.graph import Module
from driftscan.model.spec import Spec


def spelled_out(spec: Spec, folders: Sequence[bytes], modules: Sequence[Module]) -> Expansion:
    """The spec with concrete names only; as it is if it has no pattern, for then it says all."""
    if not any("*" in component.name for component in spec.components):
        return Expansion(spec)
    from driftscan.spec.expand.expand import expand

    files = [module.path for module in modules if not module.is_package]
    return expand(spec, folders, files)
