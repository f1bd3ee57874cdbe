"""`driftscan owners` on real repositories: commits in, the table out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from driftscan.cli.run import run
from tests.making_history import Row, repository_of

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, owner: "@payments"}
  shop: {path: shop}
  tools: {path: tools}
rules: []
"""
CODEOWNERS = "billing/ @finance\nshop/ @shop\n"
Answer = dict[str, dict[str, object]]


def lines(count: int, mark: str) -> str:
    return "".join(f"{mark}{number} = {number}\n" for number in range(count))


def past() -> Iterator[Row]:
    """Two years in which ann and bob take turns in billing, cho alone works on the shop."""
    yield Row(
        0,
        "ann",
        {
            "driftscan.yaml": SPEC,
            "CODEOWNERS": CODEOWNERS,
            "billing/invoice.py": lines(20, "a"),
            "shop/cart.py": lines(10, "a"),
            "tools/report.py": lines(5, "a"),
        },
    )
    for turn in range(20):
        yield Row(
            800 + 10 * turn, ("ann", "bob")[turn % 2], {"billing/invoice.py": lines(20, f"b{turn}")}
        )
        yield Row(803 + 10 * turn, "cho", {"shop/cart.py": lines(10, f"c{turn}")})


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")
    return repository_of(tmp_path / "shop", past())


@pytest.fixture
def owners(shop: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run_it(*arguments: str) -> str:
        capfd.readouterr()
        assert run(["owners", str(shop), *arguments]) == 0
        return capfd.readouterr().out

    return run_it


def rows(text: str) -> Answer:
    return {row["name"]: row for row in json.loads(text)["rows"]}


def test_who_owns_what_and_through_how_many_hands_it_goes(owners: Callable[..., str]) -> None:
    found = rows(owners("--output-format", "json"))
    told = {
        name: [row[key] for key in ("files", "people", "handoffs", "one", "nobody")]
        for name, row in found.items()
    }
    assert told == {
        "@payments": [1, 2, 19, 0, 0],  # the first turn is by ann, who made it
        "@shop": [1, 1, 1, 1, 0],  # from ann, who made it, to cho
        "": [1, 0, 0, 0, 1],
    }
    assert found["@payments"]["fragments"] == 0.5
    assert found["@payments"]["components"] == ["billing"]


def test_rework_is_what_was_rewritten_within_three_weeks(owners: Callable[..., str]) -> None:
    found = rows(owners("--output-format", "json"))
    # Every 10 days all lines are replaced; those of the first turn were two years old.
    assert found["@payments"]["rework"] == 19 * 20
    assert found["@shop"]["rework"] == 19 * 10
    assert found[""]["rework"] == 0


def test_two_answers_and_no_answer(owners: Callable[..., str]) -> None:
    document = json.loads(owners("--output-format", "json"))
    assert document["unowned"] == ["tools"]
    assert document["two_answers"] == [
        {
            "component": "billing",
            "declared": "@payments",
            "others": ["@finance"],
            "files": 1,
            "of": 1,
        }
    ]


def test_nobody_is_named_unless_asked(owners: Callable[..., str]) -> None:
    for form in ("text", "json", "csv"):
        plain, named = (owners("-v", "--output-format", form, *more) for more in ([], ["--names"]))
        assert not any(name in plain.lower() for name in ("ann", "bob", "cho", "example.org"))
        assert "Cho" in named
        assert "example.org" not in named


def test_text_fits_80_columns(owners: Callable[..., str]) -> None:
    for by in ("owner", "component"):
        text = owners("--by", by, "--names")
        assert max(map(len, text.splitlines())) <= 80
        assert "Code without an owner in: tools" in text
        assert "billing: @payments in the spec, @finance for 1 of 1 file" in text


def test_csv_has_a_row_for_each(owners: Callable[..., str]) -> None:
    head, *body = owners("--by", "component", "--output-format", "csv").split("\r\n")[:-1]
    assert head.startswith('"name","owner","components","files"')
    assert [row.split(",")[:2] for row in body] == [
        ['"billing"', '"\'@payments"'],
        ['"shop"', '"\'@shop"'],
        ['"tools"', '""'],
    ]


def test_an_address_in_place_of_a_name_is_not_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = [
        Row(row.day, row.who, row.files, author="cho@example.org" if row.who == "cho" else "")
        for row in past()
    ]
    root = repository_of(tmp_path / "shop", rows)
    assert run(["owners", str(root), "--names", "-v"]) == 0
    text = capfd.readouterr().out
    assert "@shop: cho" in text
    assert "example.org" not in text


@pytest.mark.parametrize("made", ["no repository", "a week"])
def test_without_history_owners_are_still_told(
    made: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = {"driftscan.yaml": SPEC, "billing/a.py": "", "shop/b.py": "", "tools/c.py": ""}
    root = tmp_path / "young"
    if made == "a week":
        repository_of(root, [Row(0, "ann", files), Row(7, "bob", {"shop/b.py": "a = 1\n"})])
    else:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
    assert run(["owners", str(root), "--output-format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["has_history"] is False
    assert [row["name"] for row in document["rows"]] == ["@payments", ""]
    assert len(document["notes"]) == 1
