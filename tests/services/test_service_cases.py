"""What becomes of tiny trees: real files in, services, edges and uses of data out.

Each row of cases/*.yaml is a tree (`files`) and what must come out of it, all lines of a kind or
none: `services`, `aliases`, `edges` (but for those to data), `uses`, `lost`; see graph_lines.py.
`repositories` names the folders that are repositories of their own. Where lines follow `at`, they
are the evidence: the line that calls, then, after `by`, the way that its address took.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from msgspec import Struct, convert

from driftscan.model.service_graph import ServiceGraph
from tests.services import graph_lines
from tests.services.tiny_tree import graph_of, write_tree

CASES = Path(__file__).parent / "cases"

LINES: dict[str, Callable[[ServiceGraph], list[str]]] = {
    "services": graph_lines.service_lines,
    "aliases": graph_lines.alias_lines,
    "edges": graph_lines.edge_lines,
    "uses": graph_lines.use_lines,
    "lost": graph_lines.lost_lines,
    "outside": graph_lines.outside_lines,
}


class Row(Struct, forbid_unknown_fields=True):
    """A tree, and what comes out; None where that does not matter."""

    name: str
    files: dict[str, str]
    repositories: list[str] = []
    services: list[str] | None = None
    aliases: list[str] | None = None
    edges: list[str] | None = None
    uses: list[str] | None = None
    lost: list[str] | None = None
    outside: list[str] | None = None


def every_row() -> list[object]:
    return [
        pytest.param(row, id=f"{file.stem}: {row.name}")
        for file in sorted(CASES.glob("*.yaml"))
        for row in convert(yaml.safe_load(file.read_text("utf-8")), list[Row])
    ]


@pytest.mark.parametrize("row", every_row())
def test_tree_has_these_services(row: Row, tmp_path: Path) -> None:
    graph = graph_of(write_tree(tmp_path, row.files), row.repositories)
    wanted = {kind: getattr(row, kind) for kind in LINES if getattr(row, kind) is not None}
    assert wanted, "a row says what must come out"
    found = {kind: LINES[kind](graph) for kind in wanted}
    assert found == wanted
