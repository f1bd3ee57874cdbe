"""What the manifests that govern a directory ask a distribution for: running, or developing."""

from collections.abc import Mapping

from driftscan.extract.python.distributions import distributions_for
from driftscan.extract.python.projects import Project
from driftscan.extract.python.roots import ancestors, project_above

_RUNTIME, _OPTIONAL, _DEV = "runtime", "optional", "dev"
_STRONGEST_FIRST = (_RUNTIME, _OPTIONAL, _DEV)


class Purposes:
    """Answers for what an external package is asked for; equal questions are answered once."""

    def __init__(self, projects: Mapping[str, Project]) -> None:
        self._projects = projects
        self._scopes: dict[str, dict[str, str]] = {}
        self._answers: dict[tuple[str, str], str] = {}

    def of(self, name: str, folder: str) -> str:
        """The scope of an external package for code in a folder: 'runtime', 'optional' or 'dev';
        '' if none of the manifests that govern the folder asks for it."""
        base = project_above(folder, self._projects)
        if (base, name) not in self._answers:
            if base not in self._scopes:
                self._scopes[base] = governing_scopes(base, self._projects)
            self._answers[base, name] = scope_of(name, self._scopes[base])
        return self._answers[base, name]


def governing_scopes(folder: str, projects: Mapping[str, Project]) -> dict[str, str]:
    """Normalised distribution to its scope; where manifests differ, the one that runs decides.

    All manifests in the folder and above it govern. Nothing is said to be only for development
    while none of them tells what is needed at run time, or one computes what is optional.
    """
    governing = [projects[above] for above in ancestors(folder) if above in projects]
    found: dict[str, str] = {}
    for scope in reversed(_STRONGEST_FIRST):
        for project in governing:
            found |= dict.fromkeys(project.asked_for(scope), scope)
    told = [project.unknown for project in governing if project.unknown is not None]
    unknown = {scope for each in told for scope in each}
    runtime_known = _RUNTIME in found.values() or (told and _RUNTIME not in unknown)
    if runtime_known and _OPTIONAL not in unknown:
        return found
    return {name: scope for name, scope in found.items() if scope != _DEV}


def scope_of(name: str, scopes: Mapping[str, str]) -> str:
    """The scope of a package by its import name, '' if nothing asks for it.

    Of several distributions that may provide it, one that runs decides: at run time
    `opencv-python-headless` brings what `opencv-python` brings for development.
    """
    for _, candidates in distributions_for(name):
        if known := [each for each in candidates if each in scopes]:
            variants = tuple(f"{each}-" for each in known)
            found = {scopes[each] for each in known}
            found |= {scope for each, scope in scopes.items() if each.startswith(variants)}
            if len(found) > 1:
                found.discard(_DEV)
            return min(found, key=_STRONGEST_FIRST.index)
    return ""
