"""docs/reference/commands.md: all commands as `--help` tells them."""

import re
from collections.abc import Iterator

import click

from driftscan.cli.commands import COMMANDS
from driftscan.cli.commands import driftscan as group
from handbook.markdown import block, code, table

_HEAD = """\
# All commands

What `--help` says, on one page. Each command has a page of its own with what it prints and why:
follow its name. Exit codes are the same everywhere: 0 clean, 1 findings that count, 2 driftscan
could not do its job.

This page is made by `python -m handbook`; a test fails while it is not up to date.
"""


def commands_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *("\n".join(_command(name)) + "\n" for name in COMMANDS)])


def _command(name: str) -> Iterator[str]:
    top = click.Context(group, info_name="driftscan")
    command = group.get_command(top, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=top)
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield from (f"## {name}", "", f"[driftscan {name}](../commands/{name}.md)", "")
    yield from block(re.sub(r"\s+", " ", usage), "text")
    for paragraph in (command.help or "").split("\n\n"):
        yield from ("", _prose(paragraph))
    yield from ("", *table(("option", "meaning"), _options(command, context)))
    if examples := (command.epilog or "").partition("Examples:\n")[2]:
        yield from ("", *block(_unindented(examples), "console"))


def _prose(paragraph: str) -> str:
    """A paragraph in one piece; one that click is told to leave alone, in a block."""
    if paragraph.startswith("\b"):
        return "\n".join(block(_unindented(paragraph.removeprefix("\b\n")), "text"))
    return " ".join(paragraph.split())


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record and "--help" not in parameter.opts:
            name, _, choices = record[0].partition(" [")
            words = ", ".join(map(code, choices.rstrip("]").split("|"))) if choices else ""
            about = " ".join(record[1].split()).replace("<", "&lt;")
            yield code(name), f"{about} One of {words}." if words else about


def _unindented(text: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in text.rstrip().split("\n"))
