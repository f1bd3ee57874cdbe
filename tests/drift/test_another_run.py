"""A trend that goes on where others ended says, byte for byte, what one from nothing says."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.model.trend import Trend
from driftscan.stages.trend import trend_of
from tests.drift.growing import Growth
from tests.drift.test_attribution import asked

_COMMITS = 16


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    ends=st.lists(st.integers(1, _COMMITS - 2), min_size=1, max_size=3),
    every=st.sampled_from(["commit", "week"]),
)
def test_whatever_was_kept_before(seed: int, ends: list[int], every: str) -> None:
    with TemporaryDirectory() as work, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRIFTSCAN_CACHE_DIR", f"{work}/cache")
        place = Path(work) / "r"
        growth = Growth(seed)
        growth.grow(_COMMITS)
        line = growth.write(place).commits
        for end in ends:
            _told(place, line[end], every, use_cache=True)
        kept = _told(place, line[-1], every, use_cache=True)
        again = _told(place, line[-1], "commit", use_cache=True)
        for path in (place / ".driftscan").iterdir():
            path.unlink()
        assert kept == _told(place, line[-1], every, use_cache=False)
        (place / ".driftscan" / "history.sqlite").unlink()
        assert again == _told(place, line[-1], "commit", use_cache=False)


def test_a_later_run_resolves_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    from driftscan.extract.python.language import PythonIndex

    resolved: list[bytes] = []
    resolve = PythonIndex.resolve

    def noted(self: PythonIndex, path: bytes, facts):  # type: ignore[no-untyped-def]
        resolved.append(path)
        return resolve(self, path, facts)

    monkeypatch.setattr(PythonIndex, "resolve", noted)
    growth = Growth(3)
    growth.grow(20)
    growth._late()  # a path comes, so that no reference is sure to lead where it led
    growth._files["late/other.py"] = "import api.a\n"
    growth._commit("one more", 20, [growth._mark])
    place = tmp_path / "r"
    line = growth.write(place).commits
    _told(place, line[-2], "commit", use_cache=True)
    assert len(resolved) > 20
    resolved.clear()
    _told(place, line[-1], "commit", use_cache=True)
    assert 0 < len(resolved) <= 4


def _told(place: Path, revision: str, every: str, use_cache: bool) -> bytes:
    request = asked(place, revision=revision, every=every, use_cache=use_cache)
    found: Trend = trend_of(request, None)
    return msgspec.json.encode(msgspec.structs.replace(found, fresh=0))
