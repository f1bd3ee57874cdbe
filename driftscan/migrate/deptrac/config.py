"""deptrac.yaml as values, with parameters filled in and imported files of the tree added."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from driftscan.migrate.areas.placed import below
from driftscan.migrate.deptrac import parameters as own_parameters
from driftscan.migrate.deptrac.imports import Imported, NotRead, imported
from driftscan.migrate.deptrac.parameters import HOME
from driftscan.migrate.documents import yaml_document
from driftscan.migrate.migration import ForeignFile, MigrationError
from driftscan.notation.node import Node

KEYS = frozenset(
    (
        "paths",
        "exclude_files",
        "layers",
        "ruleset",
        "skip_violations",
        "formatters",
        "analyser",
        "analyzer",
        "use_relative_path_from_depfile",
        "ignore_uncovered_internal_classes",
        "cache_file",
    )
)


class Source(Struct, frozen=True):
    """One file: its shown name, the whole of it, its part about deptrac, and all parameters."""

    name: str
    document: Node
    body: Node
    parameters: Mapping[str, str]


class Config(Struct, frozen=True):
    """All files of a configuration, the first is the one that was named.

    unread: what it imports and is not read, with the file that says so.
    """

    directory: str
    sources: tuple[Source, ...]
    unread: tuple[NotRead, ...]

    def lists(self, key: str) -> Iterator[tuple[Source, Node]]:
        """Elements of a list, from all files."""
        for source in self._stating(key):
            for node in source.body.get(key).elements():
                yield source, node

    def tables(self, key: str) -> Iterator[tuple[Source, str, Node]]:
        """Entries of a table, from all files."""
        for source in self._stating(key):
            for name, node in source.body.get(key).entries():
                yield source, name, node

    def _stating(self, key: str) -> Iterator[Source]:
        """The files whose word counts: a parameter is replaced by whoever imports its file."""
        is_replaced = False
        for source in self.sources:
            is_parameter = source.body.path == ("parameters",)
            if source.body.get(key) and not (is_parameter and is_replaced):
                yield source
                is_replaced = is_replaced or is_parameter

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
        return below(self.directory, path.removeprefix(HOME))


def body_of(document: Node) -> Node:
    """The part about deptrac, in the forms that its versions had."""
    places = (document.get("deptrac"), document.get("parameters"), document)
    with_layers = [each for each in places if each.get("layers")]
    with_any = [each for each in places if any(each.get(key) for key in KEYS)]
    return next(iter((*with_layers, *with_any)), Node(None, {}))


def read_config(file: ForeignFile) -> Config:
    """A configuration with what it imports. Raises MigrationError."""
    top = Imported(file.name, file.directory, yaml_document(file))
    found = imported(file, top)
    # Whoever imports has the last word.
    parameters: dict[str, str] = {}
    for each in reversed(found.files):
        texts = each.document.get("parameters").entries()
        parameters |= {key: node.text for key, node in texts}
    sources = tuple(
        Source(each.name, each.document, body_of(each.document), parameters) for each in found.files
    )
    return Config(file.directory, sources, found.unread)


def refuse_without_layers(config: Config) -> None:
    """Raises MigrationError where no file names a layer."""
    if not any(True for _ in config.lists("layers")):
        raise MigrationError(
            f"{config.sources[0].name}:1: names no layers, nor does a file that it imports and "
            "that can be read; write them into it first"
        )


def filled(source: Source, text: str) -> str:
    """A text with its parameters; the directory of the project becomes HOME."""
    return own_parameters.filled(text, source.parameters)
