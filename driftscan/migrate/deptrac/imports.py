"""What a deptrac.yaml imports, as far as it is in the tree."""

import posixpath

from msgspec import Struct

from driftscan.migrate.deptrac.parameters import HOME, filled
from driftscan.migrate.documents import readable_yaml, yaml_document
from driftscan.migrate.migration import ForeignFile
from driftscan.notation.node import Node

_CODE = (".php", ".xml", ".ini")


class Imported(Struct, frozen=True):
    """A file of a configuration."""

    name: str
    directory: str
    document: Node


class NotRead(Struct, frozen=True):
    """A file that is imported and not read: who names it, in which line, and why it is not."""

    by: str
    line: int
    resource: str
    why: str


class Imports(Struct, frozen=True):
    """files: who imports comes first, of its imports the last."""

    files: tuple[Imported, ...]
    unread: tuple[NotRead, ...]


def wanted(name: str, content: bytes) -> tuple[str, ...]:
    """Names, without folders, of the files that a file imports; these are looked for."""
    document = readable_yaml(name, content)
    found = [resource.rpartition("/")[2] for resource, _ in _resources(document)]
    return tuple(dict.fromkeys(each for each in found if each))


def imported(file: ForeignFile, top: Imported) -> Imports:
    """A file with what it imports, and what that imports. Raises MigrationError."""
    known = {posixpath.join(each.directory, _base(each)): each for each in file.companions}
    files: list[Imported] = []
    unread: list[NotRead] = []
    # Each with the files that led to it.
    waiting: list[tuple[Imported, tuple[str, ...]]] = [
        (top, (posixpath.join(file.directory, _base(file)),))
    ]
    while waiting:
        by, above = waiting.pop()
        files.append(by)
        for resource, line in _resources(by.document):
            places = _places(filled(resource, {}), by.directory, file.directory)
            path = next((each for each in places if each in known), "")
            why = _reason(file, resource, places, path, above)
            if why:
                unread.append(NotRead(by.name, line, resource, why))
            elif not any(each.name == known[path].name for each in files):
                found = known[path]
                document = yaml_document(found)
                waiting.append((Imported(found.name, found.directory, document), (*above, path)))
    return Imports(tuple(files), tuple(unread))


def _resources(document: Node) -> list[tuple[str, int]]:
    nodes = document.get("imports").elements()
    found = [(node.text or node.get("resource").text, node.line) for node in nodes]
    return [each for each in found if each[0]]


def _places(resource: str, directory: str, home: str) -> list[str]:
    """Where a file may be: beside the one that imports it, else beside the first."""
    if resource.startswith("/"):
        return []
    name = resource.removeprefix(HOME).lstrip("/")
    folders = (home,) if resource.startswith(HOME) else (directory, home)
    return [posixpath.normpath(posixpath.join(each, name)) for each in folders]


def _reason(
    file: ForeignFile, resource: str, places: list[str], path: str, above: tuple[str, ...]
) -> str:
    """Why a file is not read; '' if it is."""
    if path in above or any(place in above for place in places[:1]):
        return "it imports itself that way"
    if resource.endswith(_CODE):
        return "only YAML is read, and code is not run"
    if path:
        return ""
    if all(place.startswith("../") for place in places):
        return "it is outside of the scanned tree"
    if any(char in resource for char in "*?["):
        return "it is a pattern, and only files that are named are read"
    if any(place.encode() in file.tree for place in places):
        return "reading it failed"
    return "it is not among the files of the scanned tree"


def _base(file: ForeignFile) -> str:
    return file.name.replace("\\", "/").rpartition("/")[2]
