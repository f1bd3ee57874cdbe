"""deptrac.yaml as values, with parameters filled in and imported files of the tree added."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from driftscan.migrate.documents import yaml_document
from driftscan.migrate.migration import ForeignFile
from driftscan.notation.node import Node

HOME = "\ue030"  # the directory of the project, as an absolute path would begin
_PARAMETER = re.compile(r"%([\w.]*)%")
_HOMES = ("projectDirectory", "currentWorkingDirectory", "depfileDirectory")


class Source(Struct, frozen=True):
    """One file: its shown name, its part about deptrac, and its parameters."""

    name: str
    body: Node
    parameters: Mapping[str, str]


class Config(Struct, frozen=True):
    """All files of a configuration, the first is the one that was named.

    missing: imported files that are not in the tree under a name that is looked for.
    """

    directory: str
    sources: tuple[Source, ...]
    missing: tuple[tuple[str, int], ...]

    def lists(self, key: str) -> Iterator[tuple[Source, Node]]:
        """Elements of a list, from all files."""
        for source in self.sources:
            for node in source.body.get(key).elements():
                yield source, node

    def tables(self, key: str) -> Iterator[tuple[Source, str, Node]]:
        """Entries of a table, from all files."""
        for source in self.sources:
            for name, node in source.body.get(key).entries():
                yield source, name, node

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the code is, relative to the scanned root."""
        found = [filled(source, node.text) for source, node in self.lists("paths")]
        return tuple(dict.fromkeys(self.located(path) for path in found)) or (
            self.directory or ".",
        )

    def located(self, path: str) -> str:
        """A path of the file, relative to the scanned root; '.' for the root."""
        if path.startswith("/"):
            return "."
        inside = path.removeprefix(HOME).lstrip("/") if path.startswith(HOME) else path
        return posixpath.normpath(posixpath.join(self.directory, inside))


def body_of(document: Node) -> Node:
    """The part about deptrac, in the forms that its versions had."""
    for body in (document.get("deptrac"), document.get("parameters"), document):
        if body.get("layers") or body.get("skip_violations"):
            return body
    return Node(None, {})


def read_config(file: ForeignFile) -> Config:
    """A configuration with what it imports. Raises MigrationError."""
    document = yaml_document(file)
    sources = [_source(file.name, document)]
    missing: list[tuple[str, int]] = []
    known = {posixpath.join(each.directory, _base(each)): each for each in file.companions}
    for node in document.get("imports").elements():
        resource = node.text or node.get("resource").text
        name = filled(sources[0], resource).removeprefix(HOME).lstrip("/")
        found = known.get(posixpath.normpath(posixpath.join(file.directory, name)))
        if found is None:
            missing.append((resource, node.line))
        else:
            sources.append(_source(found.name, yaml_document(found)))
    return Config(file.directory, tuple(sources), tuple(missing))


def filled(source: Source, text: str) -> str:
    """A text with its parameters; the directory of the project becomes HOME."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if not name:
            return "%"
        return HOME if name in _HOMES else source.parameters.get(name, match[0])

    return _PARAMETER.sub(value, text)


def _source(name: str, document: Node) -> Source:
    parameters = {key: node.text for key, node in document.get("parameters").entries()}
    return Source(name, body_of(document), parameters)


def _base(file: ForeignFile) -> str:
    return file.name.rpartition("/")[2]
