"""What an audit looks at a second time: its past, and lines of source round evidence."""

import datetime
from pathlib import Path

import pytest

from driftscan.checks import CHECKS
from driftscan.checks.ended_rule import EXPIRED_RULE
from driftscan.checks.stale import STALE_CHECK
from driftscan.checks.status import EXPIRED_CHECK
from driftscan.checks.suppressions import EXPIRED_CHECK as EXPIRED_SUPPRESSION
from driftscan.journeys.audit import audit
from driftscan.report.audit.audited import Repository
from driftscan.report.audit.remedies import REMEDIES
from driftscan.stages.request import Request
from driftscan.stages.trend import TrendRequest, trend_of
from tests.history.story import Told, told

SPEC = b"""\
driftscan: 1
components: {app: {path: app}, core: {path: core}}
rules: [{deny: core -> app, reason: so}]
"""
TODAY = datetime.date(2026, 1, 31)


def audited(root: Path) -> Repository:
    """The one repository of an audit."""
    request = Request(path=str(root), today=TODAY, workers=1)
    (repository,) = audit([request]).repositories
    return repository


def system(place: Path, spec: bytes = SPEC) -> Path:
    """Ten months in which core begins to use app."""
    files = {b"driftscan.yaml": spec} if spec else {}
    story = [Told(days=300, files={**files, b"app/a.py": b"a = 1\n", b"core/b.py": b"b = 1\n"})]
    story.append(Told(days=200, files={b"app/a.py": b"a = 2\n"}))
    story.append(
        Told(days=100, files={b"core/b.py": b"\n\nimport app.a  # token: 'abc123'\nb = 1\n"})
    )
    return told(place / "system", story)


def test_every_check_says_what_would_end_its_findings() -> None:
    own = {kind.__struct_config__.tag for kind in CHECKS}  # type: ignore[attr-defined]
    others = {EXPIRED_RULE, EXPIRED_CHECK, EXPIRED_SUPPRESSION, STALE_CHECK}
    assert set(REMEDIES) == own | others


def test_a_few_points_are_made_and_none_is_kept(tmp_path: Path) -> None:
    root = system(tmp_path)
    before = sorted(root.rglob("*"))
    found = audited(root)
    assert found.trend is not None
    counts = [len(point.observed.findings) for point in found.trend.points]
    assert (counts[0], counts[-1]) == (0, 1)
    assert sorted(root.rglob("*")) == before


def test_points_of_a_store_are_shown(tmp_path: Path) -> None:
    root = system(tmp_path)
    trend_of(_months(root), None)
    found = audited(root)
    assert found.trend is not None
    assert len(found.trend.points) > 2
    assert found.trend.fresh == 0


def _months(root: Path) -> TrendRequest:
    return TrendRequest(
        path=str(root), revision="HEAD", config="", use_cache=True, workers=1, today=TODAY,
        every="commit", since="2y", with_findings=False, store="",
    )  # fmt: skip


CASES = [
    ("one commit", [Told(days=1, files={b"app/a.py": b"\n"})], "there is one commit"),
    ("no commit", [Told(days=at, files={b"x": b"%d" % at}) for at in (3, 1)], "no commit holds"),
]


@pytest.mark.parametrize(("name", "story", "why"), CASES)
def test_where_there_is_no_past_it_is_said(
    tmp_path: Path, name: str, story: list[Told], why: str
) -> None:
    story[0].files[b"docker-compose.yml"] = b"services: {db: {image: postgres}}\n"  # type: ignore[index]
    found = audited(told(tmp_path / "system", story))
    assert found.trend is None
    assert why in found.without_trend, name


def test_a_large_system_is_told_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("driftscan.stages.audit_past._SMALL", 1)
    assert audited(system(tmp_path)).without_trend.startswith("run `driftscan trend`")
    assert audited(system(tmp_path / "other", b"")).without_trend.startswith("write a driftscan")


def test_lines_round_a_finding_are_quoted_without_passwords(tmp_path: Path) -> None:
    found = audited(system(tmp_path))
    lines = {place.line: text for place, text in found.quotes.items()}
    assert lines == {1: "", 2: "", 3: "import app.a  # token: '***'", 4: "b = 1", 5: ""}
