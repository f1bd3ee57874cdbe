"""The options that commands share, each declared once."""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click
from msgspec.structs import replace

from driftscan.cli.output import Output, wants_color
from driftscan.cli.revision_option import revision_option
from driftscan.errors import UsageError
from driftscan.report.view import View
from driftscan.stages.request import Request

Command = Callable[..., Any]


def request_options(command: Command) -> Command:
    """PATH and the options that say what to scan; the command gets one `request`."""

    @click.argument("path", default=".")
    @revision_option("--rev", help="Scan this git revision; nothing is checked out.")
    @means_options
    @wraps(command)
    def with_request(
        request: Request,
        path: str,
        rev: str,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        staged: bool = False,
        base: str = "",
        strict_baseline: bool = False,
        **others: Any,
    ) -> Any:
        _one_state(rev, staged)
        request = replace(
            request,
            path=path,
            revision=rev,
            staged=staged,
            base=base,
            strict_baseline=strict_baseline,
            select=names(select),
            ignore=names(ignore),
        )
        return command(request=request, **others)

    return with_request


def system_options(command: Command) -> Command:
    """The same for a system that lies in several repositories: PATH may be given more than once, or
    they stand in a file; the command gets `others`, a request for each further one."""

    @click.argument("paths", nargs=-1, metavar="[PATH]...")
    @revision_option("--rev", help="Scan this git revision of PATH.")
    @click.option(
        "--workspace", default="", metavar="FILE", help="A file that lists the repositories."
    )
    @means_options
    @wraps(command)
    def with_requests(
        request: Request,
        paths: Sequence[str],
        rev: str,
        workspace: str,
        staged: bool = False,
        base: str = "",
        **others: Any,
    ) -> Any:
        every = [*paths, *(_workspace(workspace) if workspace else ())] or ["."]
        if rev and len(every) > 1:
            raise UsageError("--rev names a revision of one repository; give one PATH with it")
        _one_state(rev, staged)
        requests = [replace(request, path=path, staged=staged, base=base) for path in every]
        first = replace(requests[0], revision=rev)
        return command(request=first, others=tuple(requests[1:]), **others)

    return with_requests


def _one_state(rev: str, staged: bool) -> None:
    if staged and rev:
        raise UsageError("--staged and --rev name two states of the code; choose one")


def _workspace(file: str) -> list[str]:
    from driftscan.cli.workspace import workspace_paths  # not for every command's start

    return workspace_paths(file)


def means_options(command: Command) -> Command:
    """The options that say with which spec, caches, processes and day; a `request` of these."""

    @click.option("--config", default="", metavar="FILE", help="The spec; else looked for upwards.")
    @click.option("--no-cache", is_flag=True, help="Neither read nor write the cache of facts.")
    @click.option(
        "--workers",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Worker processes; else one per core but one.",
    )
    @click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="Judge dates as of this day.",
    )
    @wraps(command)
    def with_means(
        config: str,
        no_cache: bool,
        workers: int | None,
        today: datetime.datetime | None,
        **others: Any,
    ) -> Any:
        request = Request(
            config=config,
            use_cache=not no_cache,
            today=today.date() if today else datetime.date.today(),
            workers=workers or 0,
        )
        return command(request=request, **others)

    return with_means


def rule_options(command: Command) -> Command:
    """--select and --ignore. Stands above request_options, which takes what they give."""
    select = click.option(
        "--select", multiple=True, metavar="RULES", help="Only these rules or kinds of check."
    )
    ignore = click.option(
        "--ignore", multiple=True, metavar="RULES", help="All but these rules or kinds of check."
    )
    return select(ignore(command))


def state_options(command: Command) -> Command:
    """--staged and --base. Stands above request_options, which takes what they give."""
    staged = click.option(
        "--staged", is_flag=True, help="Scan git's index: what the next commit would hold."
    )
    base = revision_option(
        "--base",
        help="Count only what is new since the histories of REV and HEAD parted.",
    )
    return staged(base(command))


def output_options(formats: Sequence[str]) -> Callable[[Command], Command]:
    """--output-format, --output, colour and -v; the command gets one `output`."""

    def decorate(command: Command) -> Command:
        @click.option(
            "--output-format",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Format of the result.",
        )
        @click.option("--output", default="", metavar="FILE", help="Write the result there.")
        @click.option(
            "--color/--no-color", default=None, help="Colour; else on a terminal without NO_COLOR."
        )
        @click.option("-v", "--verbose", is_flag=True, help="Every list in full.")
        @wraps(command)
        def with_output(
            output_format: str, output: str, color: bool | None, verbose: bool, **others: Any
        ) -> Any:
            view = View(verbose=verbose, color=wants_color(color, output))
            return command(output=Output(format=output_format, file=output, view=view), **others)

        return with_output

    return decorate


def names(values: Sequence[str]) -> tuple[str, ...]:
    """Repeated options and comma lists as one tuple.

    A comma before a space belongs to a name: rules are called `independent a, b`.
    """
    parts = (part.strip() for value in values for part in re.split(r",(?! )", value))
    return tuple(part for part in parts if part)
