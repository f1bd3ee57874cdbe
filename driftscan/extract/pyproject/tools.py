"""Tools that are told where imports start: pytest, mypy and pyright."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.search_path import harvest_mypy_path, harvest_pythonpath
from driftscan.notation.node import Node


def read_tools(document: Node, harvest: Harvest) -> None:
    """pythonpath of pytest, mypy_path, extraPaths and execution roots of pyright."""
    tool = document.get("tool")
    pytest = tool.get("pytest")
    for options in (pytest.get("ini_options"), pytest):
        harvest_pythonpath(options.get("pythonpath"), harvest)
    harvest_mypy_path(tool.get("mypy", "mypy_path"), harvest)
    for name in ("pyright", "basedpyright"):
        _read_pyright(tool.get(name), harvest)


def _read_pyright(settings: Node, harvest: Harvest) -> None:
    _read_directories(settings.get("extraPaths"), harvest)
    for environment in settings.get("executionEnvironments").elements():
        _read_directories(environment.get("root"), harvest)
        _read_directories(environment.get("extraPaths"), harvest)


def _read_directories(node: Node, harvest: Harvest) -> None:
    for directory in harvest.strings(node):
        harvest.root(directory.text, directory.line)
