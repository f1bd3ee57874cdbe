"""Our own figures, by the code that `driftscan backtest` runs."""

import os
from pathlib import Path

from driftscan.model.backtest import Backtest
from driftscan.model.spec import SourceSettings
from driftscan.stages.caches import open_caches
from driftscan.stages.past import open_past
from driftscan.stages.standing import history_of, ignored_revisions
from driftscan.stages.testing_history import backtest

CUTS = 3  # as many as the reference takes


def our_backtest(mirror: Path, cache: Path, *, as_reference: bool) -> Backtest:
    """as_reference: neither .git-blame-ignore-revs nor .gitattributes is read, as the reference
    doesn't."""
    os.environ["DRIFTSCAN_CACHE_DIR"] = str(cache)
    caches = open_caches(str(mirror), True)
    past = open_past(str(mirror), "")
    history = history_of(past, caches, lambda done, total: None)
    ignored = frozenset[str]() if as_reference else ignored_revisions(past)
    settings = SourceSettings()
    return backtest(past, history, ignored, settings, caches.facts, CUTS, not as_reference)
