"""Import search paths that tools are given: directories where importable code starts."""

import re
import shlex

from driftscan.extract.manifest.harvest import Harvest
from driftscan.notation.node import Node

# mypy replaces this with the directory of the file it stands in.
_OWN_DIRECTORY = re.compile(r"\$\{?MYPY_CONFIG_FILE_DIR\}?")

# Folders that by convention hold type stubs for packages from elsewhere: what they contain
# describes an external package and is not the code of this tree.
_STUB_FOLDERS = frozenset({"stubs", "typings"})


def harvest_pythonpath(node: Node, harvest: Harvest) -> None:
    """pytest's `pythonpath`: a list, or one string with spaces between the directories."""
    for entry in harvest.strings(node):
        written = [entry.text] if isinstance(node.value, list) else _words(entry, harvest)
        for directory in written:
            harvest.root(directory, entry.line)


def harvest_mypy_path(node: Node, harvest: Harvest) -> None:
    """mypy's `mypy_path`: a list, or one string with commas or colons between directories."""
    for entry in harvest.strings(node):
        for written in re.split(r"[,:\n]", _OWN_DIRECTORY.sub(".", entry.text)):
            directory = written.strip().rstrip("/")
            if directory and directory.rpartition("/")[2] not in _STUB_FOLDERS:
                harvest.root(directory, entry.line)


def _words(entry: Node, harvest: Harvest) -> list[str]:
    try:
        return shlex.split(entry.text)
    except ValueError as error:
        harvest.problem("unexpected-value", f"pythonpath: {error}", entry.line)
        return []
