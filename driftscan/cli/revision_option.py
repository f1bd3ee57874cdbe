"""Options that take a git revision."""

from typing import Any

import click
from click.core import ParameterSource


def revision_option(*words: str, help: str, default: str = "") -> Any:
    """An option that may be left out but not be empty.

    A variable that a CI job never set would otherwise turn `--base "$TARGET"` into no base at all.
    """
    return click.option(
        *words, default=default, metavar="REV", help=help, callback=_not_empty, is_eager=False
    )


def _not_empty(context: click.Context, parameter: click.Parameter, value: str) -> str:
    source = context.get_parameter_source(parameter.name or "")
    if not value.strip() and source is ParameterSource.COMMANDLINE:
        raise click.BadParameter(
            "it is empty; name a revision, or leave the option out. Is a variable not set?"
        )
    return value
