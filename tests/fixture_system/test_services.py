"""Services, calls and data of the fixture system against what a person wrote down of them."""

import json
import re
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml
from click.testing import CliRunner

from driftscan.cli.commands import driftscan

SYSTEM = Path(__file__).parents[2] / "fixtures" / "growing_startup"
EXPECTED = yaml.safe_load((SYSTEM / "expected_services.yaml").read_text())
GAPS = EXPECTED["gaps"]
Row = dict[str, object]


class Place(TypedDict):
    path: str
    line: int


def _said(*arguments: str) -> str:
    result = CliRunner().invoke(driftscan, [*arguments, str(SYSTEM), "--no-cache"])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def graph() -> dict[str, list[Row]]:
    return cast(dict[str, list[Row]], json.loads(_said("graph", "--level", "service")))


def _ends(row: Row) -> tuple[object, ...]:
    source, target = row.get("from", row.get("source")), row.get("to", row.get("target"))
    return source, target, row["kind"], row["detail"]


def _places(row: Row) -> list[str]:
    return [f"{each['path']}:{each['line']}" for each in cast(list[Place], row["evidence"])]


def test_every_service_is_there_and_no_other(graph: dict[str, list[Row]]) -> None:
    keys = ("name", "kind", "engine", "path")
    found = {str(row["name"]): {key: row[key] for key in keys} for row in graph["services"]}
    assert found == {row["name"]: {"engine": "", **row} for row in EXPECTED["services"]}


def test_every_dependency_is_there_with_its_lines(graph: dict[str, list[Row]]) -> None:
    found = {_ends(row): _places(row) for row in graph["edges"]}
    for row in EXPECTED["edges"]:
        assert found[_ends(row)] == row["evidence"]


def test_no_other_dependency_is_there_but_known_ones(graph: dict[str, list[Row]]) -> None:
    found = {_ends(row) for row in graph["edges"]}
    known = {_ends(row) for row in GAPS["extra_edges"]}
    assert found - {_ends(row) for row in EXPECTED["edges"]} == known
    assert not found & {_ends(row) for row in GAPS["missing_edges"]}, "move it out of the gaps"


@pytest.mark.parametrize("row", EXPECTED["must_not"], ids=lambda row: f"{row['from']} {row['to']}")
def test_look_alikes_are_no_dependencies(graph: dict[str, list[Row]], row: Row) -> None:
    assert not [e for e in graph["edges"] if (e["source"], e["target"]) == (row["from"], row["to"])]


def test_tables_are_those_that_a_person_sees(graph: dict[str, list[Row]]) -> None:
    found = [
        {
            "store": store["name"],
            "service": user["service"],
            "data_set": s["name"],
            "mode": s["mode"],
        }
        for store in graph["datastores"]
        for user in cast(list[Row], store["accessed_by"])
        for s in cast(list[Row], user["objects"])
    ]
    assert sorted(found, key=str) == sorted(EXPECTED["data"], key=str)
    assert not [row for row in GAPS["missing_data"] if row in found], "move it out of the gaps"


def test_calls_without_target_are_told(graph: dict[str, list[Row]]) -> None:
    found = [
        {"place": f"{r['path']}:{r['line']}", "cause": r["cause"]} for r in graph["unresolved"]
    ]
    expected = [*EXPECTED["lost"], *GAPS["extra_lost"]]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_the_text_of_services_shows_the_same_dependencies(graph: dict[str, list[Row]]) -> None:
    found, name = set(), ""
    for line in _said("services", "-v").partition("Calls whose target")[0].splitlines():
        if arrow := re.match(r"  -> ([\w-]+)", line):
            found.add((name, arrow[1]))
        elif line[:1].strip():
            name = line.split()[0]
    assert found == {(row["source"], row["target"]) for row in graph["edges"]}


def test_the_text_of_data_shows_what_is_shared() -> None:
    found = re.findall(r"^  shared: ([\w.]+):", _said("data"), re.M)
    assert sorted(found) == sorted([*EXPECTED["shared"], *GAPS["extra_shared"]])
