"""Ways of doing one thing in, the libraries that the summary names out."""

import pytest

from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.report.audit.ways import several_libraries


def way(name: str, standing: str = "other", files: int = 3, cost: float | None = 5.0) -> WayTaken:
    """A way of telling the time. What is home-made has a name in brackets."""
    user = WayUser(
        component="shop",
        owner="",
        packages=(name,),
        sites=(Location(b"a", 1),),
        files=files,
        cost=cost,
    )
    return WayTaken(
        capability="dates",
        title="Dates and times",
        purpose="",
        language="rust",
        name=name.strip("()"),
        home_made=name.startswith("("),
        standing=standing,
        confidence=1.0,
        users=(user,),
    )


BOTH = ["dates and times (time, chrono)"]
CASES: dict[str, tuple[list[WayTaken], bool, list[str]]] = {
    "two that compete": ([way("time", "usual"), way("chrono")], True, BOTH),
    "what goes together": ([way("time", "only"), way("chrono", "only")], True, []),
    "one that stands in one file": ([way("time", "usual"), way("chrono", files=1)], True, []),
    "one that tests alone use": ([way("time", "usual"), way("chrono", cost=0.0)], True, []),
    "nothing is known of costs": (
        [way("time", "usual", cost=None), way("chrono", cost=None)],
        False,
        BOTH,
    ),
    "what is home-made is known by its shape": ([way("time", "usual"), way("(Clock)")], True, []),
}


@pytest.mark.parametrize("case", CASES)
def test_libraries_of_one_thing(case: str) -> None:
    ways, with_costs, told = CASES[case]
    sprawl = Sprawl(components=("shop",), ways=tuple(ways), by_folder=False, modules=9)
    assert several_libraries(sprawl, with_costs) == told
