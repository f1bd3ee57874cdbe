"""What a merge brought is told of the commit of its branch that did it, or of the merge alone."""

import json
from pathlib import Path

import pytest

from driftscan.drift.origins import origin
from driftscan.model.trend import Trend
from driftscan.report import trend_json
from driftscan.report.terminal import trend as trend_text
from driftscan.report.view import View
from driftscan.stages import branches
from driftscan.stages.trend import trend_of
from tests.drift.branching import Branched, Branching
from tests.drift.test_attribution import asked


@pytest.mark.parametrize(
    ("parents", "is_so", "came", "gone"),
    [
        pytest.param("m:ab b:a", "mb", "b", "b", id="one commit"),
        pytest.param("m:ac c:b b:a", "mbc", "b", "b", id="the earlier of two"),
        pytest.param("m:ac c:b b:a", "mc", "c", "c", id="the later of two"),
        pytest.param("m:ab b:a", "m", "m", "m", id="none of them"),
        pytest.param("m:ab b:o", "mbo", "m", "m", id="before the branch began"),
        pytest.param("m:abc b:o c:o", "mc", "c", "c", id="one of two branches"),
        pytest.param("m:ad d:cb b:o c:o", "mdb", "b", "b", id="a merge within"),
        pytest.param("m:ad d:co c:o", "md", "d", "d", id="by the merge within"),
        pytest.param("m:ad d:cp c:o", "mdco", "m", "d", id="never there on one side of it"),
        pytest.param("m:ab b:", "mb", "b", "b", id="a history of its own"),
    ],
)
def test_the_commit_behind_a_merge(parents: str, is_so: str, came: str, gone: str) -> None:
    rows = dict(row.split(":") for row in parents.split())
    found = {id: tuple(before) for id, before in rows.items()}
    assert origin("m", found, True, is_so.__contains__) == came
    assert origin("m", found, False, is_so.__contains__) == gone


def branched(place: Path, seed: int, rounds: int) -> Branched:
    growth = Branching(seed)
    growth.grow(rounds)
    return growth.write(place)


def told(trend: Trend) -> dict[tuple[str, bool], str]:
    return {(trend.known[p.finding].source, p.came): p.origin for p in trend.passages}


@pytest.mark.parametrize("seed", range(6))
def test_each_finding_is_told_of_the_commit_that_wrote_it(tmp_path: Path, seed: int) -> None:
    truth = branched(tmp_path / "r", seed, 12)
    found = trend_of(asked(tmp_path / "r"), None)
    expected = {what: commit for what, commit in truth.truth.items() if what in told(found)}
    assert told(found) == expected
    assert len(expected) > 15
    assert any(passage.is_merge and passage.origin != passage.by for passage in found.passages)
    assert all(p.origin in truth.merges for p in found.passages if p.is_merge and p.origin == p.by)


def test_a_second_look_scans_nothing(tmp_path: Path) -> None:
    branched(tmp_path / "r", 1, 8)
    first = trend_of(asked(tmp_path / "r"), None)
    again = trend_of(asked(tmp_path / "r"), None)
    assert (again.fresh, again.passages) == (0, first.passages)


def test_it_is_shown(tmp_path: Path) -> None:
    truth = branched(tmp_path / "r", 2, 12)
    found = trend_of(asked(tmp_path / "r"), None)
    text = trend_text.render(found, View(verbose=True))
    assert "on its branch: " in text
    assert "by the merge itself" in text
    rows = {line.partition(" ")[0] for line in text.splitlines()}
    assert "job_runners" in rows
    _, at_every_point, names = trend_text.render(found, View()).partition("0 at every point: ")
    assert at_every_point
    assert "job_runners" in names
    passages = json.loads(trend_json.render(found))["passages"]
    assert {one["origin"] for one in passages} <= set(truth.truth.values())


def test_a_merge_of_very_many_is_said_not_to_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branches, "MOST", 1)
    branched(tmp_path / "r", 2, 12)
    found = trend_of(asked(tmp_path / "r"), None)
    assert "too many to look into" in trend_text.render(found, View(verbose=True))
    assert any(one.origin == "" for one in found.passages)
