"""A population without what somebody else released."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.history.releases import hardly_changed, minified_form
from driftscan.model.history import Commit
from driftscan.stages.population import Population


def without_released(
    population: Population, commits: Sequence[Commit], paths: Sequence[bytes]
) -> Population:
    """Counted with what a program wrote. commits: all before that time; paths: see History."""
    forms = {path: minified_form(path) for path in population.releases}
    found = hardly_changed(forms, commits, paths)
    rest = population.without(found)
    return replace(rest, unwritten=rest.unwritten + len(found))
