"""The graph of a system with names followed through files that only pass them on, for questions
about what needs what, such as circles. For Rust, whose roots of crates do little else."""

from collections.abc import Mapping

from driftscan.extract.rust.defining import defines
from driftscan.extract.rust.spelled import items, spelled, spelled_behind
from driftscan.graph.passed_on import behind_names
from driftscan.graph.system import SystemGraph
from driftscan.model.source import LeftOut
from driftscan.stages.map import Map

_LANGUAGE = "rust"


def graph_behind_names(system: Map) -> SystemGraph:
    """The graph as it is, if nothing in it passes names on."""
    graph = system.graph
    ours = [at for at, module in enumerate(graph.modules) if module.language == _LANGUAGE]
    if not ours:
        return graph
    known = _Contents(system)
    return behind_names(graph, {at: system.names.of(ours)[at] for at in ours}, known)


class _Contents:
    """What files hold, each read when it is first asked for."""

    def __init__(self, system: Map) -> None:
        self._modules = system.graph.modules
        self._source = system.source
        self._files = {record.file.path: record.file for record in system.survey.snapshot.records}
        self._read: dict[int, bytes] = {}
        self._known: dict[tuple[int, str], bool] = {}
        self._items: dict[int, frozenset[str]] = {}
        self._spelled: dict[int, Mapping[str, int]] = {}
        self._behind: dict[int, Mapping[str, Mapping[str, int]]] = {}

    def items(self, position: int) -> frozenset[str]:
        """What a module has to offer to a star."""
        if position not in self._items:
            self._items[position] = items(self._content(position))
        return self._items[position]

    def spelled(self, position: int) -> Mapping[str, int]:
        """The names that a module spells, with the first line of each."""
        if position not in self._spelled:
            self._spelled[position] = spelled(self._content(position))
        return self._spelled[position]

    def spelled_behind(self, position: int, head: str) -> Mapping[str, int]:
        """The names that a module spells right behind another, as the path `head::name`."""
        if position not in self._behind:
            self._behind[position] = spelled_behind(self._content(position))
        return self._behind[position].get(head, {})

    def defines(self, position: int, name: str) -> bool:
        """Whether a module defines a name."""
        if (position, name) not in self._known:
            self._known[position, name] = defines(self._content(position), name)
        return self._known[position, name]

    def _content(self, position: int) -> bytes:
        if position not in self._read:
            file = self._files.get(self._modules[position].path)
            found = [content for _, content in self._source.read([file])] if file else []
            good = [content for content in found if not isinstance(content, LeftOut)]
            self._read[position] = good[0] if good else b""
        return self._read[position]
