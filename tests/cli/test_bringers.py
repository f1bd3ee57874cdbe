"""`driftscan explain` tells which commit brought a finding, as far as points were kept."""

import datetime
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftscan.drift.arrivals import arrival
from driftscan.stages.trend import trend_of
from tests.drift.growing import Growth
from tests.drift.test_attribution import asked

Run = Callable[..., Any]
HAS, LACKS = frozenset({"f"}), frozenset({"g"})


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ({}, None),
        ({0: LACKS}, None),
        ({0: HAS}, (None, 0)),
        ({3: HAS, 5: HAS}, (None, 3)),
        ({0: LACKS, 4: HAS, 7: HAS}, (0, 4)),
        ({0: HAS, 2: LACKS, 4: HAS}, (2, 4)),  # it went and came again
        ({0: LACKS, 2: HAS, 4: LACKS}, None),
    ],
)
def test_when_it_came_last(present: dict[int, frozenset[str]], expected: object) -> None:
    assert arrival(present, "f") == expected


def test_each_finding_is_told_as_the_trend_tells_it(driftscan: Run, tmp_path: Path) -> None:
    growth = Growth(8)
    growth.grow(45)
    growth.write(tmp_path)
    git(tmp_path, "reset", "-q", "--hard")
    rules = ("no store", "late stays away")
    assert not brought_by(driftscan, tmp_path, rules)
    trend = trend_of(asked(tmp_path), None)
    now = trend.points[-1].observed.findings
    last = {one.finding: one for one in trend.passages if one.came and one.finding in now}
    told = brought_by(driftscan, tmp_path, rules)
    assert len(last) > 3
    assert any(one.is_merge for one in last.values())
    assert {id: (each["commit"], each["merge"]) for id, each in told.items()} == {
        id: (one.origin, one.by if one.origin != one.by else None) for id, one in last.items()
    }
    assert not any(each["after"] or each["older"] or each["upto"] for each in told.values())


def test_what_is_said_where_less_is_known(driftscan: Run, tmp_path: Path) -> None:
    """One commit a week: clean, broken, and more of no matter."""
    for week, text in enumerate(("", "\n", "import store.b\n", "import store.b\n\n")):
        commit(tmp_path, week, f"week {week}", text)
    asking = ("explain", "no store", tmp_path)
    assert "which commit brought it: `driftscan trend --findings` finds out" in told(
        driftscan(*asking).out
    )
    trend_of(asked(tmp_path, with_findings=False, every="quarter", since="1d"), None)
    assert "it was there on 2026-03-22" in told(driftscan(*asking).out)
    (tmp_path / ".driftscan" / "history.sqlite").unlink()
    trend_of(asked(tmp_path, revision="HEAD~3", with_findings=False), None)
    trend_of(asked(tmp_path, with_findings=False, every="quarter"), None)
    assert "it came after 2026-03-01" in told(driftscan(*asking).out)
    trend_of(asked(tmp_path), None)
    found = told(driftscan(*asking).out)
    assert ", 2026-03-15: week 2" in found
    assert "as of" not in found
    commit(tmp_path, 4, "week 4", "import store.b\n\n\n")
    assert ", 2026-03-15: week 2 (as of " in told(driftscan(*asking).out)
    (tmp_path / ".driftscan" / "history.sqlite").write_bytes(b"no store at all")
    assert "finds out" in driftscan(*asking).out


def test_a_store_elsewhere(driftscan: Run, tmp_path: Path) -> None:
    place, store = tmp_path / "r", tmp_path / "elsewhere.sqlite"
    place.mkdir()
    for week, text in enumerate(("", "import store.b\n")):
        commit(place, week, f"week {week}", text)
    trend_of(asked(place, store=str(store)), None)
    assert "finds out" in told(driftscan("explain", "no store", place).out)
    assert "week 1" in told(driftscan("explain", "no store", place, "--store", store).out)
    lost = driftscan("explain", "no store", place, "--store", tmp_path / "lost")
    assert (lost.code, lost.out) == (2, "")
    assert "lost is not a file, so no points are kept there" in told(lost.err)
    pair = driftscan("explain", "a -> b", place, "--store", store)
    assert (pair.code, pair.out) == (2, "")
    assert "--store is for findings" in told(pair.err)


def test_without_a_repository_nothing_is_said(driftscan: Run, tmp_path: Path) -> None:
    commit(tmp_path, 0, "first", "import store.b\n")
    (tmp_path / ".git").rename(tmp_path / "elsewhere")
    out = driftscan("explain", "no store", tmp_path).out
    assert "no store" in out
    assert "brought" not in out


def brought_by(driftscan: Run, place: Path, rules: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for rule in rules:
        result = driftscan("explain", rule, place, "--output-format", "json")
        found |= {each["finding"]: each for each in json.loads(result.out)["brought_by"]}
    return found


def told(text: str) -> str:
    return " ".join(text.split())


def commit(place: Path, week: int, subject: str, text: str) -> None:
    if not (place / ".git").exists():
        git(place, "init", "-q")
        for path in ("api/__init__.py", "store/__init__.py", "store/b.py"):
            (place / path).parent.mkdir(exist_ok=True)
            (place / path).write_text("")
        spec = "components: {api: {path: api}, store: {path: store}}\n"
        rule = "rules: [{name: no store, deny: api -> store}]\n"
        (place / "driftscan.yaml").write_text(f"driftscan: 1\n{spec}{rule}")
    (place / "api" / "a.py").write_text(text)
    git(place, "add", "-A")
    day = (datetime.datetime(2026, 3, 1) + datetime.timedelta(weeks=week)).isoformat()
    git(place, "commit", "-q", "-m", subject, GIT_COMMITTER_DATE=f"{day}+00:00")


def git(place: Path, *words: str, **environment: str) -> None:
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b"}
    names |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b", "PATH": "/usr/bin:/bin"}
    command = ["git", "-C", str(place), *words]
    subprocess.run(command, check=True, env={**names, **environment})
