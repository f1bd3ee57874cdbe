"""What the readers tell and do not write: one table over files of four tools.

told: all sentences, each by its place and how it goes on. lines: of the spec; absent: what stands
nowhere in it.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from driftscan.graph.system import SystemGraph
from driftscan.migrate.migration import ForeignFile
from driftscan.migrate.registry import FORMATS, format_of
from driftscan.spec.parse import parse_spec
from tests.checks.tiny_system import graph_of

_TABLE = yaml.safe_load(Path(__file__).with_name("told.cases.yaml").read_text("utf-8"))
# Said of every file of a tool, whatever is in it.
_ALWAYS = (
    "expressions of deptrac do not tell upper",
    "no composer.json says where classes are",
)


@pytest.mark.parametrize("case", _TABLE, ids=lambda case: case["name"])
def test_told(case: dict[str, Any]) -> None:
    name, content = case["file"], case["content"].encode()
    files = case.get("files", {})
    tree = tuple(sorted(path.encode() for path in files))
    companions = tuple(
        ForeignFile(path, path.rpartition("/")[0], text.encode())
        for path, text in case.get("companions", {}).items()
    )
    found = format_of(name, content)
    assert found is not None
    python = {path: text for path, text in files.items() if path.endswith(".py")}
    graph = graph_of(python) if python else SystemGraph([], [], [], [])
    folder = name.rpartition("/")[0]
    migration = found.migrate(ForeignFile(name, folder, content, companions, tree=tree), graph)
    parse_spec(migration.text.encode(), "driftscan.yaml")
    told = [
        f"{each.place}: {each.sentence}"
        for each in migration.no_equal
        if not each.sentence.startswith(_ALWAYS)
    ]
    assert len(told) == len(case["told"]), told
    for sentence, start in zip(told, case["told"], strict=True):
        assert sentence.startswith(start)
    lines = migration.text.splitlines()
    assert [line for line in case.get("lines", ()) if line not in lines] == []
    assert [text for text in case.get("absent", ()) if text in migration.text] == []


def test_every_tool_has_a_case() -> None:
    names = {format_of(case["file"], case["content"].encode()) for case in _TABLE}
    tools = {each.tool for each in names if each}
    assert tools == set(FORMATS) - {"import-linter", "tach"}
