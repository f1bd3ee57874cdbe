"""Options that take a git revision."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., Any])


def revision_option(*words: str, help: str, default: str = "") -> Callable[[Command], Command]:
    """An option that may be left out but not be empty.

    A variable that a CI job never set would otherwise turn `--base "$TARGET"` into no base at all.
    """
    return click.option(*words, default=default, metavar="REV", help=help, callback=_not_empty)


def _not_empty(context: click.Context, parameter: click.Parameter, value: str) -> str:
    source = context.get_parameter_source(parameter.name or "")
    if not value.strip() and source is ParameterSource.COMMANDLINE:
        raise click.BadParameter(
            "it is empty; name a revision, or leave the option out. Is a variable not set?"
        )
    return value
