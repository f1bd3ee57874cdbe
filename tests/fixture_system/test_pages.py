"""What pages show of the fixture system is what commands print (UPDATE_GOLDEN=1 writes it)."""

import os
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from driftscan.cli.commands import driftscan

REPOSITORY = Path(__file__).parents[2]
PAGES = REPOSITORY / "docs" / "commands"
EXAMPLES = {
    "services": "services fixtures/growing_startup",
    "data": "data fixtures/growing_startup",
    "definitions": "definitions fixtures/growing_startup",
    "explain": "explain 'metering -> billing' fixtures/growing_startup",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_page_is_real(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    page = PAGES / f"{name}.md"
    before, opening, rest = page.read_text().partition(f"$ driftscan {EXAMPLES[name]}\n")
    assert opening
    shown, closing, after = rest.partition("```\n")
    real = CliRunner().invoke(driftscan, [*shlex.split(EXAMPLES[name]), "--no-cache"]).stdout
    if os.environ.get("UPDATE_GOLDEN") == "1":
        shown = real
        page.write_text(before + opening + shown + closing + after)
    assert shown == real
