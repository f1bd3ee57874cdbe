"""Every language has its page, its row in the table of all, and its manifests there."""

import re
from pathlib import Path

import pytest

from driftscan.extract.registry import EXTRACTORS, LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"
_TABLE = (DOCS / "languages.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_its_page(language: str) -> None:
    assert (DOCS / "languages" / f"{language}.md").exists()
    assert f"(languages/{language}.md)" in _TABLE


def test_the_table_claims_nothing_that_is_not_read() -> None:
    read = {each.decode() for entry in EXTRACTORS.values() for each in entry.suffixes}
    said = [row.split("|")[2] for row in _TABLE.splitlines() if "](languages/" in row]
    assert [
        word for cell in said for word in cell.split() if word[0] == "." and word not in read
    ] == []


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_what_an_extractor_reads_is_in_the_table(extractor: str) -> None:
    entry = EXTRACTORS[extractor]
    language = entry.language or entry.serves
    row = next((line for line in _TABLE.splitlines() if f"/{language}.md" in line), "")
    claimed = [*(each.decode() for each in entry.suffixes), *(n.decode() for n in entry.names)]
    words = set(re.findall(r"[\w.()-]+", row))
    if language:
        assert [each for each in claimed if each not in words] == []
