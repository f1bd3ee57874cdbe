"""Which commit brought which finding, in repositories that know the answer."""

import datetime
from pathlib import Path

import pytest

from driftscan.model.trend import Trend
from driftscan.stages.trend import TrendRequest, trend_of
from tests.drift.growing import Grown, Growth

TODAY = datetime.date(2026, 11, 20)


def asked(place: Path, **wanted: object) -> TrendRequest:
    values = {
        "path": str(place),
        "revision": "HEAD",
        "config": "",
        "use_cache": False,
        "workers": 1,
        "today": TODAY,
        "every": "month",
        "since": "9y",
        "with_findings": True,
        "store": "",
    }
    return TrendRequest(**{**values, **wanted})  # type: ignore[arg-type]


def grown(place: Path, seed: int, count: int) -> Grown:
    growth = Growth(seed)
    growth.grow(count)
    return growth.write(place)


def told(trend: Trend) -> set[tuple[str, bool, tuple[str, str, str]]]:
    assert all(passage.is_exact for passage in trend.passages)
    return {
        (passage.by, passage.came, (known.rule, known.source, known.target))
        for passage in trend.passages
        if (known := trend.known[passage.finding])
    }


def test_each_of_500_commits_is_told_what_it_brought(tmp_path: Path) -> None:
    truth = grown(tmp_path / "r", 1, 500)
    found = trend_of(asked(tmp_path / "r", every="commit"), None)
    assert len(truth.passages()) > 150
    assert told(found) == truth.passages()


@pytest.mark.parametrize("every", ["week", "month", "quarter"])
def test_it_is_told_whatever_the_distance_of_points(tmp_path: Path, every: str) -> None:
    truth = grown(tmp_path / "r", 2, 120)
    found = trend_of(asked(tmp_path / "r", every=every), None)
    assert told(found) == truth.passages()


def test_what_was_there_before_the_first_point_has_no_commit(tmp_path: Path) -> None:
    truth = grown(tmp_path / "r", 4, 120)
    found = trend_of(asked(tmp_path / "r", since="30d"), None)
    first = truth.commits.index(found.points[0].landed.id)
    assert first > 0
    assert told(found) == {
        passage for passage in truth.passages() if truth.commits.index(passage[0]) > first
    }


def test_points_that_are_there_are_not_scanned_again(tmp_path: Path) -> None:
    grown(tmp_path / "r", 3, 60)
    first = trend_of(asked(tmp_path / "r"), None)
    again = trend_of(asked(tmp_path / "r"), None)
    assert first.fresh > 0
    assert again.fresh == 0
    assert again.passages == first.passages
    assert again.points == first.points
