"""Pipfile as facts: one table per category of packages."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.toml import read_toml
from driftscan.model.fact import FileFacts

# Tables of pipenv that hold no packages; every other table is a category.
_SETTINGS = frozenset({"source", "requires", "scripts", "pipenv"})
_SCOPES = {"packages": "runtime", "dev-packages": "dev"}


def extract(content: bytes) -> FileFacts:
    """Requirements of a Pipfile; categories of the user's own are optional."""
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
            harvest.requirement(package, asked.line, _SCOPES.get(name, "optional"))
    return harvest.facts()
