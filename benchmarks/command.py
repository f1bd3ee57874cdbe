"""Runs driftscan as a user would: the command, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec


def driftscan_command() -> list[str]:
    """The command line that starts the driftscan of this environment."""
    return [str(Path(sys.executable).with_name("driftscan"))]


def graph_of(path: Path, *options: str) -> "GraphJson":
    """The module graph of a directory, from the documented JSON."""
    command = [*driftscan_command(), "graph", str(path), "--level", "module", "--no-cache"]
    done = subprocess.run(
        [*command, "--output-format", "json", *options],
        check=True,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    return msgspec.json.decode(done.stdout, type=GraphJson)


class ModuleJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    id: str
    path: str


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
