"""What to do first and what changes together, as text: values in, lines of 80 columns out."""

from collections.abc import Iterable

import pytest

from driftscan.model.co_change import CoChange, CoChanges, SharedPart
from driftscan.model.finding import Cut
from driftscan.model.ranking import BoundFile, FirstThings, Price, Task
from driftscan.rank.price import price_of
from driftscan.report.terminal.first_things import tasks_text
from driftscan.report.terminal.grid import grid
from driftscan.report.terminal.together import together_text
from driftscan.report.view import PLAIN, View

NOTHING = CoChanges(files=(), parts=(), shared=(), explained=0, commits=0, large=0)


def pair(source: str, target: str, kind: str = "", *, depend: bool = False) -> CoChange:
    return CoChange(
        source=source,
        target=target,
        components=(source, target),
        owners=("", ""),
        kinds=(kind, kind),
        together=9,
        days=8,
        people=1,
        changes=(10, 12),
        by_chance=0.44,
        cost=75.4,
        commits=("0123456789abcdef",),
        parts_depend=depend,
    )


def task(**said: object) -> Task:
    values: dict[str, object] = {
        "title": "deny shop->billing: 4 findings in shop -> billing",
        "reason": "Billing's internals change weekly.",
        "owner": "",
        "cost": 150.2,
        "files": 5,
        "costliest": (BoundFile(b"billing/models.py", 100), BoundFile(b"shop/\xffcart.py", 40)),
        "cut": tuple(Cut("shop.cart", f"billing.part{number}", 2) for number in range(5)),
        "findings": ("0123456789ab",),
        **said,
    }
    return Task(**values)  # type: ignore[arg-type]


def told(lines: Iterable[str]) -> str:
    listed = list(lines)
    assert all(len(line) <= 80 for line in listed)
    return " ".join(" ".join(listed).split())


def tasks(*each: Task, price: Price | None = None) -> str:
    things = FirstThings(findings=(), tasks=each, together=NOTHING, has_spec=True)
    return told(tasks_text(things, price, PLAIN))


def test_a_task() -> None:
    assert tasks(task(), price=Price(4.2, "EUR")) == (
        "First thing to do 1. deny shop->billing: 4 findings in shop -> billing "
        "why: Billing's internals change weekly. owner: nobody is named "
        "cost: 150 changed lines a quarter (÷2…\u00d72) in 5 files: billing/models.py 100 + "
        "shop/\\xffcart.py 40 + 3 more files 10; at your 4.2 EUR a line: 631 EUR "
        "least cut: 10 statements: shop.cart -> billing.part0, shop.cart -> billing.part1, "
        "shop.cart -> billing.part2 and 2 more more: driftscan explain 0123456789ab"
    )


def test_what_is_accepted_and_what_has_no_cut_is_said() -> None:
    text = tasks(task(accepted=True), task(cut=(), findings=()))
    assert "shop -> billing (accepted in the baseline)" in text
    assert "least cut: none known; there is no dependency to cut" in text


def test_nothing_to_do_is_no_heading() -> None:
    assert tasks() == ""


@pytest.mark.parametrize(
    ("together", "said", "unsaid"),
    [
        (NOTHING, "Of 0 commits in two years.", "hanged"),
        (
            CoChanges(
                files=(),
                parts=(pair("a", "b", "service", depend=True), pair("c", "d", depend=True)),
                shared=(),
                explained=1,
                commits=40,
                large=2,
            ),
            "Deployed apart, changed together a and b 9 of 10 and 12 changes, on 8 days by one "
            "person; chance would give 0.4; 75 lines a quarter Of 40 commits in two years. Not "
            "listed: 1 pair of files that imports join.",
            "c and d",
        ),
        (
            CoChanges(
                files=(),
                parts=(pair("c", "d"),),
                shared=(SharedPart("core", "@core", ("@a", "@b", "@c"), 12, 20, 5.0),),
                explained=0,
                commits=40,
                large=2,
            ),
            "Shared by many: a change here comes with changes of several others core: 12 of 20 "
            "changes together with @a, @b, @c",
            "Deployed apart",
        ),
    ],
)
def test_what_changes_together(together: CoChanges, said: str, unsaid: str) -> None:
    text = told(together_text(together, PLAIN))
    assert said in text
    assert unsaid not in text


def test_commits_are_shown_in_full_lists() -> None:
    together = CoChanges(
        files=(pair("a", "b"),), parts=(), shared=(), explained=0, commits=9, large=0
    )
    assert "newest: 0123456789" in told(together_text(together, View(verbose=True)))
    assert "newest" not in told(together_text(together, PLAIN))


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("4.20 EUR", Price(4.2, "EUR")),
        ("0.5h", Price(0.5, "h")),
        (" 3 ", Price(3, "")),
        ("EUR 3", None),
        ("-3", None),
        ("", None),
        ("1e9", None),
        ("1" * 12, None),
    ],
)
def test_prices(text: str, price: Price | None) -> None:
    assert price_of(text) == price


def test_a_name_too_long_for_its_place_stands_above_its_figures() -> None:
    rows = [("x" * 90, "1", "22"), ("short", "333", "4")]
    lines = list(grid(("name", "one", "two"), rows))
    assert lines[1] == "x" * 90
    assert lines[2].split() == ["1", "22"]
    assert lines[3].startswith("short ")
    assert {len(line) for line in lines if line != "x" * 90} == {80}
