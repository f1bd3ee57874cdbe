"""Files of the catalogue to values, each once in a run."""

from functools import cache

from driftscan.model.capability import Capability, Catalogue
from driftscan.spec.catalogue.folder import capability_names, read_capability
from driftscan.spec.catalogue.parse import parse_capability
from driftscan.spec.problem import InvalidSpecError, Position, SpecProblem


@cache
def load_capability(name: str) -> Capability:
    """The capability of this name; SpecError with all that is wrong with its file."""
    file, content = read_capability(name)
    found = parse_capability(content, file)
    if found.name != name:
        problem = SpecProblem(Position(), f"a file is called as its capability: {found.name}.yaml")
        raise InvalidSpecError(file, [problem])
    return found


@cache
def load_catalogue() -> Catalogue:
    """The whole catalogue."""
    return Catalogue(tuple(load_capability(name) for name in capability_names()))
