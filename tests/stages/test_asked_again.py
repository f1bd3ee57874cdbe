"""Who asks twice what files say has them read once, though nothing is kept."""

import datetime
from pathlib import Path

import pytest

from driftscan.pipeline import Request, map_system
from driftscan.stages.facts import FactReader


@pytest.mark.parametrize("is_asked_again", [True, False])
def test_facts_are_held_until_the_run_ends(tmp_path: Path, is_asked_again: bool) -> None:
    (tmp_path / "a.py").write_text("import json\n")
    request = Request(path=str(tmp_path), use_cache=False, today=datetime.date(2026, 1, 1))
    system = map_system(request, is_asked_again=is_asked_again)
    files = [record.file for record in system.survey.snapshot.records]
    known = FactReader(system.source.read, system.caches.facts, 1).known(files)
    assert [path for path in known if known[path].imports] == [b"a.py"] * is_asked_again
    assert not system.caches.keep
