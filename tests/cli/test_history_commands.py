"""`hotspots` and `backtest` as a user types them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftscan.cli import hotspots
from driftscan.stages import hotspots as stage
from tests.history.story import Told, text, told, weekly

Run = Callable[..., Any]
SPEC = b"""driftscan: 1
components:
  core: {path: app/core.py, kind: service, owner: "@acme/core"}
  rest: {path: app}
sources: {exclude: [app/left_out.py]}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first = Told(
        days=600,
        files={
            b"driftscan.yaml": SPEC,
            b"app/rest.py": text(1),
            b"app/left_out.py": text(1),
            b"CODEOWNERS": b"app/ @acme/all\n",
            b"tests/test_core.py": text(1),
        },
    )
    return told(tmp_path_factory.mktemp("shop") / "shop", [first, *weekly(80)])


def test_json(driftscan: Run, shop: Path) -> None:
    result = driftscan("hotspots", shop, "--output-format", "json")
    document = json.loads(result.out)
    assert result.code == 0
    assert [(file["path"], file["component"]) for file in document["files"]] == [
        ("app/core.py", "core"),
        ("app/rest.py", "rest"),
    ]
    costs = {file["path"]: file["cost"] for file in document["files"]}
    for file in document["files"]:
        product = file["changes_per_quarter"] * file["lines_per_change"]
        assert file["cost"] == pytest.approx(product, rel=0.01)
    named = {key: [part["name"] for part in document[key]] for key in ("components", "services")}
    assert named == {"components": ["core", "rest"], "services": ["core"]}
    owners = {part["name"]: part["cost"] for part in document["owners"]}
    assert owners == {"@acme/core": costs["app/core.py"], "@acme/all": costs["app/rest.py"]}


def test_text_and_order(driftscan: Run, shop: Path) -> None:
    result = driftscan("hotspots", shop, "--top", "1")
    assert "app/core.py: ≈ " in result.out
    assert "1 further file" in result.out
    assert all(len(line) <= 80 for line in result.out.splitlines())
    by_size = driftscan("hotspots", shop, "--sort", "loc", "--output-format", "csv").out
    assert by_size.splitlines()[1].startswith('"app/core.py"')


def test_backtest_says_when_history_is_too_short(driftscan: Run, shop: Path) -> None:
    result = driftscan("backtest", shop)
    assert result.code == 2
    assert "too short or too quiet for a backtest: it spans 600 days" in result.err


def test_backtest(driftscan: Run, tmp_path: Path) -> None:
    """Thirty files, of which the first ten are changed by turns, more often the first they are."""
    names = [b"app/part%02d.py" % at for at in range(30)]
    story = [Told(days=1800, files=dict.fromkeys(names, text(0)))]
    for turn in range(500):
        busy = [names[at] for at in range(10) if turn % (at + 1) == 0]
        story.append(Told(days=1750 - 3.5 * turn, files={name: text(turn + 1) for name in busy}))
    result = driftscan("backtest", told(tmp_path / "busy", story), "--output-format", "json")
    document = json.loads(result.out)
    assert [cut["months"] for cut in document["cuts"]] == [12, 24]
    ours, size = document["means"][:2]
    assert (ours["ranking"], size["ranking"]) == ("expected change cost", "lines of code")
    assert ours["lines"] > 0.8 > size["lines"]
    assert ours["captured"] == 1.0


def test_every_order_that_is_offered_is_known() -> None:
    assert hotspots.SORTS == stage.SORTS
