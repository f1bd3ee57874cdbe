"""Packages of the tree that are no program by themselves, and the services that are built with
them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.fact import FileFacts
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, above, folder_of, resolved_folder
from driftscan.services.homes import home_at

_PROJECT = re.compile(rb".*\.(?:cs|fs|vb)proj")


class Libraries:
    """Answers by the path of a file, from what package manifests ask for."""

    def __init__(self, tree: TreeFacts, drafts: Sequence[Draft]) -> None:
        homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
        self._packages = {
            folder_of(path) for path, facts in tree.manifests.items() if _is_package(path, facts)
        }
        needed = _needed(tree)
        owned: dict[bytes, set[bytes]] = defaultdict(set)  # by home
        for folder in self._packages:
            if home := home_at(folder, homes):
                owned[home.folder].add(folder)
        self._users: dict[bytes, set[int]] = defaultdict(set)
        for at, draft in enumerate(drafts):
            own = owned[draft.home.folder] if draft.home else set()
            around = self._around(draft.home.folder) if draft.home and not own else set()
            for folder in _reached(own | around, needed) - own:
                if folder not in homes:
                    self._users[folder].add(at)

    def users_of(self, path: bytes) -> tuple[int, ...]:
        """Positions of the services that are built with the package that a file belongs to; () for
        a file of a service's own."""
        package = next((each for each in above(folder_of(path)) if each in self._packages), None)
        return () if package is None else tuple(sorted(self._users.get(package, ())))

    def _around(self, folder: bytes) -> set[bytes]:
        """One program of several in a package is built with the rest of it."""
        return set(next(([each] for each in above(folder) if each in self._packages), []))


def _is_package(path: bytes, facts: Sequence[FileFacts]) -> bool:
    return bool(_PROJECT.fullmatch(path)) or any(each.projects for each in facts)


def _needed(tree: TreeFacts) -> dict[bytes, set[bytes]]:
    """By folder of a package those of the packages in the tree that it asks for."""
    named: dict[str, set[bytes]] = defaultdict(set)
    for path, facts in tree.manifests.items():
        for project in (project for each in facts for project in each.projects):
            named[project.name.lower()].add(folder_of(path))
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for path, facts in tree.manifests.items():
        folder = folder_of(path)
        for each in facts:
            for requirement in each.requirements:
                places = named.get(requirement.name.lower(), set())
                if requirement.scope != "dev" and len(places) == 1:
                    found[folder] |= places
        found[folder] |= set(_referenced(path, facts))
    return found


def _referenced(path: bytes, facts: Sequence[FileFacts]) -> Iterator[bytes]:
    """The folders of the projects that one of .NET refers to."""
    for setting in (setting for each in facts for setting in each.settings):
        if setting.name == "ProjectReference":
            for value in setting.values:
                folder = value.replace("\\", "/").rpartition("/")[0]
                found = resolved_folder(folder_of(path), folder)
                if found is not None:
                    yield found


def _reached(start: set[bytes], needed: Mapping[bytes, set[bytes]]) -> set[bytes]:
    found, waiting = set(start), list(start)
    while waiting:
        for each in needed.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
