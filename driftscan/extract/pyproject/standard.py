"""The tables of pyproject.toml that standards define: PEP 518, 621 and 735."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.purpose import extra_is_dev, group_is_dev
from driftscan.notation.node import Node

_SCOPE_BY_FIELD = {"dependencies": "runtime", "optional-dependencies": "optional"}


def read_standard(document: Node, harvest: Harvest) -> None:
    """[build-system], [project] and [dependency-groups].

    What is needed to build counts as dev: nothing of it runs with the code.
    """
    build, project = document.get("build-system"), document.get("project")
    if project.is_table:
        _read_project(project, harvest)
    elif project:
        harvest.unexpected(project, "a table")
    elif build and not document.get("tool", "poetry", "name"):
        harvest.project("", build.line)
    harvest.requirements(build.get("requires"), "dev")
    groups = document.get("dependency-groups")
    for name, group in groups.entries():
        _read_group(group, groups, "dev" if group_is_dev(name) else "optional", harvest)


def _read_project(project: Node, harvest: Harvest) -> None:
    name = project.get("name")
    if name and not isinstance(name.value, str):
        harvest.unexpected(name, "a string")
    dynamic = [entry.text for entry in project.get("dynamic").elements()]
    unknown = (scope for field, scope in _SCOPE_BY_FIELD.items() if field in dynamic)
    harvest.project(name.text, name.line, unknown)
    harvest.requirements(project.get("dependencies"), "runtime")
    for table in ("scripts", "gui-scripts"):
        for script, said in project.get(table).entries():
            harvest.program("console-script", script, said.line)
    extras = project.get("optional-dependencies")
    if extras and not extras.is_table:
        harvest.unexpected(extras, "a table of lists")
    for extra, asked in extras.entries():
        harvest.requirements(asked, "dev" if extra_is_dev(extra) else "optional")


def _read_group(group: Node, groups: Node, scope: str, harvest: Harvest) -> None:
    """One group of PEP 735: requirements, and names of other groups, which are read themselves."""
    if not isinstance(group.value, list):
        harvest.unexpected(group, "a list")
    for entry in group.elements():
        included = entry.get("include-group")
        if isinstance(entry.value, str):
            harvest.requirement(entry.text, entry.line, scope)
        elif not isinstance(included.value, str):
            harvest.unexpected(entry, "a requirement or {include-group = name}")
        elif _normalised(included.text) not in {_normalised(name) for name, _ in groups.entries()}:
            harvest.problem(
                "requirement", f"include-group names no group: {included.text}", included.line
            )


def _normalised(group: str) -> str:
    return group.lower().replace("_", "-").replace(".", "-")
