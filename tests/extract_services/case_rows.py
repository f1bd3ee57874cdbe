"""Rows of the cases that stand beside each extractor of facts about services."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct, convert

import driftscan.extract
from benchmarks.services.facts import lines_of
from driftscan.model.service_fact import ServiceFacts

ROOM = Path(driftscan.extract.__file__).parent


class Row(Struct, forbid_unknown_fields=True):
    """Text of a file, and its facts as they are printed."""

    name: str
    content: str
    facts: tuple[str, ...] = ()


def rows(folder: str) -> Iterator[tuple[str, Row]]:
    """Every row of a folder of extract/, with the name of its file without suffix."""
    for file in sorted((ROOM / folder / "cases").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")):
            yield file.stem, convert(row, Row)


def shown(facts: ServiceFacts) -> list[str]:
    """Facts as rows have them, sorted."""
    return sorted(lines_of(facts))
