"""arch.yaml of lintel as values."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.migrate.areas.area import Among, Area, Under, less
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.areas.placed import of_files
from driftscan.migrate.builder import Builder
from driftscan.migrate.documents import texts, yaml_document
from driftscan.migrate.migration import ForeignFile
from driftscan.notation.node import Node

ANY_LAYER = "*"


class LayerRule(Struct, frozen=True):
    """An allow or deny between two layers, either of them '*' for any."""

    is_deny: bool
    source: str
    target: str
    node: Node


class Config(Struct, frozen=True):
    """A whole file. directory: what its paths are relative to."""

    document: Node
    directory: str

    @property
    def layers(self) -> list[str]:
        """Names, in their order."""
        return [name for name, _ in self.document.get("layers").entries()]

    @property
    def rules(self) -> Iterator[LayerRule]:
        """Rules between layers, in their order."""
        for node in self.document.get("rules").elements():
            for kind in ("deny", "allow"):
                source, arrow, target = node.get(kind).text.partition("->")
                if arrow:
                    yield LayerRule(kind == "deny", _name(source), _name(target), node)

    def entries(self, section: str) -> Iterator[Node]:
        """The tables of a section, which is one or a list of them."""
        node = self.document.get(section)
        yield from [node] if node.is_table else node.elements()


def read_config(file: ForeignFile) -> Config:
    """The configuration. Raises MigrationError."""
    return Config(yaml_document(file), file.directory)


def globs_of_files(build: Builder, config: Config, node: Node) -> tuple[str, ...]:
    """Patterns for one glob or several; those that no pattern can say are told."""
    found: list[str] = []
    for text in texts(node):
        try:
            found += of_files(text, config.directory)
        except NotPlainError as error:
            build.no_equal(node.line, f"the glob {text} {error}, which no path of a spec can say")
    return tuple(dict.fromkeys(found))


def layer_areas(build: Builder, config: Config) -> dict[str, Area]:
    """Files of each layer: of several patterns that fit a file, the longest text wins.

    Of two that are as long lintel takes either; here it is the one that is written first.
    """
    written = [
        (text, name, globs_of_files(build, config, _one(node, text)))
        for name, entry in config.document.get("layers").entries()
        for node in [entry.get("path")]
        for text in texts(node)
    ]
    ranked = sorted(written, key=lambda each: len(each[0]), reverse=True)
    areas: dict[str, list[Area]] = {name: [] for name in config.layers}
    before: list[tuple[str, tuple[str, ...]]] = []
    for _, name, globs in ranked:
        stronger = [glob for owner, own in before if owner != name for glob in own]
        areas[name].append(less(Under(globs), Under(tuple(stronger))))
        before.append((name, globs))
    return {name: Among(tuple(parts)) for name, parts in areas.items()}


def _one(node: Node, text: str) -> Node:
    """A node for one text of a list, on the line of the list."""
    return Node(text, {node.path: node.line}, node.path)


def _name(side: str) -> str:
    return side.strip().strip("\"'")
