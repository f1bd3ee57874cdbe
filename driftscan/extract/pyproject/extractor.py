"""pyproject.toml as facts: every tool's table is read by a reader of its own."""

from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.toml import read_toml
from driftscan.extract.pyproject.backends import BACKEND_READERS
from driftscan.extract.pyproject.hatch import read_hatch
from driftscan.extract.pyproject.poetry import read_poetry
from driftscan.extract.pyproject.setuptools import read_setuptools
from driftscan.extract.pyproject.standard import read_standard
from driftscan.extract.pyproject.tools import read_tools
from driftscan.model.fact import FileFacts

_READERS = (
    read_standard,
    read_poetry,
    read_setuptools,
    read_hatch,
    *BACKEND_READERS,
    read_tools,
)


def extract(content: bytes) -> FileFacts:
    """Project, source roots and requirements of a pyproject.toml."""
    document = read_toml(content)
    if isinstance(document, FileFacts):
        return document
    harvest = Harvest()
    for read in _READERS:
        read(document, harvest)
    return harvest.facts()
