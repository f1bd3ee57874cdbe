"""What files say of terms: a text in, facts out (UPDATE_GOLDEN=1 writes what comes out)."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

import driftscan.extract
from driftscan.extract.definition_registry import DEFINITION_EXTRACTORS
from tests.extract_definitions.rows import said

FOLDER = Path(driftscan.extract.__file__).parent
FILES = sorted(FOLDER.glob("*/definitions/cases/*.yaml")) + sorted(
    FOLDER.glob("*/cases/definitions.yaml")
)


def _cases() -> list[Any]:
    return [
        pytest.param(file, at, id=f"{file.parts[-4]}/{file.stem}: {case['name']}")
        for file in FILES
        for at, case in enumerate(yaml.safe_load(file.read_text("utf-8")))
    ]


@pytest.mark.parametrize(("file", "at"), _cases())
def test_case(file: Path, at: int) -> None:
    cases = yaml.safe_load(file.read_text("utf-8"))
    found = said(cases[at]["extractor"], cases[at]["content"])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        cases[at]["facts"] = found
        text = yaml.dump(cases, Dumper=_Plain, sort_keys=False, width=100, allow_unicode=True)
        file.write_text(text, "utf-8")
    assert found == cases[at]["facts"]


class _Plain(yaml.SafeDumper):
    """Texts of several lines as blocks."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _block)


@pytest.mark.parametrize("extractor", DEFINITION_EXTRACTORS)
def test_every_extractor_has_a_case(extractor: str) -> None:
    named = [
        case["extractor"] for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))
    ]
    assert extractor in named
