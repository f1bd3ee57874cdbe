"""Every command has an example, fits 80 columns, and is documented with all its options."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from driftscan.cli.commands import COMMANDS
from driftscan.cli.commands import driftscan as group

DOCS = Path(__file__).parents[2] / "docs" / "commands"
Run = Callable[..., Any]


def command_named(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_has_an_example_and_fits_80_columns(driftscan: Run, name: str) -> None:
    result = driftscan(*filter(None, [name]), "--help")
    assert result.code == 0
    assert f"  driftscan {name}".rstrip() in result.out.partition("Examples:")[2]
    assert max(map(len, result.out.splitlines())) <= 80
    assert "..." not in result.out.partition("Commands:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    text = (DOCS / f"{name}.md").read_text()
    assert text.startswith(f"# driftscan {name}\n")
    assert "```" in text
    for parameter in command_named(name).params:
        if isinstance(parameter, click.Option):
            for spelling in [*parameter.opts, *parameter.secondary_opts]:
                assert f"`{spelling}" in text, f"docs/commands/{name}.md lacks {spelling}"
        else:
            assert f"`{parameter.human_readable_name}`" in text


def test_no_page_is_left_over() -> None:
    assert {page.stem for page in DOCS.glob("*.md")} == set(COMMANDS)
