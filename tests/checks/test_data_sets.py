"""In which database a table is that several components name."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from driftscan.checks.data_uses import DataSet, data_sets
from driftscan.checks.question import CheckInput
from driftscan.graph.components import NOBODY
from driftscan.model.graph import Access, Dependency, Kind

_STORE = 9

# Rows: component, database and table as code or a manifest says them. Expected: by database of a
# table `orders` its users.
CASES: dict[str, tuple[list[tuple[int, str, str]], dict[str, list[int]]]] = {
    "all say it": ([(0, "shop", "orders"), (1, "shop", "orders")], {"shop": [0, 1]}),
    "nobody says it": ([(0, "", "orders"), (1, "", "orders")], {"": [0, 1]}),
    "one says it": ([(0, "", "orders"), (1, "shop", "orders")], {"shop": [0, 1]}),
    "each uses one database, and its code does not say it": (
        [(0, "shop", ""), (0, "", "orders"), (1, "till", ""), (1, "", "Orders")],
        {"shop": [0], "till": [1]},
    ),
    "its own goes before what others say": (
        [(0, "shop", ""), (0, "", "orders"), (1, "till", "orders")],
        {"shop": [0], "till": [1]},
    ),
    "who uses two may mean either": (
        [(0, "shop", ""), (0, "till", ""), (0, "", "orders"), (1, "shop", "orders")],
        {"shop": [0, 1]},
    ),
    "what is in no component is not one": (
        [(NOBODY, "shop", ""), (NOBODY, "", "orders"), (1, "", "orders")],
        {"": [2, 1]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_database(case: str) -> None:
    rows, expected = CASES[case]
    homes = {at: home for at, (home, _, _) in enumerate(rows)}
    accesses = [
        Access(at, _STORE, Kind.WRITE, database, name, (1,))
        for at, (_, database, name) in enumerate(rows)
    ]
    question = SimpleNamespace(
        graph=SimpleNamespace(
            internal=[Dependency(a.source, _STORE, a.kind, (1,)) for a in accesses]
        ),
        accesses=accesses,
        territory=SimpleNamespace(home=homes),
    )
    found: dict[DataSet, Any] = data_sets(cast("CheckInput", question))
    told = {
        each.database: [homes[a.source] if homes[a.source] != NOBODY else 2 for a in used]
        for each, used in found.items()
    }
    assert told == expected
