"""Cargo.toml as facts: the package, its targets, its dependencies, and what a workspace shares."""

from msgspec.structs import replace

from driftscan.extract.cargo_toml.dependencies import read_dependencies, read_features, read_shared
from driftscan.extract.cargo_toml.targets import read_targets
from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.scalars import each_text
from driftscan.extract.manifest.toml import read_toml
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.node import Node

_INHERITED = "workspace"


def extract(content: bytes) -> FileFacts:
    """Project and requirements, and as settings: `package` (name, edition; 'workspace' where it is
    inherited), `workspace` (edition), `excluded` (a folder that the workspace leaves out), targets,
    dependencies and their features (see the modules beside)."""
    document = read_toml(content)
    if isinstance(document, FileFacts):
        return document
    harvest = Harvest()
    settings = [*_package(document, harvest), *_workspace(document)]
    settings += read_targets(document)
    settings += read_dependencies(document, harvest)
    settings += read_shared(document)
    settings += read_features(document)
    in_order = sorted(dict.fromkeys(settings), key=lambda setting: setting.line)
    return replace(harvest.facts(), settings=tuple(in_order))


def _package(document: Node, harvest: Harvest) -> list[SettingFact]:
    package = document.get("package") or document.get("project")
    if not package.is_table:
        if package:
            harvest.unexpected(package, "a table")
        return []
    name, edition = package.get("name"), package.get("edition")
    harvest.project(name.text, name.line or package.line)
    said = _INHERITED if edition.is_table else edition.text
    return [SettingFact("package", (name.text, said), package.line)]


def _workspace(document: Node) -> list[SettingFact]:
    workspace = document.get("workspace")
    if not workspace.is_table:
        return []
    edition = workspace.get("package", "edition").text
    shut_out = (SettingFact("excluded", (p,), n) for p, n in each_text(workspace.get("exclude")))
    return [SettingFact("workspace", (edition,), workspace.line), *shut_out]
