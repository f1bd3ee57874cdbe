"""Runs driftscan as a user would: the command, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec


def driftscan_command() -> list[str]:
    """The command line that starts the driftscan of this environment."""
    return [str(Path(sys.executable).with_name("driftscan"))]


def graph_of(path: Path, *options: str, language: str = "") -> "GraphJson":
    """The module graph of a directory, from the documented JSON. language: '' for all of them.

    Never by `python -m driftscan`, which would import modules of the directory it stands in.
    """
    command = [*driftscan_command(), "graph", str(path), "--level", "module", "--no-cache"]
    done = subprocess.run(
        [*command, "--output-format", "json", *options],
        check=True,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    graph = msgspec.json.decode(done.stdout, type=GraphJson)
    return graph.of(language) if language else graph


class ModuleJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    id: str
    path: str
    language: str


class EvidenceJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    path: str
    line: int


class EdgeJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    source: str
    target: str
    kind: str
    confidence: float
    evidence: tuple[EvidenceJson, ...]


class UnresolvedJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    path: str
    line: int
    written: str
    cause: str


class GraphJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    modules: tuple[ModuleJson, ...]
    edges: tuple[EdgeJson, ...]
    external_edges: tuple[EdgeJson, ...] = ()
    unresolved: tuple[UnresolvedJson, ...] = ()

    def of(self, language: str) -> "GraphJson":
        """What files of one language say, for an oracle that knows no other.

        Java and Kotlin are one, and so is all that JavaScript imports: no edge leads out of one.
        """
        own = {module.id: module.path for module in self.modules if module.language == language}
        paths = frozenset(own.values())
        return GraphJson(
            modules=tuple(module for module in self.modules if module.id in own),
            edges=tuple(edge for edge in self.edges if edge.source in own),
            external_edges=tuple(edge for edge in self.external_edges if edge.source in own),
            unresolved=tuple(gap for gap in self.unresolved if gap.path in paths),
        )
