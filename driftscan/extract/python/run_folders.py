"""Folders inside a package that programs are run from, so that imports start there as well.

Python puts the folder of the script that it is given on its search path, package or not: with
`apps/__init__.py` and `apps/manage.py`, `apps.shop.models` is imported as `shop.models` by all code
that manage.py starts. No manifest tells of that.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from driftscan.extract.python.distributions import well_known
from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.projects import Project, normalised
from driftscan.extract.python.roots import Root
from driftscan.extract.python.search import Match, look_in


class Sureness(Enum):
    """How sure it is that a name means the file below a folder, and no package from outside."""

    PARTS = "two parts of the name stand for two places of the tree; no requirement has the first"
    ONE_PART = "manifests tell what is asked for, and none of it is called alike"
    OPEN = "it may be either"


class RunFolder(Struct, frozen=True):
    """A folder that holds what an import names, if a program is run from there.

    top: where the first part of the name lies. file: what would be loaded; missing: only the
    package above is there, see order.Answer.
    """

    folder: str
    top: str
    file: PythonFile
    missing: bool
    sureness: Sureness

    @property
    def is_one_part(self) -> bool:
        """Whether nothing but the first part of the name leads to the file."""
        return self.file.importable == self.top

    def surrounds(self, file: PythonFile) -> bool:
        """Whether a file may be part of what is run from here. One that imports its own name
        (`redis.py` or `redis/cache.py`, which wrap `redis`) means another."""
        itself = file.importable == self.file.importable
        wraps = self.sureness is not Sureness.PARTS and f"{file.folder}/".startswith(f"{self.top}/")
        return not (itself or wraps) and f"{file.folder}/".startswith(f"{self.folder}/")


class RunFolders:
    """Those of a tree: stated by how Django lays out a project, or told by an import itself."""

    def __init__(self, layout: Layout, projects: Mapping[str, Project]) -> None:
        self._layout = layout
        self._asked_for = sorted({name for each in projects.values() for name in each.requirements})
        self._alike: dict[str, bool] = {}
        self.stated = sorted(set(_of_django(layout)))

    def around(self, below: str, module: str, name: str) -> tuple[RunFolder, ...]:
        """All folders below another from which `from module import name` ('': `import module`)
        would load a file, sorted by folder."""
        top = module.partition(".")[0]
        if well_known(top):
            return ()
        start = f"{below}/" if below else ""
        found = []
        for folder in self._layout.folders_with.get(top, ()):
            if folder and folder.startswith(start):
                place = look_in(Root(folder), self._layout, module, name)
                if place.match in (Match.MODULE, Match.PARENT) and place.file is not None:
                    first, missing = f"{folder}/{top}", place.match is Match.PARENT
                    sureness = self._sureness(top, place.file.importable != first)
                    found.append(RunFolder(folder, first, place.file, missing, sureness))
        return tuple(sorted(found, key=attrgetter("folder")))

    def _sureness(self, top: str, in_two_parts: bool) -> Sureness:
        if in_two_parts:
            return Sureness.OPEN if normalised(top) in self._words else Sureness.PARTS
        is_told = bool(self._asked_for) and not self._sounds_asked_for(top)
        return Sureness.ONE_PART if is_told else Sureness.OPEN

    def _sounds_asked_for(self, top: str) -> bool:
        """Whether a requirement of the tree has the name in its own, as `pykeycloak` has
        `keycloak`: what a distribution is imported as, its name only hints at."""
        if top not in self._alike:
            letters = _letters(top)
            self._alike[top] = any(letters in _letters(each) for each in self._asked_for)
        return self._alike[top]

    @cached_property
    def _words(self) -> frozenset[str]:
        """Those between the dashes of requirements: `django-auditlog` may be `auditlog`."""
        return frozenset(word for each in self._asked_for for word in (each, *each.split("-")))


def _of_django(layout: Layout) -> Iterator[Root]:
    """Packages with a manage.py, and settings in a package below, as `startproject` makes them."""
    for package in layout.folders_with.get("settings", ()):
        folder = package.rpartition("/")[0]
        script = layout.by_importable.get(f"{folder}/manage")
        if folder in layout.packages and script is not None and not script.is_index:
            yield Root(folder)


def _letters(name: str) -> str:
    return re.sub(r"[-_.]", "", name).lower()
