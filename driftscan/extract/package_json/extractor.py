"""package.json as facts: the project, what it asks for, and where its code is entered."""

import re
from collections.abc import Iterator

from driftscan.extract.manifest.json import read_json
from driftscan.extract.package_json.entries import condition_table, entry_fields
from driftscan.extract.package_json.programs import programs
from driftscan.model.fact import FileFacts, Problem, ProjectFact, RequirementFact, SettingFact
from driftscan.notation.node import Node

_SCOPES = {
    "dependencies": "runtime",
    "peerDependencies": "runtime",
    "optionalDependencies": "optional",
    "devDependencies": "dev",
}
_WORKSPACE = "workspace:"
_RENAMED = re.compile(r"((?:@[^@/]+/)?[^@/]+)@")
# `npm:^1.0` is a range as any other, `npm:other@1.0` never a package of the workspace.
_ELSEWHERE = re.compile(r"npm:(?:@[^@/]+/)?[^@/]+@|(?:https?|ssh|git\w*(?:\+\w+)?|bitbucket):")
_LOCAL = ("file:", "link:", "portal:", "workspace:./", "workspace:../")


def extract(content: bytes) -> FileFacts:
    """Name, requirements, workspaces, links and entry points of one package.

    Settings: `main` (field, path); `exports` and `imports` (key, target, conditions...), the target
    '' where access is forbidden; `workspaces` (pattern); `link` (name, directory); `linked` (name,
    the name that the package of the workspace has); `elsewhere` (name), never of a workspace;
    programs (see the module beside).
    """
    document = read_json(content)
    if isinstance(document, FileFacts):
        return document
    name = document.get("name")
    requirements, problems = _requirements(document)
    settings = [*entry_fields(document), *_workspaces(document), *_links(document)]
    settings += programs(document)
    for table in ("exports", "imports"):
        settings += condition_table(document.get(table))
    return FileFacts(
        projects=(ProjectFact(name.text.strip(), name.line or 1),),
        requirements=tuple(sorted(requirements, key=lambda fact: fact.line)),
        problems=tuple(problems),
        settings=tuple(settings),
    )


def _requirements(document: Node) -> tuple[list[RequirementFact], list[Problem]]:
    found: list[RequirementFact] = []
    problems: list[Problem] = []
    for section, scope in _SCOPES.items():
        table = document.get(section)
        if table and not table.is_table:
            message = f"{section} should be a table of packages"
            problems.append(Problem("unexpected-value", message, table.line))
        for name, asked in table.entries():
            optional = document.get("peerDependenciesMeta", name, "optional").value is True
            is_extra = section == "peerDependencies" and optional
            found.append(RequirementFact(name, asked.line, "optional" if is_extra else scope))
    return found, problems


def _workspaces(document: Node) -> Iterator[SettingFact]:
    listed = document.get("workspaces")
    if listed.is_table:
        listed = listed.get("packages")
    for pattern in listed.elements():
        if pattern.text:
            yield SettingFact("workspaces", (pattern.text,), pattern.line)


def _links(document: Node) -> Iterator[SettingFact]:
    for section in _SCOPES:
        for name, asked in document.get(section).entries():
            if asked.text.startswith(_LOCAL):
                directory = asked.text.partition(":")[2]
                yield SettingFact("link", (name, directory), asked.line)
            elif asked.text.startswith(_WORKSPACE):
                renamed = _RENAMED.match(asked.text, len(_WORKSPACE))
                yield SettingFact("linked", (name, renamed[1] if renamed else name), asked.line)
            elif _ELSEWHERE.match(asked.text):
                yield SettingFact("elsewhere", (name,), asked.line)
