"""A tree that is large enough to be read while it is still being listed; nothing else differs."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from driftscan.errors import SpecError
from driftscan.model.scan import Scan
from driftscan.model.source import SourceFile
from driftscan.pipeline import Request, map_system, scan
from driftscan.report.formats import rendered
from driftscan.report.view import PLAIN
from driftscan.stages import resolution
from driftscan.stages.facts import FactReader

TODAY = datetime.date(2026, 11, 20)
SPEC = """\
driftscan: 1
components: {a: {path: src/a}, b: {path: src/b}}
rules: [{deny: a -> b}, {deny: b -> external:requests}]
"""
MANY = 700


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its manifest says where modules begin, and is listed after most of them."""
    root = tmp_path_factory.mktemp("large")
    for name in "ab":
        (root / "src" / name).mkdir(parents=True)
        (root / "src" / name / "__init__.py").touch()
    for number in range(MANY):
        folder = "ab"[number % 2]
        other = "ba"[number % 2]
        text = f"import {other}.m{number + 1}\nimport requests\n" if number % 7 == 0 else ""
        (root / "src" / folder / f"m{number}.py").write_text(text)
    (root / "src" / "a" / "folder.py").mkdir()
    (root / "zz").mkdir()
    (root / "zz" / "pyproject.toml").write_text('[project]\nname = "zz"\n')
    (root / "pyproject.toml").write_text('[tool.setuptools]\npackage-dir = {"" = "src"}\n')
    (root / "driftscan.yaml").write_text(SPEC)
    return root


def _scan(root: Path, *, use_cache: bool = False) -> Scan:
    return scan(Request(path=str(root), use_cache=use_cache, today=TODAY, workers=2))


def _report(found: Scan) -> str:
    return rendered(found, "json", PLAIN)


def test_the_result_is_that_of_a_run_that_foresees_nothing(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []
    original = FactReader.foresee

    def watched(reader: FactReader, files: Sequence[SourceFile]) -> None:
        asked.extend(file.path for file in files)
        original(reader, files)

    monkeypatch.setattr(FactReader, "foresee", watched)
    early = _report(_scan(large))
    assert len(asked) >= MANY
    monkeypatch.setattr(FactReader, "foresee", lambda *_: None)
    assert _report(_scan(large)) == early
    assert len(early.splitlines()) > MANY // 7


def test_a_file_that_goes_away_after_it_was_listed_is_told(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = large / "src" / "b" / "lost.py"
    lost.write_text("")
    original = FactReader.foresee

    def unlinking(reader: FactReader, files: Sequence[SourceFile]) -> None:
        if any(file.path == b"src/b/lost.py" for file in files):
            lost.unlink()
        original(reader, files)

    monkeypatch.setattr(FactReader, "foresee", unlinking)
    skipped = _scan(large).coverage.left_out
    assert [left.code for left in skipped if left.path == b"src/b/lost.py"] == ["unreadable"]


def test_an_invalid_spec_is_told_in_its_own_words(large: Path) -> None:
    file = large / "driftscan.yaml"
    file.write_text(SPEC.replace("deny: a", "denny: a"))
    try:
        with pytest.raises(SpecError, match=r"driftscan\.yaml:3: .*denny"):
            _scan(large)
    finally:
        file.write_text(SPEC)


@pytest.mark.parametrize("key", ["sources", '"\\x73ources"', '"sourc\\u0065s"'])
def test_sources_are_heeded_however_they_are_spelt(large: Path, key: str) -> None:
    file = large / "driftscan.yaml"
    file.write_text(f"{SPEC}{key}: {{exclude: [src/b]}}\n".replace("b: {path: src/b}", ""))
    text = file.read_text().replace("rules: [{deny: a -> b}, {deny: b ->", "rules: [{deny: a ->")
    file.write_text(text)
    try:
        assert _scan(large).coverage.modules < MANY
    finally:
        file.write_text(SPEC)


def test_names_lead_to_the_same_files_where_a_copy_looks_half_of_them_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C# has to be read whole before a name can be looked up, so that this is left to the end."""
    (tmp_path / "shop.csproj").write_text('<Project Sdk="Microsoft.NET.Sdk" />\n')
    for number in range(40):
        body = f"C{(number * 7 + 1) % 40} x;"
        text = f"using Newtonsoft.Json;\nnamespace Shop;\nclass C{number} {{ {body} }}\n"
        (tmp_path / f"C{number}.cs").write_text(text)
    copies: list[int] = []
    real = os.fork

    def forked() -> int:
        copies.append(real())
        return copies[-1]

    monkeypatch.setattr(os, "fork", forked)
    alone = map_system(_request(tmp_path)).survey.resolved
    assert copies == []
    monkeypatch.setattr(resolution, "_WORTH_A_COPY", 2)
    monkeypatch.setattr(resolution, "may_work_beside", lambda workers: workers == 2)
    halved = map_system(_request(tmp_path)).survey.resolved
    assert len(copies) == 1
    assert [len(each.internal) for each in alone] == [1] * 40
    assert any(each.external for each in alone)
    assert halved == alone


def _request(root: Path) -> Request:
    return Request(path=str(root), use_cache=False, today=TODAY, workers=2)
