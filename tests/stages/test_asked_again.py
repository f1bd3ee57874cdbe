"""Who asks twice what files say has them read once, though nothing is kept."""

import datetime
from pathlib import Path

import pytest

from driftscan.pipeline import Request, map_system
from driftscan.stages.facts import FactReader


@pytest.mark.parametrize("is_asked_again", [True, False])
def test_facts_are_held_until_the_run_ends(tmp_path: Path, is_asked_again: bool) -> None:
    (tmp_path / "a.py").write_text("import json\n")
    (tmp_path / "b.py").write_text("import csv\n")
    request = Request(path=str(tmp_path), use_cache=False, today=datetime.date(2026, 1, 1))
    system = map_system(request, is_asked_again=is_asked_again)
    files = [record.file for record in system.survey.snapshot.records]
    known = FactReader(system.source.read, system.caches.facts, 1).known(files)
    said = {path: facts.imports[0].module for path, facts in known.items()}
    assert said == ({b"a.py": "json", b"b.py": "csv"} if is_asked_again else {})
    assert not system.caches.keep
