"""The findings beside a ranking are those of the commit that is ranked."""

import json
from pathlib import Path

import pytest

from driftscan.cli.run import run
from tests.history.story import Told, text, told, weekly
from tests.sources.making import git

SPEC = b"""\
driftscan: 1
components: {app: {path: app}, lib: {path: lib}}
rules: [{name: no app, deny: lib -> app}]
"""
FILES = {b"driftscan.yaml": SPEC, b"lib/a.py": text(1), b"lib/b.py": b"import app.core\n"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    begun = {**FILES, b"app/__init__.py": b"", b"lib/__init__.py": b""}
    return told(tmp_path / "r", [Told(days=500, files=begun), *weekly(60)])


def bound(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The files that findings bind."""
    asked = ["hotspots", str(path), "--findings", "--no-cache", "--workers", "1"]
    assert run([*asked, "--output-format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    weighed = document["first"]["findings"]
    return sorted(file["path"] for each in weighed for file in each["files"])


def test_a_bare_repository(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = place.parent / "bare.git"
    git(place, "clone", "-q", "--bare", str(place), str(bare))
    assert bound(bare, capsys) == ["app/core.py", "lib/b.py"]


def test_files_that_are_not_committed_do_not_count(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "lib/b.py").write_text("# mended\n")
    (place / "lib/a.py").write_text("import app.core\n")
    assert bound(place, capsys) == ["app/core.py", "lib/b.py"]
