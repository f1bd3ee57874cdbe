"""The cases beside the extractor, one test each."""

from pathlib import Path

import pytest
import yaml

from driftscan.extract.python import extractor
from driftscan.model.fact import (
    ExportsFact,
    ImportContext,
    ImportFact,
    Problem,
    SuppressionFact,
)

_FOLDER = Path(extractor.__file__).parent / "cases"
_CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(_FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def _shown_import(fact: ImportFact) -> str:
    written = "." * fact.level + fact.module
    statement = f"from {written} import {fact.name}" if fact.name else f"import {written}"
    alias = f" as {fact.alias}" if fact.alias else ""
    context = " ".join(bit.name or "" for bit in ImportContext(fact.context))
    return f"{fact.line}: {statement}{alias}" + (f" [{context}]" if context else "")


def _shown_problem(problem: Problem) -> str:
    fatal = ", fatal" if problem.fatal else ""
    return f"{problem.line}: {problem.code}{fatal}: {problem.message}"


def _shown_suppression(fact: SuppressionFact) -> str:
    if fact.trouble:
        return f"{fact.line}: {fact.trouble}"
    until = f" until {fact.until}" if fact.until else ""
    statements = " ".join(map(str, fact.statements)) or "nothing"
    return f"{fact.line}, of {statements}: {fact.rule}{until} -- {fact.reason}"


def _shown_exports(fact: ExportsFact | None) -> str:
    if fact is None:
        return ""
    return " ".join([f"{fact.line}:", *fact.names, *([] if fact.complete else ["..."])])


def _content(case: dict[str, str]) -> bytes:
    return case["bytes"].encode("latin-1") if "bytes" in case else case["source"].encode()


@pytest.mark.parametrize("case", _CASES)
def test_case(case: dict[str, str]) -> None:
    facts = extractor.extract(_content(case))
    assert [_shown_import(fact) for fact in facts.imports] == list(case.get("imports", ()))
    assert list(map(_shown_suppression, facts.suppressions)) == case.get("suppressions", [])
    assert _shown_exports(facts.exports) == case.get("exports", "")
    shown = [_shown_problem(problem) for problem in facts.problems]
    expected = list(case.get("problems", ()))
    # A case may leave the message out where only line and code matter.
    assert [full[: len(part)] for full, part in zip(shown, expected, strict=False)] == expected
    assert len(shown) == len(expected), shown


def test_every_theme_has_cases() -> None:
    themes = {file.stem for file in _FOLDER.glob("*.yaml")}
    assert themes >= {
        "forms",
        "contexts",
        "type_checking",
        "strings",
        "dynamic",
        "encodings",
        "suppressions",
        "exports",
    }
    assert len(_CASES) > 40
