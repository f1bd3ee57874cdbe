"""Shown names that stay unique where several languages meet in one graph."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.graph import Module


def distinct(modules: Sequence[Module]) -> list[Module]:
    """The modules, at the same positions. Each language gives its own unique names; one that two
    languages give (`app.main` of Python and of Java) is replaced by the path."""
    times = Counter(module.id for module in modules)
    if len(times) == len(modules):
        return list(modules)
    return [
        module if times[module.id] == 1 else replace(module, id=_path_shown(module))
        for module in modules
    ]


def _path_shown(module: Module) -> str:
    return module.path.decode("utf-8", "backslashreplace")
