"""`driftscan trend`: the measures of a system over months, and what came and went."""

from collections.abc import Sequence
from pathlib import Path

import click

from driftscan.cli.options import means_options, output_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.revision_option import revision_option
from driftscan.drift.calendar import PERIODS
from driftscan.model.trend import Trend
from driftscan.stages.request import Request
from driftscan.stages.trend import TrendRequest, merge_stores, trend_of

_INTERRUPTED = (
    "driftscan: interrupted. Points that were finished are kept: the same command goes on there."
)


@click.command(
    short_help="Show the measures over months, and which commit brought what.",
    epilog="""\b
Examples:
  driftscan trend
  driftscan trend --every week --since 6m --findings
  driftscan trend --output-format csv --output trend.csv
  driftscan trend --merge ../colleague/.driftscan/history.sqlite
""",
)
@click.argument("path", default=".")
@revision_option("--rev", default="HEAD", help="The commit to look back from.")
@click.option(
    "--every", type=click.Choice(PERIODS), default="month", show_default=True, help="How close."
)
@click.option(
    "--since", default="2y", metavar="WHEN", show_default=True, help="A date, or 2y, 18m, 6w, 90d."
)
@click.option(
    "--findings", is_flag=True, help="Tell which commit brought or removed which finding."
)
@click.option("--store", default="", metavar="FILE", help="Where points are kept.")
@click.option(
    "--merge", multiple=True, metavar="FILE", help="First take over the points of another store."
)
@means_options
@output_options(("text", "json", "csv"))
def trend(
    request: Request,
    output: Output,
    path: str,
    rev: str,
    every: str,
    since: str,
    findings: bool,
    store: str,
    merge: Sequence[str],
) -> None:
    """Show how PATH drifted from its target state over time.

    Every point is a full scan of what was committed then, straight from git,
    held against the spec as it is today. Points are kept in
    .driftscan/history.sqlite, so that none is scanned twice.
    """
    asked = TrendRequest(
        path=path,
        revision=rev,
        config=request.config,
        use_cache=request.use_cache,
        workers=request.workers,
        today=request.today,
        every=every,
        since=since,
        with_findings=findings,
        store=store,
    )
    for other in merge:
        count = merge_stores(asked, Path(other))
        click.echo(f"{count:,} points of {other} were not known yet", err=True)
    try:
        found = trend_of(asked, terminal_progress(patience=0.0))
    except KeyboardInterrupt:
        click.echo(_INTERRUPTED, err=True)
        raise
    output.write(_rendered(found, output))


def _rendered(found: Trend, output: Output) -> str:
    if output.format == "json":
        from driftscan.report import trend_json

        return trend_json.render(found)
    if output.format == "csv":
        from driftscan.report import trend_csv

        return trend_csv.render(found)
    from driftscan.report.terminal import trend as trend_text

    return trend_text.render(found, output.view)
