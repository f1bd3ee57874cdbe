"""What a walk over revisions says is what a scan of each says."""

import datetime
from pathlib import Path

import pytest

from driftscan.model.trend import Observed
from driftscan.pipeline import Request, scan
from driftscan.sources.first_parents import FirstParents
from driftscan.stages.trend import trend_of
from tests.drift.growing import SPEC, Growth
from tests.drift.test_attribution import TODAY, asked


@pytest.mark.parametrize("seed", [11, 12])
def test_each_point_is_a_scan_of_its_revision(tmp_path: Path, seed: int) -> None:
    place = tmp_path / "r"
    growth = Growth(seed)
    growth.grow(25)
    growth.write(place)
    without_late = "\n".join(line for line in SPEC.splitlines() if "late" not in line)
    (place / "driftscan.yaml").write_text(without_late)  # a scan refuses what is not there yet
    found = trend_of(asked(place, every="commit", with_findings=False), None)
    assert len(found.points) == 25
    for point in found.points[::4]:
        assert _scanned(place, point.landed.id) == _told(point.observed)


def _scanned(place: Path, revision: str) -> tuple[list[str], int, int]:
    result = scan(
        Request(path=str(place), revision=revision, use_cache=False, today=TODAY, workers=1)
    )
    return (
        sorted(finding.id for finding in result.findings),
        result.coverage.modules,
        result.coverage.unresolved,
    )


def _told(observed: Observed) -> tuple[list[str], int, int]:
    numbers = {one.measure: one.part for one in observed.readings}
    return list(observed.findings), numbers["modules"], numbers["unresolved"]


def test_what_commits_touched(tmp_path: Path) -> None:
    growth = Growth(5)
    growth.grow(20)
    truth = growth.write(tmp_path / "r")
    line = FirstParents(str(tmp_path / "r"), "main")
    assert tuple(commit.id for commit in line.commits) == truth.commits
    touched = line.touched("", truth.commits[-1])
    assert list(touched)[-1] == truth.commits[0]
    assert b"api/a.py" in touched[truth.commits[0]].shape
    assert line.commits[-1].time - line.commits[0].time == 19 * 86_400
    assert datetime.datetime.fromtimestamp(line.commits[0].time, datetime.UTC).year == 2023
