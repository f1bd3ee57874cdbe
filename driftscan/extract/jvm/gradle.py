"""What Gradle's files say together: where projects are, and which of them ask for which."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.manifest.directory import clean_directory
from driftscan.model.fact import FileFacts, RequirementFact, SettingFact

_SETTINGS = ("settings.gradle", "settings.gradle.kts")
_CATALOG = "gradle/libs.versions.toml"
_WORD_ENDS = re.compile(r"[-_](\w)")


class GradleBuild(Struct, frozen=True):
    """One settings file. projects: folders by path (`:a:b`) and by accessor (`projects.a.b`).
    libraries: group:artifact by name (`libs.a.b`)."""

    folder: str
    projects: Mapping[str, str]
    libraries: Mapping[str, str]


class GradleBuilds:
    """All of a tree, by folder."""

    def __init__(self, manifests: Mapping[str, Sequence[FileFacts]]) -> None:
        self._builds = {}
        for path, facts in manifests.items():
            folder, name = posixpath.split(path)
            if name in _SETTINGS:
                catalog = manifests.get(posixpath.join(folder, _CATALOG), ())
                self._builds[folder] = _build(folder, facts, catalog)

    def folders(self) -> Iterator[str]:
        """Of all projects that settings files name."""
        for build in self._builds.values():
            yield from build.projects.values()

    def asked(
        self, folder: str, facts: Sequence[FileFacts]
    ) -> tuple[list[str], list[RequirementFact]]:
        """Folders of the projects, and libraries from a catalog, that a build file asks for."""
        build = self._above(folder)
        projects, libraries = [], []
        for setting in _settings(facts):
            written, *scope = setting.values
            if setting.name in ("project", "accessor"):
                wanted = written if setting.name == "accessor" else ":" + written.strip(":")
                if build and wanted in build.projects:
                    projects.append(build.projects[wanted])
            elif setting.name == "library" and build and written in build.libraries:
                fact = RequirementFact(build.libraries[written], setting.line, scope[0])
                libraries.append(fact)
        return projects, libraries

    def _above(self, folder: str) -> GradleBuild | None:
        """The nearest one that has the folder as a project; a project may have a settings file of
        its own, by which it is built when it is opened alone. Without one, the nearest."""
        above = [folder]
        while above[-1]:
            above.append(posixpath.dirname(above[-1]))
        builds = [self._builds[each] for each in above if each in self._builds]
        having = (build for build in builds if folder in build.projects.values())
        return next(having, builds[0] if builds else None)


def _build(folder: str, facts: Sequence[FileFacts], catalog: Sequence[FileFacts]) -> GradleBuild:
    moved = {s.values[0]: s.values[1] for s in _settings(facts) if s.name == "folder"}
    projects = {}
    for setting in _settings(facts):
        if setting.name == "include":
            path = setting.values[0]
            written = clean_directory(moved.get(path, path.strip(":").replace(":", "/")))
            if written is not None:
                place = posixpath.normpath(posixpath.join(folder, written)).removeprefix("./")
                projects[path] = projects[_accessor(path)] = "" if place == "." else place
    libraries = {s.values[0]: s.values[1] for s in _settings(catalog) if s.name == "catalog"}
    return GradleBuild(folder, projects, libraries)


def _accessor(path: str) -> str:
    """`projects.fooBar.baz` for `:foo-bar:baz`."""
    camel = _WORD_ENDS.sub(lambda found: found[1].upper(), path)
    return "projects" + camel.replace(":", ".")


def _settings(facts: Sequence[FileFacts]) -> Iterator[SettingFact]:
    for each in facts:
        yield from each.settings
