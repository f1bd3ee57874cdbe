"""Which modules others wrote, so that somebody only copied them here: by .gitattributes, which
comes first, or by the folder."""

from driftscan.extract.vendored import is_vendored_path
from driftscan.stages.generated import said_of
from driftscan.stages.map import Map


def vendored_in(system: Map) -> frozenset[int]:
    """Positions of these modules in the graph."""
    said = said_of(system.source, system.survey.marks)

    def is_vendored(path: bytes) -> bool:
        stated = said.vendored(path)
        return is_vendored_path(path) if stated is None else stated

    modules = system.graph.modules
    return frozenset(at for at, module in enumerate(modules) if is_vendored(module.path))
