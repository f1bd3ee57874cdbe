"""The cases beside each extractor that parses with a grammar: a source in, facts out."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from msgspec import Struct, convert

from driftscan.extract.registry import EXTRACTORS, load_extractor
from tests.extract_languages.shown import (
    shown_exports,
    shown_import,
    shown_problem,
    shown_suppression,
    shown_use,
)

PARSED = [name for name, entry in EXTRACTORS.items() if entry.language and entry.grammar]


class Case(Struct, forbid_unknown_fields=True):
    """One row; what is not written is not there."""

    name: str
    source: str
    imports: list[str] = []
    uses: list[str] = []
    namespaces: list[str] = []
    declarations: list[str] = []
    exports: str = ""
    problems: list[str] = []
    suppressions: list[str] = []


def _folder(extractor: str) -> Path:
    return Path(import_module(EXTRACTORS[extractor].module).__file__ or "").parent


def _cases() -> Iterator[object]:
    for extractor in PARSED:
        for file in sorted((_folder(extractor) / "cases").glob("*.yaml")):
            for row in yaml.safe_load(file.read_text("utf-8")):
                case = convert(row, Case)
                yield pytest.param(extractor, case, id=f"{extractor}/{file.stem}: {case.name}")


@pytest.mark.parametrize(("extractor", "case"), list(_cases()))
def test_case(extractor: str, case: Case) -> None:
    facts = load_extractor(extractor).extract(case.source.encode())
    said = Case(
        name=case.name,
        source=case.source,
        imports=list(map(shown_import, facts.imports)),
        uses=list(map(shown_use, facts.uses)),
        namespaces=list(facts.namespaces),
        declarations=list(facts.declarations),
        exports=shown_exports(facts.exports),
        problems=list(map(shown_problem, facts.problems)),
        suppressions=list(map(shown_suppression, facts.suppressions)),
    )
    assert said == case


@pytest.mark.parametrize("extractor", PARSED)
def test_every_extractor_has_cases(extractor: str) -> None:
    assert sum(1 for _ in (_folder(extractor) / "cases").glob("*.yaml")) >= 3
