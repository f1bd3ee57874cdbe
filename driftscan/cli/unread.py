"""What the graph of services may lack, for files could not be read: told beside every format."""

from collections.abc import Sequence

import click

from driftscan.model.scan import SkippedFile
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import counted

_SHOWN = 5


def tell_unread(unread: Sequence[SkippedFile]) -> None:
    """On standard error; nothing if all was read."""
    if not unread:
        return
    files = counted(len(unread), "file")
    click.echo(f"driftscan: {files} could not be read; what they say is not in here:", err=True)
    for each in unread[:_SHOWN]:
        said = f"  {terminal_path(each.path)}: {terminal(each.problem.message)}"
        click.echo(said, err=True)
    if len(unread) > _SHOWN:
        click.echo(f"  and {len(unread) - _SHOWN:,} more", err=True)
