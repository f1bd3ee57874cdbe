"""What is kept of definitions is kept under a hash of all that the extraction imports."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import driftscan
from driftscan.extract.definition_registry import DEFINITION_EXTRACTORS
from driftscan.stages import code_version

ROOT = Path(driftscan.__file__).parent
_IMPORT = re.compile(r"^\s*from (driftscan[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
# What they share with everything is under the version of that; see code_version.py.
_ENTRY = "driftscan.extract.definition_registry"


def _file_of(module: str) -> str:
    path = module.removeprefix("driftscan").strip(".").replace(".", "/")
    return f"{path}.py" if (ROOT / f"{path}.py").is_file() else f"{path}/__init__.py"


def _imports(module: str) -> Iterator[str]:
    """Modules that a module imports, also those that it does when first needed."""
    for held, names in _IMPORT.findall((ROOT / _file_of(module)).read_text("utf-8")):
        inner = [f"{held}.{name}" for name in re.findall(r"\w+", names)]
        found = [each for each in inner if (ROOT / _file_of(each)).is_file()]
        yield from found or [held]


def _closure(module: str) -> set[str]:
    """Files of all that a module imports, however far."""
    seen: set[str] = set()
    pending = [module]
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending += _imports(name)
    return {_file_of(name) for name in seen}


def _covered(extractor: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    read: set[str] = set()
    known = code_version._digest

    def digest(path: str) -> bytes:
        read.add(path)
        return known(path)

    monkeypatch.setattr(code_version, "_digest", digest)
    code_version.code_version.cache_clear()
    code_version.definition_version.cache_clear()
    code_version.definition_version(DEFINITION_EXTRACTORS[extractor])
    return read


@pytest.mark.parametrize("extractor", DEFINITION_EXTRACTORS)
def test_a_version_covers_all_that_an_extractor_imports(
    extractor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = DEFINITION_EXTRACTORS[extractor].module
    covered = _covered(extractor, monkeypatch)
    assert _file_of(module) in covered
    left = {path for path in _closure(module) - covered if (ROOT / path).stat().st_size}
    assert not left


def test_the_registry_that_asks_them_is_covered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _file_of(_ENTRY) in _covered("sql-definitions", monkeypatch)


def test_the_closure_goes_through_what_is_imported_late() -> None:
    assert "extract/meaning/sql_phrases.py" in _closure(
        DEFINITION_EXTRACTORS["python-definitions"].module
    )
