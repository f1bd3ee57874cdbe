"""Things that could be looked at first in, those that are and their order out."""

import pytest

from driftscan.report.audit.documents import FirstThingJson
from driftscan.report.audit.firsts import in_turn


def thing(kind: str, cost: float | None) -> FirstThingJson:
    return FirstThingJson(
        kind=kind,
        title="",
        reason="",
        owner="",
        cost=cost,
        files=[],
        view="findings",
        finding="",
    )


Kinds = list[tuple[str, float | None]]
CASES: dict[str, tuple[Kinds, bool, Kinds]] = {
    "what binds most comes first": (
        [("finding", 5), ("cycle", 36), ("together", 114), ("cost", 100)],
        False,
        [("together", 114), ("cost", 100), ("cycle", 36)],
    ),
    "data that several write comes before what has a cost": (
        [("cycle", 900), ("data", None), ("cost", 80)],
        False,
        [("data", None), ("cycle", 900), ("cost", 80)],
    ),
    "one of each kind before two of any": (
        [("finding", 90), ("finding", 80), ("cycle", 2)],
        False,
        [("finding", 90), ("cycle", 2), ("finding", 80)],
    ),
    "what is declared comes first": (
        [("finding", 5), ("finding", 4), ("cycle", 900), ("data", None)],
        True,
        [("finding", 5), ("finding", 4), ("data", None)],
    ),
    "nothing": ([], False, []),
}


@pytest.mark.parametrize("case", CASES)
def test_first_three(case: str) -> None:
    told, is_declared, first = CASES[case]
    found = in_turn([thing(kind, cost) for kind, cost in told], is_declared)
    assert [(each.kind, each.cost) for each in found] == first
