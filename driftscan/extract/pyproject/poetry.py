"""[tool.poetry]: packages with their directories, dependencies and groups."""

from driftscan.extract.manifest.directory import top_levels
from driftscan.extract.manifest.harvest import Harvest
from driftscan.notation.node import Node


def read_poetry(document: Node, harvest: Harvest) -> None:
    """[tool.poetry] and the tables below it."""
    poetry = document.get("tool", "poetry")
    if poetry.get("name") and not document.get("project"):
        harvest.project(poetry.get("name").text, poetry.get("name").line)
    for package in poetry.get("packages").elements():
        _read_package(package, harvest)
    for script, said in poetry.get("scripts").entries():
        harvest.program("console-script", script, said.line)
    _read_dependencies(poetry.get("dependencies"), "runtime", harvest)
    _read_dependencies(poetry.get("dev-dependencies"), "dev", harvest)
    for _, group in poetry.get("group").entries():
        _read_dependencies(group.get("dependencies"), "dev", harvest)


def _read_package(package: Node, harvest: Harvest) -> None:
    """{include, from, to}: include is a path or glob below `from`; `to` puts it into a package."""
    include = package.get("include")
    if not isinstance(include.value, str):
        harvest.unexpected(package, "{include = path, from = directory}")
        return
    first = include.text.removeprefix("./").split("/")[0]
    prefix = package.get("to").text.strip("/").replace("/", ".")
    harvest.root(package.get("from").text, include.line, top_levels([first]), prefix)


def _read_dependencies(table: Node, scope: str, harvest: Harvest) -> None:
    if table and not table.is_table:
        harvest.unexpected(table, "a table")
    for name, dependency in table.entries():
        if name.lower() == "python":
            continue
        optional = dependency.get("optional").value is True
        harvest.requirement(name, dependency.line, "optional" if optional else scope)
