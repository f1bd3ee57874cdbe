"""Solutions (.sln, .slnx) as settings: `Project`, the path of each project in them."""

import re

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import Element, parse_xml

_PROJECT = re.compile(
    r'^Project\("\{[^"\n]{0,60}\}"\) *= *"[^"\n]*", *"(?P<path>[^"\n]*\.[a-z]{2,8}proj)"', re.M
)


def extract(content: bytes) -> FileFacts:
    """Facts of one solution."""
    text = content.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        try:
            return FileFacts(settings=tuple(_in_xml(parse_xml(content))))
        except UnreadableTextError as error:
            return unreadable(error.code, error.reason, error.line)
    found = []
    line, counted = 1, 0
    for match in _PROJECT.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        found.append(SettingFact("Project", (match["path"].replace("\\", "/"),), line))
    return FileFacts(settings=tuple(found))


def _in_xml(top: Element) -> list[SettingFact]:
    folders = [top, *top.all("Folder")]
    return [
        SettingFact("Project", (project.attributes["Path"].replace("\\", "/"),), project.line)
        for folder in folders
        for project in folder.all("Project")
        if "Path" in project.attributes
    ]
