"""What the graph of services may lack, for files could not be read: told beside every format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from driftscan.errors import NothingMatchedError
from driftscan.model.scan import SkippedFile
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import counted

if TYPE_CHECKING:
    from driftscan.stages.services import Services

_SHOWN = 5


def needs_services(found: Services) -> None:
    """NothingMatchedError: there is none, and an empty result would look like a sound one."""
    if not found.graph.services:
        raise NothingMatchedError(f"{found.root} holds nothing that is deployed or runs by itself")


def tell_unread(unread: Sequence[SkippedFile]) -> None:
    """On standard error; nothing if all was read."""
    if not unread:
        return
    files = counted(len(unread), "file")
    click.echo(f"driftscan: {files} could not be read; nothing in here is from there:", err=True)
    for each in unread[:_SHOWN]:
        said = f"  {terminal_path(each.path)}: {terminal(each.problem.message)}"
        click.echo(said, err=True)
    if len(unread) > _SHOWN:
        click.echo(f"  and {len(unread) - _SHOWN:,} more", err=True)
