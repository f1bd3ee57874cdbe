"""[tool.setuptools]: the same layout that setup.py and setup.cfg describe."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.layout import Finder, Layout, harvest_layout, written_packages
from driftscan.notation.node import Node


def read_setuptools(document: Node, harvest: Harvest) -> None:
    """[tool.setuptools] packages, package-dir, py-modules and packages.find."""
    settings = document.get("tool", "setuptools")
    packages = settings.get("packages")
    finders = []
    if packages.is_table:
        finders = [_finder(packages.get("find"))] if packages.get("find") else []
        packages = settings.get("packages", "list")
    names = [
        *written_packages(packages, harvest),
        *written_packages(settings.get("py-modules"), harvest),
    ]
    harvest_layout(Layout(settings.get("package-dir"), names, finders), harvest)


def _finder(find: Node) -> Finder:
    return Finder(find.get("where"), find.get("include"), find.line)
