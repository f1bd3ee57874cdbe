"""Definitions before and after a change: a tree, what is written over it, what is told."""

import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from driftscan.cli.run import run
from driftscan.drift.term_differences import term_differences
from driftscan.journeys.comparison import Wanted, compare
from driftscan.model.diff import Diff
from driftscan.model.term import Apart, Defined, Row, Term, Vocabulary
from driftscan.pipeline import Request
from tests.drift.test_attribution import TODAY
from tests.sources.making import commit, git, repository, tree

SPEC = """\
driftscan: 1
components: {bank: {path: bank}, shop: {path: shop}, gym: {path: gym}}
rules: [{independent: [bank, shop, gym]}]
"""
FILES = {
    "driftscan.yaml": SPEC,
    "bank/a.py": "def is_active_user(u):\n    return u.status == 'active'\n",
    "shop/a.py": "",
    "gym/a.py": "",
}
INVITED = "def is_active_user(u):\n    return u.status in ('active', 'invited')\n"
PENDING = "def is_active_user(u):\n    return u.status == 'pending'\n"
ACTIVE = FILES["bank/a.py"]
ORDER = "class Order:\n    buyer: str\n    total_sum: {0}\n    coupon: str\n"
PHASE = "class OrderPhase(Enum):\n    NEW = 'new'\n    PAID = 'paid'\n    SENT = 'sent'\n"
ENUM = "from enum import Enum\n\n\n" + PHASE
WITH_LOST = ENUM + "    LOST = 'lost'\n"


def told(diff: Diff) -> list[str]:
    return [f"{each.how}, {each.kind}: {'; '.join(each.says)}" for each in diff.terms or ()]


def differences(place: Path, **asked: object) -> Diff:
    values = {"path": str(place), "base": "HEAD", "use_cache": False, "today": TODAY, "workers": 1}
    request = Request(**{**values, **asked})  # type: ignore[arg-type]
    return compare(request, None, Wanted(definitions=True))


@pytest.mark.parametrize(
    ("before", "change", "expected"),
    [
        pytest.param({"shop/a.py": INVITED}, {}, [], id="nothing changed"),
        pytest.param({}, {"shop/a.py": ACTIVE}, [], id="said again, and alike"),
        pytest.param(
            {},
            {"shop/a.py": INVITED},
            ["added, meaning: bank says status is active; shop says status is active or invited"],
            id="a second meaning",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"shop/a.py": ACTIVE},
            ["removed, meaning: no longer differs between bank and shop"],
            id="they agree",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"shop/a.py": ""},
            ["removed, meaning: left to bank"],
            id="one of them is left",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"shop/a.py": "", "bank/a.py": ""},
            ["removed, meaning: no longer defined by any"],
            id="nobody is left",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"shop/a.py": PENDING},
            ["changed, meaning: status in shop: active or invited, now pending"],
            id="another difference",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"gym/a.py": PENDING},
            ["changed, meaning: new: gym says status is pending"],
            id="a third one joins",
        ),
        pytest.param(
            {"shop/a.py": INVITED, "gym/a.py": PENDING},
            {"gym/a.py": ""},
            ["changed, meaning: gone: gym says status is pending"],
            id="a third one leaves",
        ),
        pytest.param(
            {"shop/a.py": ORDER.format("int"), "bank/a.py": ORDER.format("int")},
            {"bank/a.py": ORDER.format("list[str]")},
            ["added, entity: total sum is list of text in bank, and integer in shop"],
            id="a field of another type",
        ),
        pytest.param(
            {"shop/a.py": ENUM, "bank/a.py": WITH_LOST},
            {"bank/a.py": WITH_LOST + "    BACK = 'back'\n"},
            ["changed, enum: back is missing in shop"],
            id="one more label",
        ),
        pytest.param(
            {"shop/a.py": ENUM, "bank/a.py": WITH_LOST + "    BACK = 'back'\n"},
            {"shop/a.py": WITH_LOST},
            ["changed, enum: lost differs no more"],
            id="one label less",
        ),
        pytest.param(
            {"shop/a.py": "VAT_RATE = 0.19\n", "bank/a.py": "VAT_RATE = 0.16\n"},
            {"bank/a.py": "VAT_RATE = 0.07\n"},
            ["changed, constant: value in bank: 0.16, now 0.07"],
            id="a constant",
        ),
        pytest.param(
            {"shop/a.py": INVITED},
            {"shop/a.py": "# moved\n", "shop/b.py": INVITED},
            [],
            id="moved inside of a component",
        ),
    ],
)
def test_terms(
    tmp_path: Path, before: dict[str, str], change: dict[str, str], expected: list[str]
) -> None:
    place = repository(tmp_path / "r", dict(FILES | before))
    tree(place, change)
    assert told(differences(place)) == expected


def test_a_place_of_each_component_is_shown(tmp_path: Path) -> None:
    place = repository(tmp_path / "r", FILES)
    tree(place, {"shop/a.py": "\n\n" + INVITED})
    [change] = differences(place).terms or ()
    assert [(each.path, each.line) for each in change.evidence] == [
        (b"bank/a.py", 1),
        (b"shop/a.py", 3),
    ]


def test_two_commits_and_the_other_way_round(tmp_path: Path) -> None:
    """What one direction adds, the other takes away."""
    place = repository(tmp_path / "r", FILES)
    tree(place, {"shop/a.py": INVITED})
    commit(place)
    first, last = git(place, "rev-parse", "HEAD~1", "HEAD").decode().split()
    request = Request(
        path=str(place), base=first, revision=last, use_cache=False, today=TODAY, workers=1
    )
    wanted = Wanted(exactly=True, definitions=True)
    there = compare(request, None, wanted).terms or ()
    back = Request(
        path=str(place), base=last, revision=first, use_cache=False, today=TODAY, workers=1
    )
    again = compare(back, None, wanted).terms or ()
    assert [each.how for each in there] == ["added"]
    assert [each.how for each in again] == ["removed"]


def test_they_are_asked_for_only_if_wanted(tmp_path: Path) -> None:
    place = repository(tmp_path / "r", FILES)
    request = Request(path=str(place), base="HEAD", use_cache=False, today=TODAY, workers=1)
    assert compare(request, None, Wanted()).terms is None
    assert compare(request, None, Wanted(definitions=True)).terms == ()


def _term(*components: str, differs: bool = True) -> Term:
    cells = tuple("ab"[at % 2] if differs else "a" for at in range(len(components)))
    return Term(
        kind="entity",
        name="order",
        components=components,
        places=tuple(
            Defined(component=name, path=b"a", line=1, name="Order", form="class")
            for name in components
        ),
        relation="differs" if differs else "same",
        rows=(Row(aspect="type", subject="sum", cells=cells, differs=differs),),
        apart=(Apart(one=0, other=1, differences=("sum is a or b",)),) if differs else (),
        sentences=tuple(f"{name} has 3 fields" for name in components),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([("bank", "shop"), ("gym", "web")], [("gym", "web"), ("bank", "shop")], []),
        ([("gym", "web")], [("bank", "shop"), ("gym", "web")], [("added", ("bank", "shop"))]),
        ([("bank", "shop"), ("gym", "web")], [("gym", "web")], [("removed", ("bank", "shop"))]),
        (
            [("bank", "shop")],
            [("gym", "web")],
            [("added", ("gym", "web")), ("removed", ("bank", "shop"))],
        ),
    ],
)
def test_terms_of_one_name(
    before: list[tuple[str, ...]],
    after: list[tuple[str, ...]],
    expected: list[tuple[str, tuple[str, ...]]],
) -> None:
    """Two entities may share a name; each is held against its own past."""
    old = Vocabulary(terms=tuple(_term(*names) for names in before))
    new = Vocabulary(terms=tuple(_term(*names) for names in after))
    found = term_differences(old, new)
    assert [(each.how, each.components) for each in found] == expected


def test_who_only_may_speak_of_the_same_is_not_told_to_differ() -> None:
    """Who or what counts is compared with everybody who answers to the name."""
    shaky = Apart(one=0, other=2, differences=("status",), is_sure=False)
    sure = Apart(one=0, other=1, differences=("status",))
    term = replace(_term("bank", "shop", "web"), kind="meaning", apart=(sure, shaky))
    [change] = term_differences(Vocabulary(), Vocabulary(terms=(term,)))
    assert change.components == ("bank", "shop")
    unsure = replace(term, apart=(shaky,), relation="unsure")
    assert term_differences(Vocabulary(), Vocabulary(terms=(unsure,))) == ()
    [gone] = term_differences(Vocabulary(terms=(term,)), Vocabulary(terms=(unsure,)))
    assert (gone.how, gone.says) == (
        "removed",
        ("still differs, but need no longer be one thing",),
    )


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = repository(tmp_path / "r", FILES)
    tree(place, {"shop/a.py": INVITED})
    options = ["diff", "HEAD", "--path", str(place), "--no-cache", "--definitions"]
    assert run([*options, "--output-format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    schemas = Path(__file__).parents[2] / "driftscan" / "report" / "schemas"
    jsonschema.validate(document, json.loads((schemas / "diff.json").read_text()))
    assert [each["name"] for each in document["definitions"]] == ["active user"]
    assert run(options) == 0
    text = capfd.readouterr().out
    assert "Definitions that differ  +1" in text
    assert max(map(len, text.splitlines())) <= 80
    assert run([*options, "--output-format", "markdown"]) == 0
    assert "### Definitions that differ" in capfd.readouterr().out
