"""pom.xml as facts: the project, its parent and modules, and its dependencies."""

import re

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts, ProjectFact, RequirementFact, SettingFact
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import Element, parse_xml

_PROPERTY = re.compile(r"\$\{([^${}]+)\}")
_DEEPEST = 10  # a property may be made of others
_LONGEST = 1_000
_PART_OF_NAME = re.compile(r"(?:\$\{|[A-Za-z])[\w.${}-]{2,99}")


def extract(content: bytes) -> FileFacts:
    """Dependencies by `group:artifact`. Settings: `module` (folder), `parent` (group:artifact, path
    of its pom), `asked` (a dependency in whose name is a property that the file does not define,
    and its scope) and `property` (name, what may be part of another's name)."""
    try:
        project = parse_xml(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    if project.name != "project":
        return FileFacts()
    return _Pom(project).facts()


class _Pom:
    def __init__(self, project: Element) -> None:
        self._project = project
        self._parent = project.first("parent")
        self._properties = {
            child.name: child.text for each in project.all("properties") for child in each.children
        }
        for name in ("groupId", "artifactId", "version"):
            inherited = self._parent.text_at(name) if self._parent else ""
            self._properties[f"project.parent.{name}"] = inherited
            own = project.text_at(name) or ("" if name == "artifactId" else inherited)
            self._properties[f"project.{name}"] = own
            self._properties[f"pom.{name}"] = own

    def facts(self) -> FileFacts:
        asked = self._asked()
        unnamed = [each for each in asked if "${" in each.name]
        group, artifact = (self._properties[f"project.{n}"] for n in ("groupId", "artifactId"))
        name = self._filled(f"{group}:{artifact}")
        # Scopes in which some of them have no literal name.
        unknown = tuple(sorted({each.scope for each in unnamed} - {"dev"}))
        return FileFacts(
            projects=(ProjectFact(name, self._project.line, unknown),),
            requirements=tuple(each for each in asked if "${" not in each.name),
            settings=(
                *self._parents(),
                *self._modules(),
                *(SettingFact("asked", (each.name, each.scope), each.line) for each in unnamed),
                *self._names(),
            ),
        )

    def _asked(self) -> list[RequirementFact]:
        profiles = self._project.all("profiles", "profile", "dependencies", "dependency")
        found = {
            RequirementFact(
                self._filled(f"{asked.text_at('groupId')}:{asked.text_at('artifactId')}"),
                asked.line,
                _scope(asked),
            )
            for asked in (*self._project.all("dependencies", "dependency"), *profiles)
        }
        return sorted(found, key=lambda fact: (fact.line, fact.name))

    def _names(self) -> list[SettingFact]:
        """Properties that may be part of a name in a pom below; most are versions."""
        return [
            SettingFact("property", (child.name, child.text), child.line)
            for each in self._project.all("properties")
            for child in each.children
            if _PART_OF_NAME.fullmatch(child.text)
        ]

    def _parents(self) -> list[SettingFact]:
        if self._parent is None:
            return []
        name = self._filled(
            f"{self._parent.text_at('groupId')}:{self._parent.text_at('artifactId')}"
        )
        at = self._parent.first("relativePath")
        path = "../pom.xml" if at is None else at.text
        return [SettingFact("parent", (name, path), self._parent.line)]

    def _modules(self) -> list[SettingFact]:
        own = self._project.all("modules", "module")
        profiles = self._project.all("profiles", "profile", "modules", "module")
        return [SettingFact("module", (each.text,), each.line) for each in (*own, *profiles)]

    def _filled(self, text: str) -> str:
        """With the values of properties; as it stands where the file does not define one."""
        filled = text
        for _ in range(_DEEPEST):
            if len(filled) > _LONGEST or "${" not in filled:
                break
            filled = _PROPERTY.sub(lambda found: self._properties.get(found[1], found[0]), filled)
        return text if "${" in filled else filled


def _scope(asked: Element) -> str:
    if asked.text_at("scope") == "test":
        return "dev"
    return "optional" if asked.text_at("optional") == "true" else "runtime"
