"""`driftscan hotspots`: where change costs most."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.pipeline import Request, cost_of_change

SORTS = ("cost", "density", "changes", "lines", "fixes", "owners", "ripple", "loc")
TOP = 20


@click.command(
    short_help="Rank files and components by expected change cost.",
    epilog="""\b
Examples:
  driftscan hotspots
  driftscan hotspots --sort density      where to spend limited review
  driftscan hotspots ../shop --rev v2.0 --output-format csv
""",
)
@click.option(
    "--sort", type=click.Choice(SORTS), default=SORTS[0], show_default=True, help="Order of files."
)
@click.option(
    "--top", type=click.IntRange(1), default=TOP, show_default=True, help="Files to show as text."
)
@request_options
@output_options(("text", "json", "csv"))
def hotspots(request: Request, output: Output, sort: str, top: int) -> None:
    """Show which files and components of PATH are the most expensive to change.

    Learnt from git's history alone: how often each will change in a quarter,
    times how many lines each time. `driftscan backtest` tells how well that
    foretold the past of this very repository.
    """
    from driftscan.stages.hotspots import ordered_by

    table = cost_of_change(request, terminal_progress())
    files = ordered_by(table.files, sort)
    if output.format == "json":
        from driftscan.report import hotspots_json

        output.write(hotspots_json.render(table, request.path, files))
    elif output.format == "csv":
        from driftscan.report import hotspots_csv

        output.write(hotspots_csv.render(files))
    else:
        from driftscan.report.terminal import hotspots as text

        output.write(text.render(table, files, top, output.view))
