"""Graphs in, what of them takes part in circles out."""

import pytest

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.report.audit.knots import without_belonging


@pytest.mark.parametrize(
    ("language", "reexport", "kept"),
    [
        ("rust", True, False),  # `mod orders;` says where the file belongs
        ("rust", False, True),
        ("python", True, True),  # who loads the index loads the part
    ],
)
def test_declarations_of_files_are_no_step_of_a_circle(
    language: str, reexport: bool, kept: bool
) -> None:
    modules = [Module(name, name, name.encode(), language, name, "") for name in ("lib", "orders")]
    edges = [
        Dependency(0, 1, Kind.IMPORT, (1,), reexport=reexport),
        Dependency(1, 0, Kind.IMPORT, (2,)),
    ]
    graph = without_belonging(SystemGraph(modules, [], edges, []))
    assert [edge.source for edge in graph.internal] == ([0, 1] if kept else [1])
