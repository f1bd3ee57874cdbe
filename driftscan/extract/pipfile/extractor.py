"""Pipfile as facts: one table per category of packages."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.purpose import group_is_dev
from driftscan.extract.manifest.toml import read_toml
from driftscan.model.fact import FileFacts

# Tables of pipenv that hold no packages; every other table is a category.
_SETTINGS = frozenset({"source", "requires", "scripts", "pipenv"})
_RUNTIME = "packages"


def extract(content: bytes) -> FileFacts:
    """Requirements of a Pipfile; categories of the user's own are optional or, by name, dev."""
    document = read_toml(content)
    if isinstance(document, FileFacts):
        return document
    harvest = Harvest()
    for name, table in document.entries():
        if name in _SETTINGS:
            continue
        if not table.is_table:
            harvest.unexpected(table, "a table of packages")
        for package, asked in table.entries():
            harvest.requirement(package, asked.line, _scope(name))
    return harvest.facts()


def _scope(category: str) -> str:
    if category == _RUNTIME:
        return "runtime"
    dev = category == "dev-packages" or group_is_dev(category)
    return "dev" if dev else "optional"
