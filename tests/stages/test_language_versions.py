"""What is kept of a language is kept under a hash of all that reads it, and of nothing else."""

import re
from pathlib import Path

import pytest

import driftscan
from driftscan.extract.registry import EXTRACTORS, LANGUAGES, group_of
from driftscan.pipeline import Request, map_system
from driftscan.stages import caches, code_version
from tests.propose.trees import plant

ROOT = Path(driftscan.__file__).parent
_IMPORT = re.compile(r"(?:from|import) driftscan\.extract\.(\w+)(\.\w+)?")


def _read(group: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that the version of a language is made of."""
    read: set[str] = set()
    known = code_version._digest

    def digest(path: str) -> bytes:
        read.add(path)
        return known(path)

    monkeypatch.setattr(code_version, "_digest", digest)
    code_version.code_version.cache_clear()
    code_version.language_version.cache_clear()
    code_version.language_version(group)
    return read


@pytest.mark.parametrize("group", sorted({*LANGUAGES, *map(group_of, EXTRACTORS.values())}))
def test_a_version_covers_all_that_is_imported(group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    covered = _read(group, monkeypatch)
    own = [path for path in covered if path.startswith("extract/")]
    assert own
    for path in own:
        for first, second in _IMPORT.findall((ROOT / path).read_text("utf-8")):
            module = f"extract/{first}{second.replace('.', '/')}"
            assert {f"{module}.py", f"{module}/__init__.py", f"extract/{first}.py"} & covered, path


def test_other_languages_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    covered = _read("python", monkeypatch)
    assert "extract/python/scanner.py" in covered
    assert not [path for path in covered if path.startswith("extract/jvm/")]


def test_a_snapshot_made_by_another_version_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime

    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    plant(tmp_path / "tree", {"a.py": "import b\n", "b.py": "", "c.go": "package c\n"})
    request = Request(path=str(tmp_path / "tree"), today=datetime.date(2026, 1, 1))
    found: list[bool] = []
    load = caches.load_snapshot

    def loading(*arguments: object) -> object:
        snapshot = load(*arguments)  # type: ignore[arg-type]
        found.append(snapshot is not None)
        return snapshot

    monkeypatch.setattr("driftscan.stages.tree.load_snapshot", loading)
    for _ in range(2):
        map_system(request)
    true = code_version.language_version
    for changed in ("rust", "go"):
        monkeypatch.setattr(
            caches, "language_version", lambda group, of=changed: true(group) + (group == of) * "x"
        )
        map_system(request)
    assert found == [False, True, True, False]
