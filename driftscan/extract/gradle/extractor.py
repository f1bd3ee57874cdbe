"""build.gradle and build.gradle.kts as facts: the libraries and projects that are asked for."""

import re

from driftscan.extract.gradle.notation import DEPENDENCY
from driftscan.model.fact import FileFacts, ProjectFact, RequirementFact, SettingFact

# Words that stand where a configuration would, in front of a string or project(...).
_CONFIGURATION = re.compile(
    r"(?:.*[a-z0-9])?(?:implementation|api|compile|compileonly|compileonlyapi|runtime|runtimeonly"
    r"|provided|annotationprocessor|kapt|ksp|shadow|optional)",
    re.IGNORECASE,
)
_DEV = re.compile(r"test|jmh|annotationprocessor|kapt|ksp|benchmark", re.IGNORECASE)
_COORDINATES = re.compile(r"(?P<group>[A-Za-z][\w.-]*):(?P<name>[\w.-]+)(?::.*)?")


def extract(content: bytes) -> FileFacts:
    """Requirements by `group:artifact`. Settings, each with the scope behind: `project` (`:a:b`),
    `accessor` (`projects.a.b`), `library` (`libs.a.b`)."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    requirements, settings = [], []
    line = at = 0
    for found in DEPENDENCY.finditer(text):
        word = found["configuration"]
        if word is None or not _CONFIGURATION.fullmatch(word):
            continue
        line += text.count("\n", at, found.start())
        at = found.start()
        scope = _scope(word)
        if name := _library(found):
            requirements.append(RequirementFact(name, line + 1, scope))
        elif found["project"]:
            settings.append(SettingFact("project", (found["project"][1:-1], scope), line + 1))
        elif accessor := found["accessor"]:
            kind = "accessor" if accessor.startswith("projects.") else "library"
            settings.append(SettingFact(kind, (accessor, scope), line + 1))
    return FileFacts(
        projects=(ProjectFact("", 1),),
        requirements=tuple(dict.fromkeys(requirements)),
        settings=tuple(dict.fromkeys(settings)),
    )


def _library(found: re.Match[str]) -> str:
    """`group:artifact`, '' for anything else."""
    if found["group"]:
        return f"{found['group'][1:-1]}:{found['name'][1:-1]}"
    if found["kotlin"]:
        return f"org.jetbrains.kotlin:kotlin-{found['kotlin'][1:-1]}"
    read = _COORDINATES.fullmatch((found["coordinates"] or "")[1:-1])
    return f"{read['group']}:{read['name']}" if read else ""


def _scope(configuration: str) -> str:
    if _DEV.search(configuration):
        return "dev"
    return "optional" if configuration == "optional" else "runtime"
