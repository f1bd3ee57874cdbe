"""Equality with stdlib ast, on every real file the running interpreter has at hand."""

import sysconfig
import zlib
from pathlib import Path

import pytest
import yaml

from benchmarks.truth.ast_oracle import facts_by_ast, sort_key
from driftscan.extract.python import extractor
from driftscan.model.fact import ImportFact

_STDLIB = Path(sysconfig.get_path("stdlib"))
_SITE = Path(sysconfig.get_path("purelib"))

_INSTALLED = {"site-packages", "dist-packages"}

# One file in so many, chosen by its name: a new sample would not make a new proof.
_SHARES = ((_STDLIB, 5), (_SITE, 12))


def _read(content: bytes) -> tuple[list[ImportFact], list[int], list[str]]:
    facts = extractor.extract(content)
    computed = [each.line for each in facts.problems if each.code == "not-literal"]
    others = [each.message for each in facts.problems if each.code != "not-literal"]
    return sorted(facts.imports, key=sort_key), computed, others


def _sample(folder: Path, share: int) -> list[Path]:
    files = sorted(file for file in folder.rglob("*.py*") if file.suffix in (".py", ".pyi"))
    if folder == _STDLIB:
        files = [file for file in files if not _INSTALLED.intersection(file.parts)]
    return [file for file in files if zlib.crc32(file.name.encode()) % share == 0]


@pytest.mark.parametrize(("folder", "share"), _SHARES, ids=["stdlib", "site-packages"])
def test_equal_on_real_files(folder: Path, share: int) -> None:
    compared = facts = 0
    for file in _sample(folder, share):
        content = file.read_bytes()
        expected = facts_by_ast(content)
        if expected is None:
            continue
        assert _read(content) == (*expected, []), file
        compared += 1
        facts += len(expected[0])
    assert compared > 100
    assert facts > 500


def test_equal_on_the_cases() -> None:
    compared = 0
    for file in sorted((Path(extractor.__file__).parent / "cases").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            if "'''unterminated" in case.get("source", "") or "escapes" in case["name"]:
                continue
            content = (
                case["bytes"].encode("latin-1") if "bytes" in case else case["source"].encode()
            )
            expected = facts_by_ast(content)
            if expected is not None:
                assert _read(content)[:2] == expected, case["name"]
                compared += 1
    assert compared >= 30
