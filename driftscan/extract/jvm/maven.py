"""What poms say together: projects by name, and what they take from their parents."""

import posixpath
from collections.abc import Mapping, Sequence

from driftscan.model.fact import FileFacts, RequirementFact

_MOST_PARENTS = 50


class Poms:
    """All of a tree. manifests: by path."""

    def __init__(self, manifests: Mapping[str, Sequence[FileFacts]]) -> None:
        self._facts = {
            posixpath.dirname(path): facts
            for path, facts in manifests.items()
            if posixpath.basename(path) == "pom.xml"
        }
        self._by_name = {
            project.name: folder
            for folder in sorted(self._facts, reverse=True)
            for facts in self._facts[folder]
            for project in facts.projects
        }

    def folders(self) -> list[str]:
        """Of all poms."""
        return list(self._facts)

    def has(self, name: str) -> bool:
        """Whether a project of the tree has this name."""
        return name in self._by_name

    def requirements(self, folder: str) -> list[RequirementFact]:
        """What a project and its parents ask for, the nearest first."""
        found: list[RequirementFact] = []
        seen: list[str] = []
        while folder in self._facts and folder not in seen and len(seen) < _MOST_PARENTS:
            seen.append(folder)
            found += (fact for facts in self._facts[folder] for fact in facts.requirements)
            folder = self._parent(folder)
        return found

    def projects(self, requirements: Sequence[RequirementFact]) -> list[str]:
        """Folders of the requirements that are projects of the tree."""
        names = (fact.name for fact in requirements)
        return [self._by_name[name] for name in names if name in self._by_name]

    def _parent(self, folder: str) -> str:
        """The folder of its parent's pom, a name no folder has if that is not in the tree."""
        for facts in self._facts[folder]:
            for setting in facts.settings:
                if setting.name == "parent":
                    name, path = setting.values
                    place = posixpath.normpath(posixpath.join(folder, path or "\0"))
                    place = posixpath.dirname(place) if place.endswith(".xml") else place
                    return place if place in self._facts else self._by_name.get(name, "\0")
        return "\0"
