"""Caches of their own for every test, and the commands as a caller has them."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from driftscan.journeys.change_cost import cost_of_change
from driftscan.model.cost import CostTable
from driftscan.pipeline import Request

Costs = Callable[..., CostTable]


@pytest.fixture
def costs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Costs:
    """The cost table of a directory."""
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))

    def of(path: Path, revision: str = "", use_cache: bool = True) -> CostTable:
        today = datetime.date(2025, 7, 1)
        asked = Request(path=str(path), revision=revision, use_cache=use_cache, today=today)
        return cost_of_change(asked)

    return of
