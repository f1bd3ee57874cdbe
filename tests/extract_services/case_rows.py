"""Rows of the cases beside the extractors of facts about services."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct, convert

import driftscan.extract
from benchmarks.services.facts import lines_of
from driftscan.model.service_fact import ServiceFacts

ROOM = Path(driftscan.extract.__file__).parent


class Row(Struct, forbid_unknown_fields=True):
    """extractor: where a folder has several."""

    name: str
    content: str
    facts: list[str] = []
    extractor: str = ""


def named_rows(folder: str) -> Iterator[tuple[str, Row]]:
    """The same, each with the name of its file without suffix."""
    for file in sorted((ROOM / folder / "cases").glob("*.yaml")):
        for row in convert(yaml.safe_load(file.read_text("utf-8")), list[Row]):
            yield file.stem, row


def rows(folder: str) -> Iterator[Row]:
    """Of all files of a folder's cases; folder: from extract/ on."""
    yield from (row for _, row in named_rows(folder))


def shown(facts: ServiceFacts) -> list[str]:
    """The facts as lines, as the rows have them."""
    return sorted(lines_of(facts))
