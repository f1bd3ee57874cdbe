"""The cases that stand beside each manifest extractor."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from msgspec import Struct, convert
from msgspec.structs import replace

import driftscan.extract
from driftscan.extract.registry import EXTRACTORS
from driftscan.model.fact import (
    FileFacts,
    OwnershipFact,
    Problem,
    ProjectFact,
    RequirementFact,
    SettingFact,
    SourceRootFact,
)

FORMATS = [name for name, entry in EXTRACTORS.items() if not entry.language]
ROOM = Path(driftscan.extract.__file__).parent


def cases() -> Iterator[object]:
    for folder in FORMATS:
        for file in sorted((ROOM / folder / "cases").glob("*.yaml")):
            for case in yaml.safe_load(file.read_text("utf-8")):
                row = convert(case, Case)
                yield pytest.param(folder, row, id=f"{folder}/{file.stem}: {row.name}")


def without_messages(facts: FileFacts) -> FileFacts:
    """What the cases write down; messages are prose and may change."""
    problems = tuple(Problem(p.code, "", p.line, p.fatal) for p in facts.problems)
    return replace(facts, problems=problems)


class Case(Struct, forbid_unknown_fields=True):
    """One row of a case file."""

    name: str
    content: str | None = None
    encoded: bytes | None = None
    projects: tuple[ProjectFact, ...] = ()
    roots: tuple[SourceRootFact, ...] = ()
    requirements: tuple[RequirementFact, ...] = ()
    problems: tuple[tuple[str, int, bool], ...] = ()
    ownership: tuple[OwnershipFact, ...] = ()
    settings: tuple[SettingFact, ...] = ()

    def facts(self) -> FileFacts:
        return FileFacts(
            projects=self.projects,
            source_roots=self.roots,
            requirements=self.requirements,
            ownership=self.ownership,
            settings=self.settings,
            problems=tuple(Problem(code, "", line, fatal) for code, line, fatal in self.problems),
        )


@pytest.mark.parametrize(("folder", "case"), list(cases()))
def test_case(folder: str, case: Case) -> None:
    assert (case.content is None) != (case.encoded is None)
    content = case.encoded if case.content is None else case.content.encode()
    extractor = importlib.import_module(f"driftscan.extract.{folder}.extractor")
    assert without_messages(extractor.extract(content)) == case.facts()


@pytest.mark.parametrize("folder", FORMATS)
def test_every_format_has_cases_and_a_version(folder: str) -> None:
    assert list((ROOM / folder / "cases").glob("*.yaml"))
    assert callable(importlib.import_module(f"driftscan.extract.{folder}.extractor").extract)
