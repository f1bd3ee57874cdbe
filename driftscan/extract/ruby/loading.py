"""Which file a `require` of a literal path loads."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from driftscan.extract.paths import OUTSIDE, join, parent_of, upwards
from driftscan.extract.references import Outside
from driftscan.extract.ruby.gems import gem_of_path
from driftscan.extract.ruby.projects import Project, project_of
from driftscan.model.fact import ImportContext, ImportFact

_DYNAMIC, _LAZY = int(ImportContext.DYNAMIC), int(ImportContext.LAZY)


class Loaded(Struct, frozen=True):
    """One of file, gem and cause says where; none: nowhere that is known."""

    file: str = ""
    gem: Outside | None = None
    cause: str = ""
    detail: str = ""


NOWHERE = Loaded()


class Loading:
    """Answers for all files. autoloaded: roots of Zeitwerk, which Rails lets `require` search."""

    def __init__(
        self,
        files: AbstractSet[str],
        projects: Mapping[str, Project],
        autoloaded: Sequence[str],
    ) -> None:
        self._files = files
        self._projects = projects
        self._autoloaded = autoloaded
        self._held = {name for project in projects.values() for name in project.names}
        self._folders = {folder for file in files for folder in upwards(parent_of(file))}

    def holds(self, gem: str) -> bool:
        """Whether a gem's own code lies in the tree."""
        return gem in self._held

    def governing(self, path: str) -> list[Project]:
        """The projects around a file, nearest first."""
        own = project_of(path, self._projects)
        return [self._projects[up] for up in upwards(own.directory) if up in self._projects]

    def find(self, path: str, fact: ImportFact) -> Loaded:
        """Where the statement of a file leads."""
        if fact.level:
            return self._beside(path, fact.module)
        if fact.module.startswith(("./", "../")):
            places = [project_of(path, self._projects).directory, "", parent_of(path)]
            found = (self._file(join(place, fact.module)) for place in places)
            return Loaded(file=next(filter(None, found), ""))
        return self._searched(path, fact)

    def _beside(self, path: str, written: str) -> Loaded:
        place = join(parent_of(path), written.lstrip("/"))
        if file := self._file(place):
            return Loaded(file=file)
        native = place.rpartition(".")[2] in ("so", "bundle", "jar")
        return NOWHERE if place == OUTSIDE or native else Loaded(cause="missing", detail=place)

    def _searched(self, path: str, fact: ImportFact) -> Loaded:
        governing = self.governing(path)
        for project in governing:
            if file := self._in_roots(project.roots, fact.module):
                return Loaded(file=file)
        if file := self._in_roots(self._autoloaded, fact.module):
            return Loaded(file=file)
        others = [
            (file, project)
            for project in self._projects.values()
            if project not in governing and (file := self._in_roots(project.roots[:1], fact.module))
        ]
        if others:
            return self._of_others(others, governing)
        if fact.context & (_DYNAMIC | _LAZY):
            return Loaded(file=self._file(join(governing[0].directory, fact.module)))
        return self._outside(fact.module, governing)

    def _of_others(
        self, others: Sequence[tuple[str, Project]], governing: Sequence[Project]
    ) -> Loaded:
        """Other gems of the tree: those that are asked for, else the only one."""
        asked = {name for project in governing for name, _ in project.gems.values()}
        files = [file for file, other in others if asked.intersection(other.names)]
        files = files or [file for file, _ in others]
        if len(set(files)) == 1:
            return Loaded(file=files[0])
        return Loaded(cause="ambiguous", detail=", ".join(sorted(files)))

    def _outside(self, written: str, governing: Sequence[Project]) -> Loaded:
        gem = gem_of_path(written, governing)
        own = governing[0]
        sure = not gem.standard and any(
            written.startswith(folder + "/") and join(root, folder) in self._folders
            for root in own.roots[:1]
            for name in own.names
            for folder in (name.replace("-", "_"), name.replace("-", "/"))
        )
        if sure and join(own.directory, "ext") not in self._folders:
            return Loaded(cause="missing")
        return Loaded(gem=gem)

    def _in_roots(self, roots: Sequence[str], written: str) -> str:
        return next(filter(None, (self._file(join(root, written)) for root in roots)), "")

    def _file(self, place: str) -> str:
        if place + ".rb" in self._files:
            return place + ".rb"
        return place if place in self._files else ""
