"""The tables of dependencies: by scope, by platform, shared by a workspace, replaced by patches."""

from collections.abc import Iterator

from driftscan.extract.manifest.harvest import Harvest
from driftscan.model.fact import SettingFact
from driftscan.notation.node import Node

_TABLES = {
    "dependencies": "runtime",
    "dev-dependencies": "dev",
    "dev_dependencies": "dev",
    "build-dependencies": "dev",
    "build_dependencies": "dev",
}


def read_dependencies(document: Node, harvest: Harvest) -> Iterator[SettingFact]:
    """Requirements into the harvest; as settings `dependency` with (key as written, package, path,
    'workspace' where the workspace says more, scope)."""
    for holder in (document, *(node for _, node in document.get("target").entries())):
        for table, scope in _TABLES.items():
            for key, entry in holder.get(table).entries():
                yield _dependency(key, entry, scope, harvest)


def read_shared(document: Node) -> Iterator[SettingFact]:
    """`shared` for [workspace.dependencies], `patch` for what [patch] replaces: (key, package,
    path)."""
    for key, entry in document.get("workspace", "dependencies").entries():
        yield SettingFact("shared", _found_at(key, entry), entry.line)
    for _, source in document.get("patch").entries():
        for key, entry in source.entries():
            yield SettingFact("patch", _found_at(key, entry), entry.line)


def read_features(document: Node) -> Iterator[SettingFact]:
    """`feature` with (package, feature), of what a dependency is asked for with, and of what a
    feature of the package itself switches on in it (`mysql = ["diesel/mysql"]`)."""
    holders = [document, *(node for _, node in document.get("target").entries())]
    tables = [holder.get("dependencies") for holder in holders]
    for table in (*tables, document.get("workspace", "dependencies")):
        for key, entry in table.entries():
            for each in entry.get("features").elements():
                yield SettingFact("feature", (_found_at(key, entry)[1], each.text), each.line)
    for _, entry in document.get("features").entries():
        for each in entry.elements():
            package, slash, switched_on = each.text.partition("/")
            if slash:
                yield SettingFact("feature", (package.removesuffix("?"), switched_on), each.line)


def _dependency(key: str, entry: Node, scope: str, harvest: Harvest) -> SettingFact:
    if not entry.is_table and not entry.text:
        harvest.unexpected(entry, "a version or a table")
    if scope == "runtime" and entry.get("optional").value is True:
        scope = "optional"
    _, package, path = _found_at(key, entry)
    harvest.requirement(package, entry.line, scope)
    shared = "workspace" if entry.get("workspace").value is True else ""
    return SettingFact("dependency", (key, package, path, shared, scope), entry.line)


def _found_at(key: str, entry: Node) -> tuple[str, str, str]:
    return key, entry.get("package").text or key, entry.get("path").text
