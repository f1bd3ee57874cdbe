"""settings.gradle and settings.gradle.kts as facts: which projects there are, and where."""

from driftscan.extract.gradle.notation import SETTING, STRINGS
from driftscan.model.fact import FileFacts, ProjectFact, SettingFact


def extract(content: bytes) -> FileFacts:
    """Settings: `include` (path such as `:a:b`), `folder` (path, folder as written)."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    settings, projects = [], []
    line = at = 0
    for found in SETTING.finditer(text):
        if found.lastgroup is None:
            continue
        line += text.count("\n", at, found.start())
        at = found.start()
        if found["included"]:
            settings += [
                SettingFact("include", (_path(each[0][1:-1]),), line + 1)
                for each in STRINGS.finditer(found["included"])
            ]
        elif found["moved"]:
            moved = (_path(found["moved"][1:-1]), found["folder"][1:-1])
            settings.append(SettingFact("folder", moved, line + 1))
        elif found["root"]:
            projects.append(ProjectFact(found["root"][1:-1], line + 1))
    return FileFacts(projects=tuple(projects), settings=tuple(dict.fromkeys(settings)))


def _path(written: str) -> str:
    return ":" + written.strip(":").replace("/", ":")
